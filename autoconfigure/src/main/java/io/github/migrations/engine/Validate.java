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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Database;
import io.github.migrations.database.Databases;
import io.github.migrations.database.UnsupportedDatabaseException;
import io.github.migrations.database.rules.Finding.Severity;
import io.github.migrations.history.History;
import io.github.migrations.history.HistoryException;
import io.github.migrations.script.Migration;
import io.github.migrations.script.MigrationSet;
import io.github.migrations.script.ScriptException;
import io.github.migrations.script.ScriptFile;
import io.github.migrations.script.Version;

/**
 * Finds out everything that can be known about files and history without changing
 * anything. One mistake does not hide another.
 */
final class Validate {

	private static final String NO_HISTORY = "Which migrations are pending is not known, so the safety rules have not "
			+ "been looked at.";

	private final Target target;

	private final @Nullable Version after;

	private final FindingsByFile found = new FindingsByFile();

	/**
	 * Creates it for one validation.
	 * @param target the database
	 * @param after the last version whose file may do what is dangerous, or {@code null}
	 */
	Validate(Target target, @Nullable Version after) {
		this.target = target;
		this.after = after;
	}

	Validation validate() throws SQLException {
		List<ScriptFile> files = files();
		if (files == null) {
			return this.found.validation(this.target.name(), null, null);
		}
		List<CodeMigration> code = this.target.scripts().codeMigrations();
		try (Connection connection = this.target.connectToLook()) {
			Database database = Databases.of(connection);
			return validate(connection.getMetaData().getDatabaseProductName(), database, history(connection, database),
					files, code);
		}
		catch (UnsupportedDatabaseException ex) {
			if (files.isEmpty() && code.isEmpty()) {
				return this.found.validation(this.target.name(), null, new Validation.Counts(0, 0));
			}
			throw ex;
		}
	}

	/**
	 * Without files there is nothing to compare the history with.
	 */
	private @Nullable List<ScriptFile> files() {
		try {
			return this.target.scripts().find();
		}
		catch (ScriptException ex) {
			this.found.error(ex);
			return null;
		}
	}

	/**
	 * A table that cannot be read is no reason not to look at the files.
	 */
	private @Nullable History history(Connection connection, Database database) {
		try {
			TrackingSchema schema = new TrackingSchema(this.target.settings(), database);
			String refusal = schema.refusal();
			if (refusal != null && schema.isMissing(connection)) {
				this.found.general(Severity.ERROR, refusal + ".", "");
			}
			return this.target.table(database).read(connection);
		}
		catch (HistoryException ex) {
			this.found.general(Severity.ERROR, String.valueOf(ex.getMessage()), "");
		}
		catch (SQLException ex) {
			this.found.general(Severity.ERROR, "The tracking table %s cannot be read: %s"
				.formatted(this.target.settings().table(), database.message(ex)), "Look at what the database says.");
		}
		this.found.note(NO_HISTORY);
		return null;
	}

	private Validation validate(String product, Database database, @Nullable History history, List<ScriptFile> files,
			List<CodeMigration> code) {
		CodeMigrations valid = new CodeMigrations(code.stream().filter(this::hasVersion).toList());
		MigrationSet available = MigrationSet.of(files, valid.migrations(), database.id(), Databases.ids(),
				this.found::error);
		available.warnings().forEach((warning) -> this.found.general(Severity.WARNING, warning, ""));
		History known = (history != null) ? history : History.NONE;
		Plan plan = new Plan(available, known, this.target.settings().target(), Checksums.lenient());
		if (history != null && this.after != null && !plan.knows(this.after)) {
			this.found.general(Severity.ERROR, "There is no migration with the version %s.".formatted(this.after),
					"Name a version of the files or of the history: --after=<version>.");
		}
		Set<Migration> pending = pending(plan);
		FileChecks checks = new FileChecks(database, this.target.settings().placeholders(), valid, this.found);
		List<PlannedMigration> read = checks.read(plan, pending::contains);
		if (history != null) {
			new HistoryCheck(plan, this.target.settings(), this.found).check(!pending.isEmpty());
			new Interrupted(database, this.target.settings().placeholders()).check(read, known, this.found);
			Predicate<PlannedMigration> asked = (one) -> pending.contains(one.migration()) && isAfter(one.migration());
			new UndoCheck(available, this.found).check(read.stream().filter(asked).toList());
			new SafetyCheck(database, this.target.settings().placeholders()).check(inOrder(plan, read), asked)
				.forEach(this.found::add);
		}
		Validation.Counts counts = new Validation.Counts(known.applied().size(), pending.size());
		return this.found.validation(this.target.name(), product, (history != null) ? counts : null);
	}

	private boolean hasVersion(CodeMigration code) {
		try {
			new CodeMigrations(List.of(code)).migrations();
			return true;
		}
		catch (ScriptException ex) {
			this.found.error(ex);
			return false;
		}
	}

	private static Set<Migration> pending(Plan plan) {
		Set<Migration> pending = new HashSet<>(plan.pending());
		plan.available().repeatables().stream().filter(plan::hasChanged).forEach(pending::add);
		return pending;
	}

	private boolean isAfter(Migration migration) {
		return this.after == null || migration.version().compareTo(this.after) > 0;
	}

	/**
	 * Returns the migrations from which the schema comes about: a baseline in place of
	 * what it stands for.
	 */
	private static List<PlannedMigration> inOrder(Plan plan, List<PlannedMigration> read) {
		Version covered = Stream.concat(
				plan.pending().stream().filter((one) -> one.kind() == Migration.Kind.BASELINE).map(Migration::version),
				Stream.ofNullable(plan.history().baseline()))
			.findFirst()
			.filter((version) -> read.stream()
				.anyMatch((one) -> one.migration().kind() == Migration.Kind.BASELINE && one.version().equals(version)))
			.orElse(null);
		return read.stream().filter((one) -> switch (one.migration().kind()) {
			case BASELINE -> one.version().equals(covered);
			case VERSIONED -> covered == null || one.version().compareTo(covered) > 0;
			case REPEATABLE -> true;
		}).toList();
	}

}
