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

import java.util.List;

/**
 * Another tool has migrated the database, and a person has to say that it is taken over.
 * The message says how.
 */
public class NotTakenOverException extends HistoryException {

	private final transient List<AppliedMigration> applied;

	/**
	 * Creates an exception.
	 * @param message what was found and what to do
	 * @param applied what the other tool has applied, as far as it can be read
	 */
	public NotTakenOverException(String message, List<AppliedMigration> applied) {
		super(message);
		this.applied = List.copyOf(applied);
	}

	/**
	 * Returns what the other tool has applied, as far as it can be read.
	 * @return a history that nobody has recorded in tables of ours
	 */
	public History getHistory() {
		return History.of(this.applied);
	}

}
