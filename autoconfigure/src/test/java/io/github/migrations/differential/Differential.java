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

package io.github.migrations.differential;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import javax.sql.DataSource;

import io.github.migrations.engine.Settings;
import io.github.migrations.differential.Target.Trial;
import io.github.migrations.engine.MigrationException;
import io.github.migrations.engine.MigrationListener;
import io.github.migrations.engine.Migrator;

/**
 * Applies a directory twice, by our library and by the database's own client, each to an
 * empty database, and compares the two.
 */
final class Differential {

	private static final Settings TABLE = Settings.defaults();

	private static final Snapshot NOTHING = new Snapshot(Map.of(), Map.of());

	/** Times may be stored without their fractions, and are to differ in a second run. */
	private static final int ONE_SECOND = 1100;

	private final Target target;

	private final ScriptDirectory scripts;

	private final List<String> warnings = new ArrayList<>();

	private Differential(Target target, Path directory) {
		this.target = target;
		this.scripts = new ScriptDirectory(directory);
	}

	static Report run(Target target, Path directory) throws InterruptedException {
		return new Differential(target, directory).run();
	}

	private Report run() throws InterruptedException {
		// one after the other: a role belongs to the whole server
		Side ours = side((trial) -> migrate(trial.dataSource()));
		Side client = side(this::runClient);
		boolean comparable = ours.outcome().isApplied() && client.outcome().isApplied();
		Comparison comparison = new Comparison(ours.snapshot(), client.snapshot(), client.snapshot());
		if (comparable && !comparison.differences().isEmpty()) {
			Thread.sleep(ONE_SECOND);
			comparison = new Comparison(ours.snapshot(), client.snapshot(), side(this::runClient).snapshot());
		}
		return new Report(this.scripts.path().getFileName().toString(), files(), ours.outcome(), client.outcome(),
				comparable ? comparison.differences() : List.of(), comparison.varying(), this.warnings);
	}

	private int files() {
		try {
			return this.scripts.inOrder(this.target.id()).size();
		}
		catch (RuntimeException ex) {
			return this.scripts.find().size();
		}
	}

	private Side side(Function<Trial, Outcome> run) {
		try (Trial trial = this.target.create()) {
			Outcome outcome = run.apply(trial);
			return new Side(outcome, outcome.isApplied() ? trial.snapshot() : NOTHING);
		}
	}

	private Outcome migrate(DataSource dataSource) {
		Migrator migrator = new Migrator("differential", dataSource, dataSource, this.scripts, TABLE, new Warnings());
		try {
			migrator.migrate(null);
			return Outcome.APPLIED;
		}
		catch (MigrationException ex) {
			return new Outcome(Objects.requireNonNullElse(ex.getFailure().file(), "(no file)"),
					String.valueOf(ex.getMessage()));
		}
	}

	private Outcome runClient(Trial trial) {
		for (String file : this.scripts.inOrder(this.target.id())) {
			String refusal = trial.run(this.scripts.path().resolve(file));
			if (refusal != null) {
				return new Outcome(file, refusal);
			}
		}
		return Outcome.APPLIED;
	}

	private record Side(Outcome outcome, Snapshot snapshot) {
	}

	/**
	 * Collects warnings.
	 */
	private final class Warnings implements MigrationListener {

		@Override
		public void warning(String database, String warning) {
			Differential.this.warnings.add(warning);
		}

	}

}
