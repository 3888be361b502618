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

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Session;
import io.github.migrations.history.HalfDone;
import io.github.migrations.history.History;

/**
 * How far a script has come that runs statement by statement, in an earlier run or in
 * another process: where there is no lock but the transaction, several processes run the
 * statements of one script in turn.
 */
final class Turns {

	private final Session session;

	private final Change change;

	private final PlannedMigration migration;

	private @Nullable HalfDone done;

	private boolean ended;

	Turns(Session session, Change change, PlannedMigration migration) {
		this.session = session;
		this.change = change;
		this.migration = migration;
	}

	/**
	 * Goes on where an earlier run was interrupted.
	 * @param before how far it has come, or {@code null}
	 */
	void goOnAfter(@Nullable HalfDone before) {
		this.done = before;
	}

	/**
	 * Returns how many statements somebody else has done.
	 */
	int done() {
		return (this.done != null) ? this.done.statements() : 0;
	}

	/**
	 * Tells whether another process has brought the script to its end.
	 */
	boolean isEnded() {
		return this.ended;
	}

	/**
	 * Tells whether what somebody else has done is what this script says.
	 * @param trace the statements of this script so far
	 */
	boolean fits(StatementTrace trace) {
		return this.done == null || trace.matches(this.done);
	}

	/**
	 * Looks, inside a transaction, whether another process has come further.
	 * @param count how many statements are done as far as we know
	 * @return whether the next one is ours; otherwise the transaction is rolled back
	 * @throws SQLException if the database fails
	 */
	boolean isOurs(int count) throws SQLException {
		if (this.session.isExclusive()) {
			return true;
		}
		History now = this.change.read(this.session.connection());
		HalfDone halfDone = now.halfDone(this.migration.progressKey());
		this.ended = this.change.isDone(this.migration, now);
		boolean overtaken = halfDone != null && halfDone.statements() > count;
		if (overtaken) {
			this.done = halfDone;
		}
		if (overtaken || this.ended) {
			this.session.rollback();
			return false;
		}
		return true;
	}

}
