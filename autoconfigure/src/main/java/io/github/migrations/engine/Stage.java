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

import io.github.migrations.database.Database;
import io.github.migrations.database.TransactionSettings;
import io.github.migrations.database.Trial;

/**
 * What the migrations of one dry run have in common.
 *
 * @param target the database
 * @param database its kind
 * @param trial where statements are tried
 * @param limit how long they may take
 * @param stop whether the process is asked to end
 * @param progress what is known about the statement that runs
 */
record Stage(Target target, Database database, Trial trial, TimeLimit limit, Stop stop, Progress progress) {

	/**
	 * A file may say how long it waits for locks, otherwise the settings do.
	 */
	TransactionSettings settings(TransactionSettings own) {
		Settings.LockSettings locks = this.target.settings().locks();
		return new TransactionSettings(own.foreignKeys(), own.sessionState(),
				(own.lockTimeout() != null) ? own.lockTimeout() : locks.lockTimeout(),
				(own.statementTimeout() != null) ? own.statementTimeout() : locks.statementTimeout());
	}

	/**
	 * Says for people why a statement was refused.
	 */
	String said(SQLException ex) {
		return this.database.message(ex);
	}

}
