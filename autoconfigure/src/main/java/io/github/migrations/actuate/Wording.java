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

package io.github.migrations.actuate;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

import io.github.migrations.engine.State;

/**
 * Times, amounts and states as people read them.
 */
final class Wording {

	private Wording() {
	}

	/**
	 * Words a moment, to the second.
	 * @param time the moment
	 * @return date and time in UTC, which is not said
	 */
	static String time(Instant time) {
		return time.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' ').replace("Z", "");
	}

	/**
	 * Words a duration in at most two units.
	 * @param milliseconds the duration
	 * @return the duration with its units
	 */
	static String duration(long milliseconds) {
		Duration duration = Duration.ofMillis(milliseconds);
		if (milliseconds < 1000) {
			return milliseconds + " ms";
		}
		if (duration.toMinutes() == 0) {
			return "%d.%d s".formatted(duration.toSeconds(), duration.toMillisPart() / 100);
		}
		if (duration.toHours() == 0) {
			return "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart());
		}
		return "%s h %d min".formatted(number(duration.toHours()), duration.toMinutesPart());
	}

	/**
	 * Words a number.
	 * @param number the number
	 * @return its digits in groups of three
	 */
	static String number(long number) {
		return String.format(Locale.ROOT, "%,d", number);
	}

	/**
	 * Words a share.
	 * @param percent the share in percent
	 * @return the share with at most one decimal
	 */
	static String percent(double percent) {
		return plain(percent) + " %";
	}

	/**
	 * Writes a share for machines.
	 * @param percent the share in percent
	 * @return the share with at most one decimal
	 */
	static String plain(double percent) {
		String text = String.format(Locale.ROOT, "%.1f", percent);
		return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
	}

	/**
	 * Words a state.
	 * @param state the state
	 * @return the state as the beginning of a line
	 */
	static String state(State state) {
		return words(state.name());
	}

	/**
	 * Words the name of a constant.
	 * @param name the name of a constant
	 * @return the name as the beginning of a line
	 */
	static String words(String name) {
		return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
	}

}
