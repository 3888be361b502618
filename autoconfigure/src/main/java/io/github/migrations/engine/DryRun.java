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
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Database;
import io.github.migrations.database.Databases;
import io.github.migrations.database.TransactionSettings;
import io.github.migrations.database.Trial;
import io.github.migrations.engine.DryRunReport.Outcome;
import io.github.migrations.history.HalfDone;
import io.github.migrations.script.Version;

/**
 * Executes what is pending for real, and throws it away.
 *
 * @param target the database
 * @param stop whether the process is asked to end
 * @param request what is to be tried
 */
record DryRun(Target target, Stop stop, DryRunRequest request) {

	private static final String CODE = "it is written in code, and what code does outside the database cannot be undone";

	private static final String AFTER_FAILURE = "a migration before it would fail";

	DryRunReport run() throws SQLException, InterruptedException {
		long start = System.nanoTime();
		try (Connection connection = this.target.connectToLook()) {
			Database database = Databases.of(connection);
			try (Trial trial = database.openTrial(connection, this.target.table(database).resolve(connection).name())) {
				trial.prepare(this.request.maxDuration(), patience());
				Plan plan = plan(trial.session().connection(), database);
				List<String> warnings = new ArrayList<>(plan.available().warnings());
				warnings.addAll(Mismatches.check(this.target.name(), plan, this.target.settings().policies()));
				List<PlannedMigration> pending = this.target.library().plan(plan, this.target.code(), database);
				new LeftHalfDone(this.target).check(plan, !pending.isEmpty());
				this.target
					.statusMaker(connection, database, plan,
							Planner.descriptions(pending, plan, database, this.target.settings().placeholders()))
					.publish(plan.history());
				Result result = (pending.isEmpty()) ? Result.NOTHING : rehearse(database, trial, plan, pending);
				return new DryRunReport(connection.getMetaData().getDatabaseProductName(), trial.isCopy(),
						result.migrations(), result.locked(), result.tables(), warnings,
						Duration.ofNanos(System.nanoTime() - start).toMillis());
			}
		}
	}

	/**
	 * Whoever migrates may take hours.
	 */
	private Patience patience() {
		return new Patience(this.target.name(), this.request.maxDuration(), this.stop);
	}

	private Plan plan(Connection connection, Database database) throws SQLException {
		Version to = this.request.to();
		Plan plan = new Plan(this.target.available(database), this.target.table(database).read(connection),
				(to != null) ? to : this.target.settings().target(), this.target.library().checksums());
		Migrate.checkVersion(plan, to);
		return plan;
	}

	private Result rehearse(Database database, Trial trial, Plan plan, List<PlannedMigration> pending)
			throws SQLException, InterruptedException {
		try (TimeLimit limit = new TimeLimit(this.stop, this.request)) {
			Stage stage = new Stage(this.target.unobserved(), database, trial, recorder(database, trial, plan), limit,
					this.stop);
			start(stage);
			Map<String, Long> before = rows(stage);
			List<DryRunReport.Migration> migrations = new ArrayList<>();
			for (PlannedMigration migration : pending) {
				this.stop.check();
				migrations.add(rehearse(stage, migration, plan, migrations));
			}
			Map<String, Long> after = rows(stage);
			return new Result(migrations, trial.finish(), tables(before, after));
		}
	}

	private Recorder recorder(Database database, Trial trial, Plan plan) throws SQLException {
		Target target = this.target.unobserved();
		Connection connection = trial.session().connection();
		return new Recorder(target, database, target.table(database).resolve(connection), plan,
				target.statusMaker(connection, database, plan, Map.of()));
	}

	/**
	 * Whoever cannot record a migration cannot run it either.
	 */
	private void start(Stage stage) throws SQLException, InterruptedException {
		Trial trial = stage.trial();
		Recorder recorder = stage.recorder();
		try {
			trial.start();
			trial.begin(stage.settings(TransactionSettings.PLAIN));
			recorder.read(trial.session().connection());
			trial.commit(this.stop);
			recorder.committed();
		}
		catch (SQLException ex) {
			this.stop.check();
			String said = stage.said(ex);
			if (stage.database().isReadOnly(ex)) {
				throw Failures.readOnly(this.target.name(), recorder.plan(), said, ex);
			}
			throw Failures.tables(this.target.name(), said, ex);
		}
	}

	private static DryRunReport.Migration rehearse(Stage stage, PlannedMigration migration, Plan plan,
			List<DryRunReport.Migration> before) throws SQLException, InterruptedException {
		String why = reasonNotToTry(stage, migration, before);
		if (why != null) {
			return new DryRunReport.Migration(migration.version().toString(), migration.description(),
					migration.migration().file().shown(), Outcome.NOT_TRIED, why, 0, List.of(), List.of());
		}
		boolean uncertain = before.stream().anyMatch((one) -> one.outcome() != Outcome.APPLIES);
		HalfDone halfDone = plan.history().halfDone(migration.progressKey());
		return new Rehearsal(stage, migration, uncertain).run(halfDone);
	}

	private static @Nullable String reasonNotToTry(Stage stage, PlannedMigration migration,
			List<DryRunReport.Migration> before) {
		if (before.stream().anyMatch((one) -> one.outcome() == Outcome.FAILS)) {
			return AFTER_FAILURE;
		}
		return (migration.code() != null) ? CODE : stage.limit().over();
	}

	/**
	 * Counting is of no use where it takes too long.
	 */
	private Map<String, Long> rows(Stage stage) throws SQLException {
		try (TimeLimit.Watch watch = stage.limit().watch()) {
			Map<String, Long> rows = stage.trial().rows(this.stop);
			rows.remove(this.target.settings().table().name());
			rows.remove(this.target.settings().table().details().name());
			return rows;
		}
		catch (SQLException ex) {
			if (stage.limit().struck() == null) {
				throw ex;
			}
			return Map.of();
		}
	}

	private static List<DryRunReport.Table> tables(Map<String, Long> before, Map<String, Long> after) {
		Set<String> names = new TreeSet<>(before.keySet());
		names.addAll(after.keySet());
		return names.stream().map((name) -> new DryRunReport.Table(name, before.get(name), after.get(name))).toList();
	}

	/**
	 * What came of the trial.
	 */
	private record Result(List<DryRunReport.Migration> migrations, List<Trial.Held> locked,
			List<DryRunReport.Table> tables) {

		static final Result NOTHING = new Result(List.of(), List.of(), List.of());

	}

}
