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

import org.jspecify.annotations.Nullable;

/**
 * A migration that is written in code. It takes its place among the files by its version,
 * runs in one transaction with its record, and is applied once. One that can be taken
 * back is an {@link Undoable}.
 */
public interface CodeMigration {

	/**
	 * Returns the version.
	 * @return digits, further parts joined by dots, such as {@code 003}; taken by no file
	 * and no other code migration of the same database
	 */
	String version();

	/**
	 * Returns what it does, for people.
	 * @return a short text, such as {@code Split names}
	 */
	String description();

	/**
	 * Changes the database. Whatever it throws rolls everything back. It may be called
	 * again after that, also by the same process, so it keeps nothing outside the
	 * database.
	 * @param context gives the connection
	 * @throws Exception if the migration cannot be applied
	 */
	void migrate(Context context) throws Exception;

	/**
	 * Returns the database that it belongs to, where the application has several.
	 * @return the name of a DataSource bean, or {@code null} for the primary one
	 */
	default @Nullable String database() {
		return null;
	}

	/**
	 * Returns how it is named in messages.
	 * @return the name of its class
	 */
	default String name() {
		return getClass().getName();
	}

	/**
	 * A code migration that can be taken back.
	 */
	interface Undoable extends CodeMigration {

		/**
		 * Takes back what {@link #migrate} has done, in one transaction with the removal
		 * of its record.
		 * @param context gives the connection
		 * @throws Exception if it cannot be taken back; everything is rolled back then
		 */
		void undo(Context context) throws Exception;

	}

	/**
	 * What a code migration works with.
	 */
	interface Context {

		/**
		 * Returns the connection inside the transaction of the migration. Who uses
		 * another one works outside of it, and may wait for its locks for ever. The
		 * transaction is ended, and the connection closed, by the caller alone:
		 * {@code commit}, {@code rollback}, {@code setAutoCommit} and {@code close} are
		 * refused.
		 * @return the connection
		 */
		Connection connection();

		/**
		 * Returns which attempt this is: a migration that was stopped by a lock of
		 * somebody else is rolled back and tried again.
		 * @return 1 for the first attempt of this run
		 */
		int attempt();

		/**
		 * Tells how far the migration has come, for those who watch.
		 * @param done how much is done, in whatever unit
		 * @param total how much there is to do, or 0 if that is not known
		 * @param detail what is being done, or {@code null}
		 */
		void progress(long done, long total, @Nullable String detail);

	}

}
