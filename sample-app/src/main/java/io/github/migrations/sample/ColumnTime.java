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

package io.github.migrations.sample;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times as text in columns. PostgreSQL takes and gives the text of a {@code timestamptz};
 * SQLite has no type for times and keeps the text as it is, which sorts by time as long
 * as it is UTC.
 */
final class ColumnTime {

	private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSX", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	/** A date, a time, and an offset; what Go writes after the offset is not needed. */
	private static final Pattern TEXT = Pattern
		.compile("(\\d{4}-\\d\\d-\\d\\d)[ T](\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?)"
				+ "(?: ?(Z|[+-]\\d\\d(?::?\\d\\d(?::?\\d\\d)?)?))?(?: .*)?");

	private ColumnTime() {
	}

	/**
	 * Writes a time.
	 * @param time the time, of which milliseconds are kept
	 * @return text such as {@code 2026-11-20 09:30:00.000Z}
	 */
	static String format(Instant time) {
		return FORMAT.format(time);
	}

	/**
	 * Reads a time: what {@link #format(Instant)} writes, what PostgreSQL and SQLite's
	 * {@code CURRENT_TIMESTAMP} give, ISO 8601, and Go's
	 * {@code 2026-03-23 11:10:11.123456789 -0700 PDT}. Without an offset it is UTC.
	 * @param text the text of the column
	 * @return the time
	 * @throws IllegalArgumentException if the text is none of these
	 */
	static Instant parse(String text) {
		Matcher matcher = TEXT.matcher(text);
		if (!matcher.matches()) {
			throw new IllegalArgumentException("Not a time: '" + text + "'");
		}
		LocalDateTime time = LocalDateTime.parse(matcher.group(1) + "T" + matcher.group(2));
		String offset = matcher.group(3);
		return time.toInstant((offset != null) ? ZoneOffset.of(offset) : ZoneOffset.UTC);
	}

}
