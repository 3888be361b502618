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

package io.github.migrations.engine;

import org.jspecify.annotations.Nullable;

/**
 * A migration failed, or could not be begun. The message says what happened, where, and
 * what the database is like now; {@link #getAction()} says what to do.
 */
public class MigrationException extends RuntimeException {

	private final String action;

	private final Status.Failure failure;

	/**
	 * Creates an exception.
	 * @param message what happened
	 * @param action what to do
	 * @param failure the same for the status
	 * @param cause what the database or the script said, or {@code null}
	 */
	public MigrationException(String message, String action, Status.Failure failure, @Nullable Throwable cause) {
		super(message, cause);
		this.action = action;
		this.failure = failure;
	}

	/**
	 * Returns what to do.
	 * @return a sentence for the person who has to mend it
	 */
	public String getAction() {
		return this.action;
	}

	/**
	 * Returns the failure as the status shows it.
	 * @return version, file, line and message
	 */
	public Status.Failure getFailure() {
		return this.failure;
	}

}
