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
import io.github.migrations.database.Session;
import io.github.migrations.database.UnsafeScriptException;
import io.github.migrations.history.History;

/**
 * A session during a run: how a transaction begins and ends in it, and what is said when
 * that goes wrong.
 *
 * @param run the run
 * @param session the session
 */
record RunSession(Run run, Session session) {

	/**
	 * Prepares the session for a migration.
	 */
	void enter(PlannedMigration migration) throws SQLException {
		Settings.LockSettings locks = this.run.target().settings().locks();
		this.session.enter(migration.settings().or(locks.lockTimeout(), locks.statementTimeout()));
	}

	/**
	 * Begins a transaction, and reads what is applied in it.
	 */
	History begin() throws SQLException, InterruptedException {
		Target target = this.run.target();
		try {
			this.session.begin(this.run::waiting);
			target.progress().waited();
			return this.run.change().read(this.session.connection());
		}
		catch (SQLException ex) {
			this.run.stop().check();
			giveUp();
			String said = this.run.database().message(ex);
			if (this.run.database().isReadOnly(ex)) {
				throw Failures.readOnly(target.name(), this.run.change().plan(), said, ex);
			}
			throw Failures.tables(target.name(), said, ex);
		}
	}

	/**
	 * Commits the transaction with its records.
	 */
	void commit() throws SQLException, InterruptedException {
		this.session.commit(this.run::waiting);
		this.run.target().progress().waited();
		this.run.change().committed();
	}

	/**
	 * Puts the session back.
	 */
	void leave(PlannedMigration migration) {
		try {
			this.session.leave();
		}
		catch (SQLException ex) {
			throw Failures.notPutBack(migration, this.run.database().message(ex), ex);
		}
	}

	/**
	 * Rolls back and puts the session back, where that is still possible.
	 */
	void giveUp() {
		try {
			this.session.rollback();
			this.session.leave();
		}
		catch (SQLException ex) {
			// what led here is thrown; a connection that is lost takes its transaction
			// along
		}
	}

	/**
	 * Gives up, and says why in words for people.
	 * @param migration the migration that failed
	 * @param ex what happened
	 * @return what is to be thrown
	 * @throws InterruptedException if the run is to be stopped
	 */
	RuntimeException failure(PlannedMigration migration, Exception ex) throws InterruptedException {
		giveUp();
		Database database = this.run.database();
		if (ex instanceof StatementException said) {
			Change change = this.run.change();
			return Failures.statement(migration, said, database, change.name(), change.plan().history());
		}
		if (ex instanceof CodeRun.CodeException said) {
			return Failures.code(migration, said, database);
		}
		if (ex instanceof UnsafeScriptException said) {
			return Failures.unsafe(migration, said);
		}
		if (ex instanceof SQLException said) {
			this.run.stop().check();
			return Failures.commit(migration, said, database);
		}
		if (ex instanceof InterruptedException said) {
			throw said;
		}
		return (RuntimeException) ex;
	}

}
