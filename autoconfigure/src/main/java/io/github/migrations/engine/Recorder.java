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
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Database;
import io.github.migrations.history.History;
import io.github.migrations.history.HistoryTable;
import io.github.migrations.history.NewRecord;
import io.github.migrations.script.Migration;
import io.github.migrations.script.Version;

/**
 * Reads and writes the tracking tables during one run, with no more statements than it
 * takes: the tables are looked at once, and what has been written is known without
 * reading it again.
 */
final class Recorder extends RecordedChange {

	/** What will be recorded once the transaction is committed. */
	private final List<NewRecord> written = new ArrayList<>();

	/** What will be written before that. */
	private final List<NewRecord> unwritten = new ArrayList<>();

	/** The tables exist, and have been committed. */
	private boolean prepared;

	Recorder(Target target, Database database, HistoryTable table, Plan plan, StatusMaker statuses) {
		super(target, database, table, plan, statuses);
	}

	/**
	 * Reads what is applied, inside the transaction that excludes all others; the tables
	 * are created where they are missing.
	 * @param connection a connection inside that transaction
	 * @return what is applied
	 * @throws SQLException if the database fails
	 */
	@Override
	public History read(Connection connection) throws SQLException {
		this.written.clear();
		this.unwritten.clear();
		if (!this.prepared) {
			new TrackingSchema(this.target.settings(), this.database).prepare(connection);
		}
		History now = (this.prepared) ? this.table.reread(connection) : this.table.prepare(connection);
		if (now.applied().size() != history().applied().size()) {
			Mismatches.checkAgain(this.target.name(), plan().at(now), this.target.settings().policies());
		}
		return know(now);
	}

	/**
	 * Looks whether somebody else has applied a migration since it was planned.
	 */
	@Override
	public boolean isDone(PlannedMigration migration, History history) {
		Migration planned = migration.migration();
		return switch (planned.kind()) {
			case VERSIONED -> history.find(planned.version()) != null || isCovered(planned, history.baseline());
			case REPEATABLE -> plan().selected().stream().noneMatch(planned::equals);
			case BASELINE -> {
				if (!history.isEmpty() && history.find(planned.version()) == null) {
					throw Failures.notNew(migration);
				}
				yield !history.isEmpty();
			}
		};
	}

	private static boolean isCovered(Migration migration, @Nullable Version baseline) {
		return baseline != null && migration.version().compareTo(baseline) <= 0;
	}

	@Override
	public void started(PlannedMigration migration) {
		this.target.listener().started(this.target.name(), migration.version().toString(), migration.description());
	}

	@Override
	public void done(PlannedMigration migration, Duration duration) {
		this.target.listener()
			.applied(this.target.name(), migration.version().toString(), migration.description(), duration);
	}

	@Override
	void change(Connection connection, PlannedMigration migration, Duration duration) throws SQLException {
		if (migration.migration().kind() == Migration.Kind.BASELINE) {
			writeBaseline(connection, migration, duration);
		}
		else {
			this.unwritten.add(new NewRecord(migration.version(), migration.description(), migration.checksum(),
					duration.toMillis(), this.target.library().undoScript(migration.migration())));
		}
	}

	/**
	 * Everything that the baseline stands for and that has a file is recorded as well, so
	 * that nobody takes it for pending, other programs and older builds included.
	 */
	private void writeBaseline(Connection connection, PlannedMigration baseline, Duration duration)
			throws SQLException {
		this.unwritten.add(new NewRecord(baseline.version(), baseline.description(), baseline.checksum(),
				duration.toMillis(), null, true));
		for (Migration migration : plan().available().migrations()) {
			if (migration.version().compareTo(baseline.version()) < 0) {
				this.unwritten.add(new NewRecord(migration.version(), migration.title(),
						(migration.file().isCode()) ? null : plan().checksums().of(migration.file()), 0L,
						this.target.library().undoScript(migration), true));
			}
		}
		this.table.forget(connection, baseline.progressKey());
	}

	@Override
	void changeRest(Connection connection) throws SQLException {
		this.table.record(connection, this.unwritten);
		this.written.addAll(this.unwritten);
		this.unwritten.clear();
	}

	/**
	 * The transaction is committed, with whatever was written in it.
	 */
	@Override
	public void committed() {
		this.prepared = true;
		if (!this.written.isEmpty()) {
			know(history().with(this.written));
			this.written.clear();
		}
	}

}
