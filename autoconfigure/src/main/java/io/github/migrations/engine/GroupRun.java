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
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.migrations.database.Session;
import io.github.migrations.history.History;

/**
 * Several migrations and their records in one transaction: all of them or none.
 */
final class GroupRun {

	/** The migrations cannot share a transaction. */
	static final int APART = -1;

	private static final int FIRST_ATTEMPT = 1;

	private final Run run;

	private final RunSession session;

	private final List<PlannedMigration> group;

	private final Backup backup;

	private final Map<PlannedMigration, Duration> done = new LinkedHashMap<>();

	private PlannedMigration current;

	GroupRun(Run run, Session session, List<PlannedMigration> group, Backup backup) {
		this.run = run;
		this.session = new RunSession(run, session);
		this.group = group;
		this.backup = backup;
		this.current = group.get(0);
	}

	/**
	 * Runs those migrations that nobody else has run meanwhile.
	 * @return how many were run here, or {@link #APART} if they have to be run one by
	 * one; nothing has been done then
	 * @throws InterruptedException if the run is to be stopped
	 * @throws MigrationException if a migration fails
	 */
	int run() throws InterruptedException {
		try {
			this.session.enter(this.current);
			History history = this.session.begin();
			if (this.group.stream().anyMatch((one) -> history.halfDone(one.progressKey()) != null)) {
				this.session.giveUp();
				return APART;
			}
			for (PlannedMigration migration : this.group) {
				this.run.stop().check();
				run(migration, history);
			}
			this.run.change().flush(this.session.session().connection(), this.current);
			this.session.commit();
			this.session.leave(this.current);
		}
		catch (StatementException ex) {
			if (this.run.database().isOutsideOnly(ex.refusal())) {
				this.session.giveUp();
				return APART;
			}
			throw this.session.failure(this.current, ex);
		}
		catch (SQLException | CodeRun.CodeException | InterruptedException | RuntimeException ex) {
			throw this.session.failure(this.current, ex);
		}
		catch (Error ex) {
			// such as a lack of memory; the connection may live on in its pool
			this.session.giveUp();
			throw ex;
		}
		finally {
			this.run.target().progress().stopped();
		}
		this.done.forEach(this.run.change()::done);
		return this.done.size();
	}

	private void run(PlannedMigration migration, History history)
			throws SQLException, StatementException, CodeRun.CodeException, InterruptedException {
		this.current = migration;
		if (this.run.change().isDone(migration, history)) {
			return;
		}
		Session session = this.session.session();
		long start = System.nanoTime();
		this.backup.make(session.connection(), history);
		this.run.change().started(migration);
		this.run.target().progress().started(migration);
		Execution execution = new Execution(this.run, session, migration, FIRST_ATTEMPT, start);
		execution.warnOfContent();
		execution.runInTransaction();
		this.done.put(migration, Duration.ofNanos(System.nanoTime() - start));
	}

}
