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

/**
 * Somebody else is at work on the database, and it was not to be waited for.
 */
public final class AlreadyRunningException extends MigrationException {

	private static final String ACTION = "Try again when that has ended; the status shows how it is getting on. "
			+ "Nothing has been begun.";

	private AlreadyRunningException(String message, String action) {
		super(message, action, new Status.Failure(null, null, 0, message), null);
	}

	/**
	 * This process is at work itself.
	 * @param message what is going on
	 * @return the exception
	 */
	public static AlreadyRunningException here(String message) {
		return new AlreadyRunningException(message, ACTION);
	}

	/**
	 * This process is at work itself.
	 */
	static AlreadyRunningException here(String database, String what) {
		return new AlreadyRunningException("Database '%s': %s.".formatted(database, what), ACTION);
	}

	/**
	 * Another process is at work.
	 */
	static AlreadyRunningException elsewhere(String database, Status.WaitingFor waiting) {
		return new AlreadyRunningException("Database '%s' is being migrated by %s; waited for it since %s."
			.formatted(database, waiting.holder(), waiting.since()),
				"Try again when that has ended. What was applied before remains applied.");
	}

	/**
	 * Another process is at work, and a dry run has waited for its end.
	 */
	static AlreadyRunningException tooLong(String message, String action) {
		return new AlreadyRunningException(message, action);
	}

}
