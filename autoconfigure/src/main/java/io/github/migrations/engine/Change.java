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

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import io.github.migrations.history.History;

/**
 * What a run does to the history with each of its scripts.
 */
interface Change {

	/**
	 * Tells whether somebody else has done it meanwhile.
	 * @param history what is applied right now
	 * @param migration the migration whose turn it is
	 * @return whether there is nothing left to do
	 * @throws MigrationException if what is applied now forbids it
	 */
	boolean isDone(History history, PlannedMigration migration);

	/**
	 * A script begins.
	 * @param migration its migration
	 */
	void started(PlannedMigration migration);

	/**
	 * Writes it down, in the transaction of the last statement.
	 * @param connection a connection inside that transaction
	 * @param migration the migration
	 * @param duration how long its script ran
	 * @throws SQLException if the database fails
	 */
	void record(Connection connection, PlannedMigration migration, Duration duration) throws SQLException;

	/**
	 * It is done and committed.
	 * @param migration the migration
	 * @param duration how long it took
	 */
	void done(PlannedMigration migration, Duration duration);

}
