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

package io.github.migrations.history;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reads a point in time in the forms that programs have written into tracking tables: our
 * own and SQLite's ({@code 2026-11-20 09:30:00.123}), ISO 8601, the text of Go's
 * {@code time.Time} ({@code 2026-03-23 11:10:11.123456789 -0700 PDT m=+0.01}), and
 * numbers of seconds or milliseconds since 1970. Without a zone it is UTC.
 *
 * @see <a href="https://pkg.go.dev/time#Time.String">Go's Time.String</a>
 */
final class TimeText {

	/** Seconds since 1970 stay below this number until the year 5138. */
	private static final double MILLISECONDS_FROM = 1e11;

	private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,18}(\\.[0-9]+)?");

	private static final Pattern TEXT = Pattern.compile(
			"(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})" + "([T ](?<time>[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,9})?)?))?"
					+ "\\s*(?<offset>Z|UTC|[+-][0-9]{2}(:?[0-9]{2}(:?[0-9]{2})?)?)?(\\s+\\S+)*",
			Pattern.CASE_INSENSITIVE);

	private static final DateTimeFormatter LOCAL = new DateTimeFormatterBuilder().appendPattern("uuuu-MM-dd'T'HH:mm")
		.optionalStart()
		.appendPattern(":ss")
		.optionalStart()
		.appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
		.toFormatter(Locale.ROOT);

	private TimeText() {
	}

	/**
	 * Reads a value of the column.
	 * @param value a temporal value, a number, a text or {@code null}
	 * @return the point in time, or {@code null} if the value cannot be read
	 */
	static @Nullable Instant parse(@Nullable Object value) {
		if (value instanceof OffsetDateTime time) {
			return time.toInstant();
		}
		if (value instanceof LocalDateTime time) {
			return time.toInstant(ZoneOffset.UTC);
		}
		return (value != null) ? parse(value.toString().strip()) : null;
	}

	private static @Nullable Instant parse(String text) {
		try {
			if (NUMBER.matcher(text).matches()) {
				double number = Double.parseDouble(text);
				return Instant
					.ofEpochMilli((Math.abs(number) < MILLISECONDS_FROM) ? (long) (number * 1000) : (long) number);
			}
			Matcher matcher = TEXT.matcher(text);
			if (!matcher.matches()) {
				return null;
			}
			String time = (matcher.group("time") != null) ? matcher.group("time") : "00:00";
			TemporalAccessor local = LOCAL.parse(matcher.group("date") + "T" + time);
			return LocalDateTime.from(local).toInstant(offset(matcher.group("offset")));
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	private static ZoneOffset offset(@Nullable String text) {
		if (text == null || !(text.startsWith("+") || text.startsWith("-"))) {
			return ZoneOffset.UTC;
		}
		return ZoneOffset.of(text);
	}

}
