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
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Database;
import io.github.migrations.database.Databases;
import io.github.migrations.database.Schema;
import io.github.migrations.database.Scratch;
import io.github.migrations.database.TableName;
import io.github.migrations.history.foreign.ForeignTables;
import io.github.migrations.script.Migration;
import io.github.migrations.script.ScriptFile;
import io.github.migrations.script.Version;

/**
 * Compares a database with one that is built from the files.
 *
 * @param target the database
 * @param stop whether the process is asked to end
 */
record Verification(Target target, Stop stop) {

	private static final String NOTHING_CHANGED = "Correct that, or leave --verify out. Nothing has been changed.";

	Adoption.Comparison compare(Adoption adoption) throws SQLException, InterruptedException {
		try (Connection connection = this.target.connect(this.stop)) {
			if (!connection.getAutoCommit()) {
				connection.setAutoCommit(true);
			}
			Database database = Databases.of(connection);
			Built built = build(adoption, connection, database);
			Schema expected = built.schema();
			TableName table = this.target.settings().table();
			String schema = (table.schema() != null) ? table.schema() : database.currentSchema(connection);
			Set<String> compared = new HashSet<>(expected.schemas());
			compared.add(schema);
			List<String> differences = database.describe(connection, bookkeeping())
				.within(compared)
				.differencesTo(expected.within(compared))
				.stream()
				.filter((difference) -> !built.repeated().contains(difference.object()))
				.map(Verification::line)
				.toList();
			return new Adoption.Comparison(differences, code(adoption));
		}
	}

	private Built build(Adoption adoption, Connection connection, Database database)
			throws SQLException, InterruptedException {
		try (Scratch scratch = scratch(connection, database)) {
			Set<String> leftOut = leftOut(adoption, database);
			migrate(target(scratch, leftOut));
			Schema schema = describe(scratch, database);
			Set<String> repeatables = this.target.available(database)
				.repeatables()
				.stream()
				.map((repeatable) -> repeatable.file().shown())
				.filter(leftOut::contains)
				.collect(Collectors.toSet());
			if (repeatables.isEmpty()) {
				return new Built(schema, Set.of());
			}
			leftOut.removeAll(repeatables);
			return new Built(schema, repeated(target(scratch, leftOut), scratch, database, schema));
		}
	}

	private Target target(Scratch scratch, Set<String> leftOut) {
		return new Target(this.target.name(), scratch.dataSource(), scratch.dataSource(),
				new Recorded(this.target.scripts(), leftOut),
				this.target.settings()
					.withTable(new TableName(null, this.target.settings().table().name()))
					.withPolicies(Policies.DEFAULTS)
					.withBackup(null)
					.withTarget(null),
				MigrationListener.NONE, new Progress());
	}

	/**
	 * What a repeatable migration makes is there in any state, or not at all yet, where
	 * the next run makes it. One that needs what is still pending cannot be run here.
	 */
	private Set<String> repeated(Target target, Scratch scratch, Database database, Schema without)
			throws SQLException, InterruptedException {
		try {
			target.translate(() -> new Migrate(target, this.stop).migrate(null));
		}
		catch (MigrationException ex) {
			// the differences say the rest
		}
		return describe(scratch, database).differencesTo(without)
			.stream()
			.map(Schema.Difference::object)
			.collect(Collectors.toSet());
	}

	private Schema describe(Scratch scratch, Database database) throws SQLException {
		try (Connection connection = scratch.dataSource().getConnection()) {
			return database.describe(connection, bookkeeping());
		}
	}

	/**
	 * Code may know the application's own database, so none of it is run for another one.
	 */
	private List<String> code(Adoption adoption) {
		Set<String> recorded = adoption.records()
			.stream()
			.map(Adoption.Line::file)
			.filter(Objects::nonNull)
			.collect(Collectors.toSet());
		return this.target.code().all().stream().map(CodeMigration::name).filter(recorded::contains).toList();
	}

	/**
	 * What stays pending is not built, nor a baseline where there is a file for
	 * everything that is recorded.
	 */
	private Set<String> leftOut(Adoption adoption, Database database) {
		Set<String> leftOut = new HashSet<>(adoption.pending());
		this.target.available(database)
			.baselines()
			.stream()
			.filter((baseline) -> !isNeeded(baseline, adoption))
			.forEach((baseline) -> leftOut.add(baseline.file().shown()));
		return leftOut;
	}

	private static boolean isNeeded(Migration baseline, Adoption adoption) {
		List<Version> newer = new ArrayList<>();
		List<Version> withoutFile = new ArrayList<>();
		for (Adoption.Line line : adoption.records()) {
			Version version = Version.parse(line.record().version());
			if (version == null) {
				continue;
			}
			if (baseline.file().shown().equals(line.file())) {
				return true;
			}
			if (version.compareTo(baseline.version()) >= 0) {
				newer.add(version);
			}
			if (line.file() == null && version.compareTo(baseline.version()) <= 0) {
				withoutFile.add(version);
			}
		}
		return !newer.isEmpty() && !withoutFile.isEmpty();
	}

	private void migrate(Target built) {
		try {
			built.translate(() -> new Migrate(built, this.stop).migrate(null));
		}
		catch (MigrationException ex) {
			throw Failures
				.general("Database '%s': the files cannot be applied to an empty database, to compare it with. %s"
					.formatted(this.target.name(), ex.getMessage()), NOTHING_CHANGED, ex);
		}
	}

	private Scratch scratch(Connection connection, Database database) throws SQLException {
		try {
			return database.scratch(connection, connector());
		}
		catch (SQLException ex) {
			throw Failures.general("Database '%s': no empty database can be made, to compare it with: %s."
				.formatted(this.target.name(), database.message(ex)), NOTHING_CHANGED, ex);
		}
	}

	private Scratch.Connector connector() throws SQLException {
		DataSource source = this.target.statusSource();
		return (source.isWrapperFor(Scratch.Connector.class)) ? source.unwrap(Scratch.Connector.class)
				: DriverManager::getConnection;
	}

	private Predicate<String> bookkeeping() {
		return (name) -> ForeignTables.isBookkeeping(name, this.target.settings().table());
	}

	private static String line(Schema.Difference difference) {
		if (difference.expected() == null) {
			return "only in this database: %s%s".formatted(difference.object(), text(difference.actual(), ": "));
		}
		if (difference.actual() == null) {
			return "missing in this database: %s%s".formatted(difference.object(), text(difference.expected(), ": "));
		}
		return "different: %s\n      here:%s\n      from the files:%s".formatted(difference.object(),
				text(difference.actual(), "           "), text(difference.expected(), " "));
	}

	private static String text(@Nullable String definition, String before) {
		return (definition == null || definition.isEmpty()) ? "" : before + definition.replace("\n", "\n        ");
	}

	/**
	 * What has been built from the files.
	 *
	 * @param schema what is recorded
	 * @param repeated what the pending repeatable migrations make or change in it
	 */
	private record Built(Schema schema, Set<String> repeated) {
	}

	/**
	 * The files without some of them, and without code.
	 *
	 * @param scripts all files
	 * @param leftOut those that are not used, as they are named to people
	 */
	private record Recorded(ScriptSource scripts, Set<String> leftOut) implements ScriptSource {

		@Override
		public List<ScriptFile> find() {
			return this.scripts.find().stream().filter((file) -> !this.leftOut.contains(file.shown())).toList();
		}

		@Override
		public List<String> locations() {
			return this.scripts.locations();
		}

	}

}
