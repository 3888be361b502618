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
 * @param recorder writes down what a real run would
 * @param limit how long they may take
 * @param stop whether the process is asked to end
 */
record Stage(Target target, Database database, Trial trial, Recorder recorder, TimeLimit limit, Stop stop) {

	/**
	 * A file may say how long it waits for locks, otherwise the settings do.
	 */
	TransactionSettings settings(TransactionSettings own) {
		Settings.LockSettings locks = this.target.settings().locks();
		return own.or(locks.lockTimeout(), locks.statementTimeout());
	}

	Progress progress() {
		return this.target.progress();
	}

	/**
	 * Says for people why a statement was refused.
	 */
	String said(SQLException ex) {
		return this.database.message(ex);
	}

}
