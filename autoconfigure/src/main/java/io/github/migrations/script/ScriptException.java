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

import org.jspecify.annotations.Nullable;

/**
 * A migration file is wrong in itself, whatever the database holds: its name, its
 * directives, its encoding or its text. The message says what is wrong and what to do;
 * the file and line are kept beside it.
 */
public class ScriptException extends RuntimeException {

	private final String reason;

	private final @Nullable String file;

	private final int line;

	/**
	 * Creates an exception.
	 * @param message what is wrong and what to do, without the place
	 * @param file the file as it is shown to people, or {@code null} where only the
	 * caller knows it
	 * @param line the line in the file, counted from 1, or 0 where no line can be named
	 */
	public ScriptException(String message, @Nullable String file, int line) {
		super(message);
		this.reason = message;
		this.file = file;
		this.line = line;
	}

	/**
	 * Returns the message, led by the place: {@code file:line: message}.
	 * @return the message with file and line as far as they are known
	 */
	@Override
	public String getMessage() {
		if (this.file == null) {
			return (this.line > 0) ? "line " + this.line + ": " + this.reason : this.reason;
		}
		return this.file + ((this.line > 0) ? ":" + this.line : "") + ": " + this.reason;
	}

	/**
	 * Returns what is wrong and what to do, without the place.
	 * @return the bare message
	 */
	public String getReason() {
		return this.reason;
	}

	/**
	 * Returns the file.
	 * @return the file as it is shown to people, or {@code null}
	 */
	public @Nullable String getFile() {
		return this.file;
	}

	/**
	 * Returns the line.
	 * @return the line, counted from 1, or 0
	 */
	public int getLine() {
		return this.line;
	}

	/**
	 * Returns the same exception for a file.
	 * @param file the file as it is shown to people
	 * @return an exception with the same reason, line and cause
	 */
	public ScriptException in(String file) {
		ScriptException located = new ScriptException(getReason(), file, this.line);
		located.setStackTrace(getStackTrace());
		if (getCause() != null) {
			located.initCause(getCause());
		}
		return located;
	}

}
