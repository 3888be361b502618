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

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
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
public final class TimeText {

	/** Seconds since 1970 stay below this number until the year 5138. */
	private static final BigDecimal MILLISECONDS_FROM = BigDecimal.valueOf(100_000_000_000L);

	/** Milliseconds since 1970 do so too; above it are no times that anybody wrote. */
	private static final BigDecimal NEITHER_FROM = MILLISECONDS_FROM.movePointRight(3);

	private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,18}(\\.[0-9]{1,18})?([eE][+]?[0-9]{1,2})?");

	/** What follows an offset is its name, and in Go's text the monotonic clock. */
	private static final Pattern TEXT = Pattern
		.compile("(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2})([T ](?<time>[0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]{1,9})?)?)"
				+ "(\\s*(Z|UTC|GMT|(?<offset>[+-][0-9]{2}(:?[0-9]{2}(:?[0-9]{2})?)?)(\\s[^\\r\\n]*|\\[[^]]*])?))?)?",
				Pattern.CASE_INSENSITIVE);

	private static final DateTimeFormatter LOCAL = new DateTimeFormatterBuilder().appendPattern("uuuu-MM-dd'T'HH:mm")
		.optionalStart()
		.appendPattern(":ss")
		.optionalStart()
		.appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
		.toFormatter(Locale.ROOT)
		.withResolverStyle(ResolverStyle.STRICT);

	private TimeText() {
	}

	/**
	 * Reads a value of the column.
	 * @param value a temporal value, a number, a text or {@code null}
	 * @return the point in time, or {@code null} if the value cannot be read
	 */
	public static @Nullable Instant parse(@Nullable Object value) {
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
				return number(new BigDecimal(text));
			}
			Matcher matcher = TEXT.matcher(text);
			if (!matcher.matches()) {
				return null;
			}
			String time = (matcher.group("time") != null) ? matcher.group("time").replace(',', '.') : "00:00";
			TemporalAccessor local = LOCAL.parse(matcher.group("date") + "T" + time);
			return LocalDateTime.from(local).toInstant(offset(matcher.group("offset")));
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	private static @Nullable Instant number(BigDecimal number) {
		if (number.abs().compareTo(NEITHER_FROM) >= 0) {
			return null;
		}
		boolean seconds = number.abs().compareTo(MILLISECONDS_FROM) < 0;
		BigDecimal nanoseconds = number.movePointRight((seconds) ? 9 : 6).setScale(0, RoundingMode.FLOOR);
		BigDecimal[] parts = nanoseconds.divideAndRemainder(BigDecimal.valueOf(1_000_000_000));
		return Instant.ofEpochSecond(parts[0].longValue(), parts[1].longValue());
	}

	private static ZoneOffset offset(@Nullable String text) {
		return (text != null) ? ZoneOffset.of(text) : ZoneOffset.UTC;
	}

}
