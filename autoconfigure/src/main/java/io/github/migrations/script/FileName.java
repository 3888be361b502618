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

package io.github.migrations.script;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What the name of a file says. The names are those of this library
 * ({@code 001_baseline.sql}, {@code 001_baseline.down.sql}) and Flyway's
 * ({@code V2__add_x.sql}, {@code U2__add_x.sql}, {@code R__views.sql},
 * {@code B10__baseline.sql}).
 *
 * @param kind what the file is
 * @param version the version, {@code null} for a repeatable migration
 * @param description the description as the name spells it
 * @see <a href="https://documentation.red-gate.com/fd/migrations-184127470.html">Flyway's
 * naming</a>
 */
record FileName(Kind kind, @Nullable Version version, String description) {

	private static final Pattern PLAIN = Pattern.compile("(?<version>[0-9]+(\\.[0-9]+)*)(__|_|-)(?<description>.+)");

	private static final Pattern PREFIXED = Pattern
		.compile("(?<prefix>[VUB])(?<version>[0-9]+([._][0-9]+)*)(__(?<description>.*))?");

	private static final Pattern REPEATABLE = Pattern.compile("R__(?<description>.+)");

	private static final Pattern CALLBACK = Pattern.compile("((before|after)[A-Z]\\w*|createSchema)(\\..*)?");

	private static final Pattern LIKE_A_VERSION = Pattern.compile("([0-9]|[VUB][0-9]|R_).*");

	/**
	 * What a file is, as far as its name says.
	 */
	enum Kind {

		FORWARD, UNDO, REPEATABLE, BASELINE

	}

	/**
	 * Reads a name.
	 * @param name the name without folders
	 * @return what it says, or {@code null} if it follows no pattern at all
	 * @throws ScriptException if it looks like a migration's but does not parse, or
	 * belongs to a feature of Flyway that does not exist here
	 */
	static @Nullable FileName parse(String name) {
		String lower = name.toLowerCase(Locale.ROOT);
		if (lower.endsWith(".sql.conf")) {
			throw new ScriptException("Flyway's script configuration files are not supported. Remove the file and say "
					+ "what it says by a directive at the head of the script, such as '-- migration: transaction=off'",
					null, 0);
		}
		if (!lower.endsWith(".sql")) {
			return null;
		}
		String stem = name.substring(0, name.length() - ".sql".length());
		if (CALLBACK.matcher(stem).matches()) {
			throw new ScriptException(
					"Flyway's callbacks are not supported. Remove the file: put what runs after every "
							+ "change into a repeatable migration (R__name.sql), everything else into a numbered one",
					null, 0);
		}
		boolean down = lower.endsWith(".down.sql");
		if (down || lower.endsWith(".up.sql")) {
			stem = stem.substring(0, stem.lastIndexOf('.'));
		}
		FileName parsed = parseStem(stem, down);
		if (parsed == null && LIKE_A_VERSION.matcher(stem).matches()) {
			throw new ScriptException("the name begins like a migration's, but is none. Expected "
					+ "<version>_<description>.sql such as 002_add_users.sql, V2__add_users.sql or R__views.sql", null,
					0);
		}
		return parsed;
	}

	private static @Nullable FileName parseStem(String stem, boolean down) {
		Matcher repeatable = REPEATABLE.matcher(stem);
		if (repeatable.matches() && !down) {
			return new FileName(Kind.REPEATABLE, null, repeatable.group("description"));
		}
		Matcher prefixed = PREFIXED.matcher(stem);
		if (prefixed.matches() && !(down && prefixed.group("prefix").equals("B"))) {
			Kind kind = switch (prefixed.group("prefix")) {
				case "U" -> Kind.UNDO;
				case "B" -> Kind.BASELINE;
				default -> (down) ? Kind.UNDO : Kind.FORWARD;
			};
			String version = prefixed.group("version").replace('_', '.');
			String description = Objects.requireNonNullElse(prefixed.group("description"), "");
			return new FileName(kind, Version.of(version), (description.isEmpty()) ? stem : description);
		}
		Matcher plain = PLAIN.matcher(stem);
		if (plain.matches()) {
			return new FileName((down) ? Kind.UNDO : Kind.FORWARD, Version.of(plain.group("version")),
					plain.group("description"));
		}
		return null;
	}

	/**
	 * Returns the description as it is shown to people.
	 * @return underscores as spaces, the first letter in upper case
	 */
	String title() {
		String spaced = this.description.replace('_', ' ').strip();
		if (spaced.isEmpty()) {
			return this.description;
		}
		int first = spaced.offsetByCodePoints(0, 1);
		return spaced.substring(0, first).toUpperCase(Locale.ROOT) + spaced.substring(first);
	}

}
