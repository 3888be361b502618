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

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.migrations.script.Piece;

/**
 * A connection while it migrates. Whatever a script sets in it is put back, and the
 * connection is given back as it was taken.
 */
public interface Session extends AutoCloseable {

	/**
	 * Returns the connection, in autocommit mode: transactions are begun and ended by
	 * this session alone.
	 * @return the connection
	 */
	Connection connection();

	/**
	 * Returns what other sessions know this one by.
	 * @return an identifier for {@link Database#activity}, or {@code null} if nobody can
	 * look at this session
	 * @throws SQLException if the connection fails
	 */
	default @Nullable String id() throws SQLException {
		return null;
	}

	/**
	 * Waits until no other session migrates. The lock is held until the session is
	 * closed, and ends with its connection. A database whose transactions exclude each
	 * other needs no other lock.
	 * @param waiting is told while somebody else holds the lock
	 * @throws SQLException if the database fails
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	void lock(Waiting waiting) throws SQLException, InterruptedException;

	/**
	 * Tells whether nobody else can migrate between two transactions of this session.
	 * @return whether there is a lock besides the transactions
	 */
	boolean isExclusive();

	/**
	 * Tells what is in the way of a statement that cannot run in a transaction.
	 * @return the reason, or {@code null} if nothing is
	 */
	default @Nullable String refusalOutside() {
		return null;
	}

	/**
	 * Prepares the session for a script: remembers what the script may set, and sets what
	 * must hold while it runs. To be followed by {@link #leave()}.
	 * @param settings how the script is to be run
	 * @throws SQLException if the database fails
	 */
	void enter(TransactionSettings settings) throws SQLException;

	/**
	 * Begins a transaction that nobody else can migrate beside. The history is to be read
	 * after that.
	 * @param waiting is told while somebody else is in the way
	 * @throws SQLException if the database fails
	 * @throws InterruptedException if the thread is interrupted while it waits
	 * @throws LockLostException if the lock is not held any more
	 */
	void begin(Waiting waiting) throws SQLException, InterruptedException;

	/**
	 * Begins a transaction of the script's own.
	 * @param sql the statement that begins it
	 * @param waiting is told while somebody else is in the way
	 * @throws SQLException if the database fails
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	void beginOwn(String sql, Waiting waiting) throws SQLException, InterruptedException;

	/**
	 * Comes before the first statement of a script that leaves each of its statements to
	 * be committed by itself, but runs in the one transaction that is open.
	 */
	default void replaceAutoCommit() {
	}

	/**
	 * Comes before the first statement of a script.
	 * @throws SQLException if the database fails
	 */
	void beforeScript() throws SQLException;

	/**
	 * Comes in place of a statement of the kind {@link StatementKind#SETTING} outside any
	 * transaction.
	 * @param statement the statement
	 * @throws SQLException if the database fails
	 */
	default void setting(Piece statement) throws SQLException {
	}

	/**
	 * Lets a record be written inside a transaction in which a script may have taken
	 * another role.
	 * @throws SQLException if the database fails
	 */
	void beforeRecord() throws SQLException;

	/**
	 * Comes before a statement that is run on the connection itself.
	 * @param sql the statement
	 * @throws SQLException if the database fails
	 */
	default void beforeStatement(String sql) throws SQLException {
	}

	/**
	 * Runs one statement of a script to its end.
	 * @param sql exactly one statement
	 * @param cancellation is given the means to cancel it from another thread
	 * @return how many rows it changed, as far as the database tells
	 * @throws SQLException if the database refuses it
	 */
	long execute(String sql, Cancellation cancellation) throws SQLException;

	/**
	 * Runs several statements of a script inside a transaction, with fewer round trips
	 * than one by one.
	 * @param statements statements that {@link Database#isBatchable} has named
	 * @param cancellation is given the means to cancel them from another thread
	 * @return how many rows they changed
	 * @throws java.sql.SQLTransactionRollbackException if one of them has ended the
	 * transaction, so that nothing may be run any more
	 * @throws SQLException if the database refuses one of them; none of them has had an
	 * effect then, and they may be run one by one
	 */
	long executeBatch(List<String> statements, Cancellation cancellation) throws SQLException;

	/**
	 * Runs one statement that is followed by data in the script.
	 * @param sql exactly one statement
	 * @param data gives the data, piece by piece, then {@code null}
	 * @param cancellation is given the means to cancel it from another thread
	 * @return how many rows it wrote
	 * @throws SQLException if the database refuses it
	 */
	long copy(String sql, Supplier<@Nullable String> data, Cancellation cancellation) throws SQLException;

	/**
	 * Comes after the last statement of a script inside the transaction: puts the session
	 * back as far as the record needs it, and checks what must hold before the commit.
	 * @return what a person should know although nothing is wrong with it
	 * @throws SQLException if the database fails
	 * @throws UnsafeScriptException if the transaction must not be committed
	 */
	List<String> afterScript() throws SQLException;

	/**
	 * Commits the transaction.
	 * @param waiting is told while somebody else is in the way
	 * @throws SQLException if the database refuses to commit
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	void commit(Waiting waiting) throws SQLException, InterruptedException;

	/**
	 * Rolls the transaction back, if there is one.
	 * @throws SQLException if the connection is lost
	 */
	void rollback() throws SQLException;

	/**
	 * Puts everything back that the script has set, outside any transaction.
	 * @throws SQLException if the connection is lost
	 */
	void leave() throws SQLException;

	/**
	 * Releases the lock and leaves the connection as it was.
	 * @throws SQLException if the connection is lost
	 */
	@Override
	void close() throws SQLException;

	/**
	 * Is told which statement runs right now.
	 */
	@FunctionalInterface
	interface Cancellation {

		/** For statements that nobody needs to cancel. */
		Cancellation NONE = (statement) -> {
		};

		/**
		 * A statement begins or has ended.
		 * @param statement what cancels it, callable from any thread, or {@code null}
		 * after its end
		 */
		void running(@Nullable Canceller statement);

	}

	/**
	 * Cancels a running statement.
	 */
	@FunctionalInterface
	interface Canceller {

		/**
		 * Cancels it.
		 * @throws SQLException if the database cannot be told
		 */
		void cancel() throws SQLException;

	}

}
