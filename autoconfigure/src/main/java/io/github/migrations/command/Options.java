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

package io.github.migrations.command;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;

import io.github.migrations.engine.MigrationException;
import io.github.migrations.engine.Status;
import io.github.migrations.script.Version;

/**
 * The options of a command, as they were typed.
 *
 * @param values the value of each option by its name, empty where none was given
 */
record Options(Map<String, String> values) {

	/**
	 * Tells whether an option without a value was given.
	 * @param name its name
	 * @return whether it is there
	 * @throws MigrationException if it has a value
	 */
	boolean flag(String name) {
		String value = this.values.get(name);
		if (value != null && !value.isEmpty()) {
			throw malformed("--%s takes no value, but has '%s'.".formatted(name, value));
		}
		return value != null;
	}

	/**
	 * Returns a text.
	 * @param name the name of the option
	 * @return its value, or {@code null} if it was not given
	 * @throws MigrationException if it has no value
	 */
	@Nullable String text(String name) {
		String value = this.values.get(name);
		if (value != null && value.isBlank()) {
			throw malformed("--%s needs a value.".formatted(name));
		}
		return value;
	}

	/**
	 * Returns a version.
	 * @param name the name of the option
	 * @return the version, or {@code null} if the option was not given
	 * @throws MigrationException if it is no version
	 */
	@Nullable Version version(String name) {
		String text = this.values.get(name);
		if (text == null) {
			return null;
		}
		Version version = Version.parse(text);
		if (version == null) {
			throw malformed(
					"--%s='%s' is not a version: expected digits, further parts joined by dots.".formatted(name, text));
		}
		return version;
	}

	/**
	 * Returns a duration.
	 * @param name the name of the option
	 * @return the duration, or {@code null} if the option was not given
	 * @throws MigrationException if it is none, or not positive
	 */
	@Nullable Duration duration(String name) {
		String text = this.values.get(name);
		if (text == null) {
			return null;
		}
		try {
			Duration duration = DurationStyle.detectAndParse(text, ChronoUnit.SECONDS);
			if (!duration.isNegative() && !duration.isZero()) {
				return duration;
			}
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			// the message is the same
		}
		throw malformed(
				"--%s='%s' is not a duration: expected a number above zero and a unit, such as 500ms, 10s or 2m."
					.formatted(name, text));
	}

	/**
	 * Returns a number that counts something.
	 * @param name the name of the option
	 * @return the number, or {@code null} if the option was not given
	 * @throws MigrationException if it is not a whole number from 1 on
	 */
	@Nullable Integer number(String name) {
		String text = this.values.get(name);
		if (text == null) {
			return null;
		}
		if (!text.matches("0*[1-9][0-9]{0,8}")) {
			throw malformed("--%s='%s' is not a number: expected 1 or more.".formatted(name, text));
		}
		return Integer.valueOf(text);
	}

	private static MigrationException malformed(String message) {
		return refused(message, "Nothing has been changed.");
	}

	/**
	 * Makes the refusal of a command where there is no database.
	 * @return the exception to throw
	 */
	static MigrationException noDatabase() {
		return refused("There is no database: the application has no DataSource.",
				"Define one (spring.datasource.url), or give migrations a connection of their own "
						+ "(spring.migrations.url).");
	}

	/**
	 * Makes the refusal of a command.
	 * @param message what is wrong
	 * @param action what to do
	 * @return the exception to throw
	 */
	static MigrationException refused(String message, String action) {
		return new MigrationException(message, action, new Status.Failure(null, null, 0, message), null);
	}

}
