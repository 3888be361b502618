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

import org.jspecify.annotations.Nullable;

/**
 * Something that is wrong or dangerous, mostly a place in a migration file that breaks a
 * rule.
 *
 * @param severity how bad it is
 * @param rule the name of the rule, or an empty text if it breaks none
 * @param file the file as it is named to people, or {@code null} if it is no single one
 * @param line the line of the file, counted from 1, or 0 if no line is meant
 * @param statement which statement of the file it is, counted from 1, or 0 if none is
 * meant
 * @param message what stands there
 * @param why what goes wrong, or an empty text if the message says it
 * @param instead the better way, or an empty text if the message says it
 */
public record Finding(Severity severity, String rule, @Nullable String file, int line, int statement, String message,
		String why, String instead) {

	/**
	 * Something about a file that breaks no rule about safety.
	 * @param severity how bad it is
	 * @param file the file as it is named to people
	 * @param line the line of the file, counted from 1, or 0 if no line is meant
	 * @param message what stands there and what to do
	 * @return the finding
	 */
	public static Finding of(Severity severity, @Nullable String file, int line, String message) {
		return new Finding(severity, "", file, line, 0, message, "", "");
	}

	/**
	 * Something that is about no single file.
	 * @param severity how bad it is
	 * @param message what it is
	 * @param instead what to do
	 * @return the finding
	 */
	public static Finding general(Severity severity, String message, String instead) {
		return new Finding(severity, "", null, 0, 0, message, "", instead);
	}

	/**
	 * How bad a finding is.
	 */
	public enum Severity {

		/** The file is wrong. */
		ERROR,

		/** The file works, but may do harm. */
		WARNING

	}

}
