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

import java.sql.SQLException;

/**
 * The database refused a statement of a script.
 */
final class StatementException extends Exception {

	private final transient Place place;

	private final SQLException refusal;

	StatementException(Place place, SQLException refusal) {
		super(refusal);
		this.place = place;
		this.refusal = refusal;
	}

	Place place() {
		return this.place;
	}

	SQLException refusal() {
		return this.refusal;
	}

	/**
	 * Where the statement stands.
	 *
	 * @param statement its number in the script, counted from 1
	 * @param line the line of the error, or of the statement where the database does not
	 * tell
	 * @param firstLine the first line of its text
	 */
	record Place(int statement, int line, String firstLine) {
	}

}
