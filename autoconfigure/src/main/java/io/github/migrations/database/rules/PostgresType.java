/*
 * Copyright 2026 the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.github.migrations.database.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A type of PostgreSQL, its length or precision beside it.
 *
 * @param name the name that is the same for all ways to write the type
 * @param arguments what stands in parentheses
 */
record PostgresType(String name, List<Integer> arguments) {

	private static final Pattern ARGUMENTS = Pattern.compile("\\((\\d+(?:,\\d+)?)\\)");

	private static final Map<String, String> ALIASES = Map.ofEntries(Map.entry("character varying", "varchar"),
			Map.entry("decimal", "numeric"), Map.entry("int", "integer"), Map.entry("int4", "integer"),
			Map.entry("int8", "bigint"), Map.entry("int2", "smallint"), Map.entry("bool", "boolean"),
			Map.entry("float8", "double precision"), Map.entry("float4", "real"), Map.entry("character", "char"),
			Map.entry("bpchar", "char"), Map.entry("bit varying", "varbit"),
			Map.entry("timestamp without time zone", "timestamp"), Map.entry("timestamp with time zone", "timestamptz"),
			Map.entry("time without time zone", "time"), Map.entry("time with time zone", "timetz"),
			Map.entry("bigserial", "bigint"), Map.entry("serial8", "bigint"), Map.entry("serial", "integer"),
			Map.entry("serial4", "integer"), Map.entry("smallserial", "smallint"), Map.entry("serial2", "smallint"));

	/** Digits of a second that a time has which says nothing about them. */
	private static final int MAX_PRECISION = 6;

	private static final Set<String> PRECISION = Set.of("timestamp", "timestamptz", "time", "timetz");

	private static final Set<String> SERIAL = Set.of("bigserial", "serial8", "serial", "serial4", "smallserial",
			"serial2");

	static PostgresType of(String type) {
		Matcher matcher = ARGUMENTS.matcher(type);
		List<Integer> arguments = (matcher.find())
				? Arrays.stream(matcher.group(1).split(",")).map(Integer::valueOf).toList() : List.of();
		String name = ARGUMENTS.matcher(type).replaceFirst(" ").replaceAll("\\s+", " ").strip();
		name = (name.startsWith("pg_catalog.")) ? name.substring("pg_catalog.".length()) : name;
		return new PostgresType(ALIASES.getOrDefault(name, name), arguments);
	}

	static boolean isSerial(String type) {
		return SERIAL.contains(type);
	}

	/**
	 * Whether a column can change to another type without going over the rows.
	 */
	boolean becomesWithoutRewrite(PostgresType other) {
		if (equals(other)) {
			return true;
		}
		return switch (this.name) {
			case "varchar" -> other.isAny("text") || (other.isAny("varchar") && widens(other));
			case "text" -> other.isAny("varchar") && other.arguments.isEmpty();
			case "varbit" -> other.isAny("varbit") && widens(other);
			case "cidr" -> other.isAny("inet");
			case "numeric" -> other.isAny("numeric") && widensNumeric(other);
			default -> PRECISION.contains(this.name) && other.isAny(this.name)
					&& (widens(other) || other.arguments.get(0) == MAX_PRECISION);
		};
	}

	private boolean isAny(String name) {
		return this.name.equals(name);
	}

	private boolean widens(PostgresType other) {
		return other.arguments.isEmpty()
				|| (!this.arguments.isEmpty() && other.arguments.get(0) >= this.arguments.get(0));
	}

	private boolean widensNumeric(PostgresType other) {
		return other.arguments.isEmpty() || (widens(other) && scale() == other.scale());
	}

	private int scale() {
		return (this.arguments.size() > 1) ? this.arguments.get(1) : 0;
	}

}
