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

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Collects the directives from the comments at the head of a file.
 */
final class DirectiveReader {

	private static final int DEFAULT_BATCH = 1000;

	private static final List<String> KEYS = List.of("description", "transaction", "foreign-keys", "allow", "empty",
			"batch", "pause", "lock-timeout", "statement-timeout");

	private static final String KNOWN = "(" + String.join("|", KEYS) + ")";

	private static final Pattern COMMENT = Pattern.compile("--\\s*(?<word>migration)\\s*:", Pattern.CASE_INSENSITIVE);

	/** A key with its equals sign; or one word alone; or a right item somewhere. */
	private static final Pattern DIRECTIVE = Pattern
		.compile("[\\w-]+\\s*=.*|[a-z][a-z-]*|" + KNOWN + "\\s*,.*|.*,\\s*" + KNOWN + "\\s*=.*", Pattern.DOTALL);

	/** What looks like a key and its value, but for the equals sign. */
	private static final Pattern NO_EQUALS_SIGN = Pattern
		.compile("(?<key>" + KNOWN + ")\\s*[:\\s]\\s*(?<value>on|off|[0-9]+\\s*[a-z]*)");

	private static final Pattern DESCRIPTION = Pattern.compile("description\\s*=.*", Pattern.DOTALL);

	private static final Pattern KNOWN_FIRST = Pattern.compile(KNOWN + "\\s*=.*", Pattern.DOTALL);

	/** What PostgreSQL accepts for a timeout. */
	private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);

	private static final Pattern DURATION = Pattern.compile("(?<amount>[0-9]{1,9})\\s*(?<unit>ms|s|m|min|h|d)");

	private final Map<String, String> values = new LinkedHashMap<>();

	/**
	 * Takes one line comment of the head.
	 * @param comment the comment from its two dashes to the end of the line
	 * @throws IllegalArgumentException if it is a directive, but not a right one
	 */
	void comment(String comment) {
		Matcher matcher = COMMENT.matcher(comment);
		if (!matcher.lookingAt()) {
			return;
		}
		String rest = comment.substring(matcher.end()).strip();
		if (isProse(matcher.group("word"), rest)) {
			return;
		}
		while (!rest.isEmpty()) {
			int comma = (DESCRIPTION.matcher(rest).matches()) ? -1 : rest.indexOf(',');
			item((comma < 0) ? rest : rest.substring(0, comma));
			rest = (comma < 0) ? "" : rest.substring(comma + 1).strip();
		}
	}

	/**
	 * Many projects begin their files with a line such as
	 * {@code -- Migration: add the users table}. That is a comment for people, even where
	 * it begins with a word that is a key.
	 */
	private static boolean isProse(String word, String items) {
		if (!word.equals("migration")) {
			if (KNOWN_FIRST.matcher(items).matches()) {
				throw new IllegalArgumentException(
						"write 'migration:' in lower case, so that this line is a directive");
			}
			return true;
		}
		Matcher matcher = NO_EQUALS_SIGN.matcher(items);
		if (matcher.matches()) {
			throw new IllegalArgumentException("the directive '%s' needs an equals sign: %s=%s"
				.formatted(matcher.group("key"), matcher.group("key"), matcher.group("value")));
		}
		return !DIRECTIVE.matcher(items).matches();
	}

	private void item(String item) {
		int equals = item.indexOf('=');
		String key = ((equals < 0) ? item : item.substring(0, equals)).strip();
		String value = (equals < 0) ? "" : item.substring(equals + 1).strip();
		if (!KEYS.contains(key)) {
			throw new IllegalArgumentException(
					"unknown directive '%s'. The directives are: %s".formatted(key, String.join(", ", KEYS)));
		}
		if (this.values.putIfAbsent(key, value) != null) {
			throw new IllegalArgumentException("the directive '%s' stands twice".formatted(key));
		}
		if (value.isEmpty() && !key.equals("empty") && !key.equals("batch")) {
			throw new IllegalArgumentException("the directive '%s' needs a value: %s=…".formatted(key, key));
		}
		directives();
	}

	/**
	 * Returns what has been read.
	 * @return the directives
	 */
	Directives directives() {
		return new Directives(this.values.get("description"), is("transaction", "off"), is("foreign-keys", "on"),
				allow(), empty(), batch(), duration("pause"), duration("lock-timeout"), duration("statement-timeout"));
	}

	private boolean is(String key, String only) {
		String value = this.values.get(key);
		if (value != null && !value.equals(only)) {
			throw new IllegalArgumentException(
					"the directive '%s' knows only the value '%s', not '%s'".formatted(key, only, value));
		}
		return value != null;
	}

	private Set<String> allow() {
		String value = this.values.get("allow");
		return (value != null) ? Set.copyOf(List.of(value.split("\\s+"))) : Set.of();
	}

	private boolean empty() {
		String value = this.values.get("empty");
		if (value != null && !value.isEmpty()) {
			throw new IllegalArgumentException("the directive 'empty' takes no value");
		}
		return value != null;
	}

	private @Nullable Integer batch() {
		String value = this.values.get("batch");
		if (value == null) {
			return null;
		}
		if (value.isEmpty()) {
			return DEFAULT_BATCH;
		}
		if (!value.matches("[1-9][0-9]{0,8}")) {
			throw new IllegalArgumentException(
					"the directive 'batch' needs a whole number above zero, not '%s'".formatted(value));
		}
		return Integer.valueOf(value);
	}

	private @Nullable Duration duration(String key) {
		String value = this.values.get(key);
		if (value == null) {
			return null;
		}
		Duration duration = duration(key, value);
		if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException(
					"the directive '%s' needs a duration from 0s to 24d, not '%s'".formatted(key, value));
		}
		return duration;
	}

	private static Duration duration(String key, String value) {
		Matcher matcher = DURATION.matcher(value);
		if (matcher.matches()) {
			long amount = Long.parseLong(matcher.group("amount"));
			return switch (matcher.group("unit")) {
				case "ms" -> Duration.ofMillis(amount);
				case "s" -> Duration.ofSeconds(amount);
				case "h" -> Duration.ofHours(amount);
				case "d" -> Duration.ofDays(amount);
				default -> Duration.ofMinutes(amount);
			};
		}
		try {
			return Duration.parse(value.toUpperCase(Locale.ROOT));
		}
		catch (DateTimeParseException ex) {
			throw new IllegalArgumentException(
					"the directive '%s' needs a duration such as 500ms, 5s or 10m, not '%s'".formatted(key, value));
		}
	}

}
