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

package io.github.migrations.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.migrations.script.Piece;

/**
 * Statements that are executed for real, and whose effects are thrown away: in a
 * transaction that is rolled back, or on a copy of the database.
 */
public interface Trial extends AutoCloseable {

	/**
	 * Makes sure that nobody migrates meanwhile, as far as the trial could meet it.
	 * @param patience how long to wait
	 * @param waiting is told while somebody else is in the way
	 * @throws SQLException if the database fails
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	void prepare(Duration patience, Waiting waiting) throws SQLException, InterruptedException;

	/**
	 * Returns the session that statements are run in, once the trial is prepared.
	 * @return the session; transactions are begun and ended by this trial
	 */
	Session session();

	/**
	 * Tells whether statements run on a copy, where nothing can be in anybody's way.
	 * @return {@code false} if they run in the database itself
	 */
	boolean isCopy();

	/**
	 * Begins the trial. From here on locks are held.
	 * @throws SQLException if the database fails
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	void start() throws SQLException, InterruptedException;

	/**
	 * Begins what is one transaction in a real run.
	 * @param settings how its transaction is to be run
	 * @throws SQLException if the database fails
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	void begin(TransactionSettings settings) throws SQLException, InterruptedException;

	/**
	 * Ends what is one transaction in a real run, with all that its commit would check.
	 * @param cancellation is given the means to cancel it from another thread
	 * @throws SQLException if the commit would be refused
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	void commit(Session.Cancellation cancellation) throws SQLException, InterruptedException;

	/**
	 * Takes back what was done since {@link #begin}.
	 * @throws SQLException if the database fails
	 */
	void undo() throws SQLException;

	/**
	 * Tells why a statement must not be tried.
	 * @param statement a statement of a script
	 * @return the reason for people, or {@code null} if it can be tried
	 */
	@Nullable String reasonNotToTry(Piece statement);

	/**
	 * Says what has happened since the last call.
	 * @param statement the statement that was run since then
	 * @return its effects
	 * @throws SQLException if the catalogue cannot be read
	 */
	Effects effects(Piece statement) throws SQLException;

	/**
	 * Counts rows, where nobody is kept waiting by that.
	 * @param cancellation is given the means to cancel it from another thread
	 * @return the number of rows of each table by its name; empty where it is not counted
	 * @throws SQLException if the tables cannot be read
	 */
	Map<String, Long> rows(Session.Cancellation cancellation) throws SQLException;

	/**
	 * Throws away all that was done.
	 * @return the tables that were locked in the database itself, in the order of their
	 * names
	 * @throws SQLException if the connection is lost, and everything with it
	 */
	List<Held> finish() throws SQLException;

	/**
	 * Leaves everything as it was.
	 * @throws SQLException if the connection is lost, and everything with it
	 */
	@Override
	void close() throws SQLException;

	/**
	 * What a statement did besides changing rows.
	 *
	 * @param locks the locks that it took on tables that existed before; only those that
	 * are stronger than what was held already, and than that of a query
	 * @param rewritten the tables that existed before and were written anew as a whole
	 * @param unfinished indexes that are not valid and constraints that are not validated
	 * @param changes what was created, changed and removed in the schema, where nothing
	 * else tells
	 */
	record Effects(List<Lock> locks, List<String> rewritten, List<String> unfinished, List<String> changes) {

		/** Nothing worth mentioning. */
		public static final Effects NONE = new Effects(List.of(), List.of(), List.of(), List.of());

		public Effects {
			locks = List.copyOf(locks);
			rewritten = List.copyOf(rewritten);
			unfinished = List.copyOf(unfinished);
			changes = List.copyOf(changes);
		}

	}

	/**
	 * A lock on a table.
	 *
	 * @param table the table with its schema
	 * @param mode the mode of the lock in the database's words
	 */
	record Lock(String table, String mode) {
	}

	/**
	 * A table that was locked for some time.
	 *
	 * @param lock the table, and the strongest lock on it
	 * @param duration how long the table was locked
	 */
	record Held(Lock lock, Duration duration) {
	}

}
