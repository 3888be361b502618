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
import java.util.List;

import io.github.migrations.database.Database;
import io.github.migrations.database.LockHolder;
import io.github.migrations.database.Session;

/**
 * One run over migrations of one database, to apply them or to take them back.
 *
 * @param target the database
 * @param database its kind
 * @param stop ends the run early
 * @param change what is done to the history
 */
record Run(Target target, Database database, Stop stop, Change change) {

	/**
	 * Runs migrations.
	 * @param connection the connection, the only one that is needed
	 * @param migrations what to run, in this order
	 * @return how many were run here, and not by somebody else
	 * @throws SQLException if the database fails outside the scripts
	 * @throws InterruptedException if the run is to be stopped
	 * @throws MigrationException if a migration fails
	 */
	int run(Connection connection, List<PlannedMigration> migrations) throws SQLException, InterruptedException {
		Progress progress = this.target.progress();
		int done = 0;
		try (Session session = this.database.open(connection, this.change.name());
				Observer observer = Observer.start(this.target.statusSource(), this.database, session.id(), progress)) {
			session.lock(this::waiting);
			progress.waited();
			LockPatience patience = new LockPatience(this.target, this.database, this.stop, observer);
			Backup backup = new Backup(this.target, this.database);
			boolean together = this.target.library().isShared() && this.database.excludesOthers();
			for (List<PlannedMigration> group : Groups.of(migrations, together, this.change.name())) {
				int shared = (group.size() > 1) ? new GroupRun(this, session, group, backup).run() : GroupRun.APART;
				done += (shared != GroupRun.APART) ? shared : runEach(session, group, backup, patience);
			}
		}
		return done;
	}

	private int runEach(Session session, List<PlannedMigration> migrations, Backup backup, LockPatience patience)
			throws SQLException, InterruptedException {
		int done = 0;
		for (PlannedMigration migration : migrations) {
			this.stop.check();
			done += patience.run(migration,
					(attempt) -> new MigrationRun(this, session, migration, backup, attempt).run()) ? 1 : 0;
		}
		return done;
	}

	/**
	 * Somebody else is in the way.
	 * @param holder who it is
	 * @throws InterruptedException if the run is to be stopped
	 */
	void waiting(LockHolder holder) throws InterruptedException {
		this.stop.check();
		this.target.waiting(holder);
	}

}
