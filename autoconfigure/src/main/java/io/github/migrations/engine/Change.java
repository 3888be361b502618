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

import io.github.migrations.database.TableName;
import io.github.migrations.history.History;
import io.github.migrations.history.HistoryTable;

/**
 * What a run does to the history with each of its migrations.
 */
interface Change {

	TableName name();

	HistoryTable table();

	/**
	 * Returns what is applied, as far as it is known.
	 */
	Plan plan();

	/**
	 * Reads what is applied, inside the transaction that excludes all others; the tables
	 * are created where they are missing.
	 * @param connection a connection inside that transaction
	 * @return what is applied
	 * @throws SQLException if the database fails
	 */
	History read(Connection connection) throws SQLException;

	/**
	 * Looks whether somebody else has done it since it was planned.
	 * @param migration the migration whose turn it is
	 * @param history what is applied right now
	 * @return whether there is nothing left to do
	 * @throws MigrationException if what is applied now forbids it
	 */
	boolean isDone(PlannedMigration migration, History history);

	/**
	 * A migration begins.
	 * @param migration the migration
	 */
	void started(PlannedMigration migration);

	/**
	 * Writes it down.
	 * @param connection a connection inside the transaction of the migration
	 * @param migration the migration
	 * @param duration how long it ran
	 * @throws SQLException if the database fails
	 */
	void write(Connection connection, PlannedMigration migration, Duration duration) throws SQLException;

	/**
	 * Sees to it that everything is written down before the commit.
	 * @param connection a connection inside the transaction
	 * @param last the migration that was run last
	 * @throws SQLException if the database fails
	 */
	default void flush(Connection connection, PlannedMigration last) throws SQLException {
	}

	/**
	 * The transaction is committed, with whatever was written in it.
	 */
	void committed();

	/**
	 * A migration has come to its end.
	 * @param migration the migration
	 * @param duration how long it took
	 */
	void done(PlannedMigration migration, Duration duration);

}
