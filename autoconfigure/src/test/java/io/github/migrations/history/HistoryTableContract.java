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

package io.github.migrations.history;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.migrations.database.Databases;
import io.github.migrations.database.TableName;
import io.github.migrations.script.Version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What every database's tracking tables do.
 */
abstract class HistoryTableContract {

	private static final String NOT_OURS = " exists, but is not one of ours: ";

	private static final String UNTOUCHED = "It has not been touched. Keep migrations in another table: set "
			+ "spring.migrations.table to a name that is free";

	@SuppressWarnings("NullAway.Init")
	Connection connection;

	abstract Connection open() throws Exception;

	/** The schema that a table without one is created in. */
	abstract String schema();

	abstract String tablesQuery();

	@BeforeEach
	void openConnection() throws Exception {
		this.connection = open();
	}

	@AfterEach
	void closeConnection() throws SQLException {
		this.connection.close();
	}

	@Test
	void readsNothingWhereThereIsNoTableAndCreatesNone() throws SQLException {
		assertThat(table().read(this.connection).applied()).isEmpty();
		assertThat(table().read(this.connection).version()).isNull();
		assertThat(query(tablesQuery())).isEmpty();
	}

	@Test
	void createsItsTwoTablesOnce() throws SQLException {
		assertThat(resolved().prepare(this.connection).applied()).isEmpty();
		assertThat(resolved().prepare(this.connection).applied()).isEmpty();
		assertThat(table().read(this.connection).applied()).isEmpty();
		assertThat(query(tablesQuery())).containsExactly("schema_migrations", "schema_migrations_details");
		assertThat(query("SELECT version, description, applied_at FROM schema_migrations")).isEmpty();
	}

	@Test
	void readsWhatItHasRecorded() throws SQLException {
		Instant before = Instant.now().minus(Duration.ofMinutes(1));
		prepare();
		resolved().record(this.connection,
				new NewRecord(Version.of("001"), "It's \"one\"", "sha256:1", 42, "DROP TABLE x"));
		resolved().record(this.connection, new NewRecord(Version.of("1.10"), "", "sha256:2", 0, null));
		History history = table().read(this.connection);
		assertThat(history.version()).hasToString("1.10");
		assertThat(history.applied()).extracting((one) -> one.version().toString()).containsExactly("001", "1.10");
		assertThat(history.find(Version.of("1"))).isNotNull().satisfies((one) -> {
			assertThat(one.description()).isEqualTo("It's \"one\"");
			assertThat(one.checksum()).isEqualTo("sha256:1");
			assertThat(one.executionTimeMs()).isEqualTo(42);
			assertThat(one.undoable()).isTrue();
			assertThat(one.appliedAt()).isBetween(before, Instant.now().plus(Duration.ofMinutes(1)));
		});
		assertThat(history.find(Version.of("1.10"))).isNotNull().satisfies((one) -> {
			assertThat(one.executionTimeMs()).isZero();
			assertThat(one.undoable()).isFalse();
		});
		assertThat(history.find(Version.of("2"))).isNull();
		assertThat(query("SELECT applied_by FROM schema_migrations_details WHERE version = '001'")).singleElement()
			.asString()
			.endsWith("(process " + ProcessHandle.current().pid() + ")");
	}

	@Test
	void replacesTheDetailsOfAHalfDoneRun() throws SQLException {
		prepare();
		execute("INSERT INTO schema_migrations_details (version, statements_done) VALUES ('001', 3)");
		resolved().record(this.connection, new NewRecord(Version.of("001"), "One", "sha256:1", 1, null));
		assertThat(query("SELECT version, checksum, statements_done FROM schema_migrations_details"))
			.containsExactly("001|sha256:1|null");
	}

	@Test
	void aDetailsRowAloneIsNotApplied() throws SQLException {
		prepare();
		execute("INSERT INTO schema_migrations_details (version, statements_done) VALUES ('001', 3)",
				"INSERT INTO schema_migrations_details (version, checksum) VALUES ('R__views', 'sha256:1')");
		assertThat(table().read(this.connection).applied()).isEmpty();
		insert("002", "Two");
		assertThat(versions()).containsExactly("002");
	}

	@Test
	void recordsARepeatableMigrationInTheDetailsAlone() throws SQLException {
		prepare();
		Version views = Version.repeatable("views");
		resolved().record(this.connection, new NewRecord(views, "Views", "sha256:1", 42, null));
		resolved().record(this.connection, new NewRecord(views, "Views of 2", "sha256:2", 43, null));
		assertThat(query("SELECT version FROM schema_migrations")).isEmpty();
		History history = table().read(this.connection);
		assertThat(history.applied()).isEmpty();
		assertThat(history.version()).isNull();
		assertThat(history.isEmpty()).isFalse();
		assertThat(history.find(views)).isNotNull().satisfies((one) -> {
			assertThat(one.version()).hasToString("R__views");
			assertThat(one.description()).isEqualTo("Views of 2");
			assertThat(one.checksum()).isEqualTo("sha256:2");
			assertThat(one.executionTimeMs()).isEqualTo(43);
			assertThat(one.appliedAt()).isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
		});
	}

	@Test
	void knowsUpToWhereABaselineWasApplied() throws SQLException {
		prepare();
		resolved().record(this.connection, new NewRecord(Version.of("10"), "Base", "sha256:1", 1L, null, true));
		resolved().record(this.connection, new NewRecord(Version.of("9"), "Nine", "sha256:1", 1L, null, true));
		resolved().record(this.connection, new NewRecord(Version.of("11"), "Eleven", null, 1, null));
		History history = table().read(this.connection);
		assertThat(history.baseline()).hasToString("10");
		assertThat(history.version()).hasToString("11");
		assertThat(query("SELECT version, description FROM schema_migrations ORDER BY version"))
			.containsExactly("10|Base", "11|Eleven", "9|Nine");
		assertThat(query("SELECT version, description, checksum FROM schema_migrations_details ORDER BY version"))
			.containsExactly("10|baseline|sha256:1", "11|null|null", "9|baseline|sha256:1");
	}

	@Test
	void keepsHowFarABaselineHasComeApartFromTheMigrationOfItsVersion() throws SQLException {
		prepare();
		Version baseline = Version.of("10").asBaseline();
		resolved().progress(this.connection, baseline, new HalfDone(3, "trace", null));
		History history = table().read(this.connection);
		assertThat(history.halfDone(baseline)).isEqualTo(new HalfDone(3, "trace", null));
		assertThat(history.halfDone(Version.of("10"))).isNull();
		assertThat(history.halfDone()).containsExactly(baseline);
		resolved().forget(this.connection, baseline);
		assertThat(table().read(this.connection).halfDone()).isEmpty();
	}

	@Test
	void whatIsWrittenIsKnownWithoutReadingItAgain() throws SQLException {
		prepare();
		List<NewRecord> records = List.of(new NewRecord(Version.of("001"), "One", "sha256:1", 42, "DROP"),
				new NewRecord(Version.repeatable("views"), "Views", "sha256:2", 1, null));
		resolved().progress(this.connection, Version.of("001"), new HalfDone(3, "trace", null));
		History known = table().read(this.connection).with(records);
		for (NewRecord record : records) {
			resolved().record(this.connection, record);
		}
		History read = table().read(this.connection);
		assertThat(known.halfDone()).isEqualTo(read.halfDone()).isEmpty();
		for (NewRecord record : records) {
			assertThat(known.find(record.version())).usingRecursiveComparison()
				.ignoringFields("appliedAt")
				.isEqualTo(read.find(record.version()));
		}
	}

	@Test
	void readsRowsThatAnotherProgramWrote() throws SQLException {
		prepare();
		insert("001", "Initial schema - conversations table");
		assertThat(table().read(this.connection).applied()).singleElement().satisfies((one) -> {
			assertThat(one.version()).hasToString("001");
			assertThat(one.description()).isEqualTo("Initial schema - conversations table");
			assertThat(one.checksum()).isNull();
			assertThat(one.executionTimeMs()).isNull();
			assertThat(one.undoable()).isFalse();
		});
	}

	@Test
	void readsATableWithoutDetailsAndAddsThemOnlyWhenItWrites() throws SQLException {
		execute("CREATE TABLE schema_migrations (version VARCHAR(255) PRIMARY KEY, description TEXT NOT NULL, "
				+ "applied_at TIMESTAMP NOT NULL)", "CREATE INDEX by_version ON schema_migrations (version)");
		insert("001", "One");
		assertThat(versions()).containsExactly("001");
		assertThat(query(tablesQuery())).containsExactly("schema_migrations");
		prepare();
		assertThat(query(tablesQuery())).containsExactly("schema_migrations", "schema_migrations_details");
		record("002");
		assertThat(versions()).containsExactly("001", "002");
	}

	@Test
	void toleratesFurtherColumnsThatMayBeLeftOut() throws SQLException {
		prepare();
		execute("ALTER TABLE schema_migrations ADD COLUMN note TEXT",
				"ALTER TABLE schema_migrations ADD COLUMN checksum VARCHAR(10) NOT NULL DEFAULT '-'",
				"ALTER TABLE schema_migrations_details ADD COLUMN description2 TEXT");
		prepare();
		record("001");
		assertThat(table().read(this.connection).find(Version.of("1"))).isNotNull()
			.satisfies((one) -> assertThat(one.checksum()).isEqualTo("sha256:001"));
		assertThat(query("SELECT version, note, checksum FROM schema_migrations")).containsExactly("001|null|-");
	}

	@Test
	void aDescriptionMayBeMissing() throws SQLException {
		execute("CREATE TABLE schema_migrations (version TEXT, description TEXT, applied_at TIMESTAMP)",
				"INSERT INTO schema_migrations (version) VALUES ('001')");
		assertThat(table().read(this.connection).applied()).singleElement().satisfies((one) -> {
			assertThat(one.description()).isEmpty();
			assertThat(one.appliedAt()).isNull();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "abc", "001_baseline", "1.", "-1", "R__views" })
	void refusesARowWhoseVersionIsNone(String version) throws SQLException {
		prepare();
		insert("001", "One");
		insert(version, "Two");
		assertThatExceptionOfType(HistoryException.class).isThrownBy(() -> table().read(this.connection))
			.withMessage("The table schema_migrations holds a row whose version is '" + version
					+ "', which is no version: expected digits, further parts joined by dots. Correct or delete the row");
	}

	@Test
	void refusesTwoRowsForOneVersion() throws SQLException {
		prepare();
		insert("001", "One");
		insert("1", "One");
		assertThatExceptionOfType(HistoryException.class).isThrownBy(() -> table().read(this.connection))
			.satisfies((ex) -> assertThat(ex.getMessage()).isIn(
					"The table schema_migrations holds two rows for one version: '001' and '1'. Delete the one that is wrong",
					"The table schema_migrations holds two rows for one version: '1' and '001'. Delete the one that is wrong"));
	}

	@Test
	void aRowWithoutVersionIsPassedOver() throws SQLException {
		execute("CREATE TABLE schema_migrations (version TEXT, description TEXT, applied_at TIMESTAMP)",
				"INSERT INTO schema_migrations (description) VALUES ('nothing')");
		insert(" 001 ", "One");
		assertThat(versions()).containsExactly("001");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Schema Migrations", "a\"b", "it's", "select", "a.b", "täble", "a?b", "a{b}", "a%sb",
			"a:b", "a\\b", "$1" })
	void quotesTheNameOfItsTables(String name) throws SQLException {
		HistoryTable table = new HistoryTable(Databases.of(this.connection), new TableName(null, name));
		assertThat(table.read(this.connection).applied()).isEmpty();
		HistoryTable resolved = table.resolve(this.connection);
		resolved.prepare(this.connection);
		resolved.record(this.connection, new NewRecord(Version.of("1"), "One", "sha256:1", 1, null));
		assertThat(table.read(this.connection).version()).hasToString("1");
		assertThat(resolved.read(this.connection).version()).hasToString("1");
		assertThat(query(tablesQuery())).containsExactlyInAnyOrder(name, name + "_details");
		assertThat(resolved.name()).hasToString(schema() + "." + name);
	}

	@Test
	void refusesATableWithOtherColumnsAndLeavesItAlone() throws SQLException {
		execute("CREATE TABLE schema_migrations (version BIGINT PRIMARY KEY, dirty BOOLEAN)");
		refuses("schema_migrations",
				"it has the columns version, dirty, where version, description, applied_at are needed. ");
		assertThatExceptionOfType(HistoryException.class).isThrownBy(() -> table().read(this.connection));
	}

	@ParameterizedTest
	@ValueSource(strings = { "bigint", "smallint", "numeric", "double precision" })
	void refusesAColumnThatTakesVersionsForNumbers(String type) throws SQLException {
		execute("CREATE TABLE schema_migrations (version " + type + ", description TEXT, applied_at TIMESTAMP)",
				"INSERT INTO schema_migrations (version, description) VALUES (7, 'Seven')");
		assertThat(table().read(this.connection).version()).isEqualTo(Version.of("7"));
		refuses("schema_migrations",
				"its column version is of the type " + type + ", which does not keep a text such as '1.10' as it is. ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text", "varchar(14)", "CHARACTER VARYING(255)", "char(20)" })
	void acceptsAColumnThatKeepsVersions(String type) throws SQLException {
		execute("CREATE TABLE schema_migrations (version " + type + ", description TEXT, applied_at TIMESTAMP)");
		prepare();
		record("1.10");
		assertThat(table().read(this.connection).find(Version.of("1.10"))).isNotNull()
			.satisfies((one) -> assertThat(one.checksum()).isEqualTo("sha256:1.10"));
	}

	@Test
	void refusesADetailsTableWithOtherColumns() throws SQLException {
		execute("CREATE TABLE schema_migrations (version TEXT, description TEXT, applied_at TIMESTAMP)",
				"CREATE TABLE schema_migrations_details (version TEXT, note TEXT)");
		insert("001", "One");
		assertThat(versions()).containsExactly("001");
		refuses("schema_migrations_details",
				"it has the columns version, note, where version, description, applied_at, checksum, execution_time_ms, "
						+ "applied_by, undo_script, statements_done, statements_checksum, statement_started are needed. ");
	}

	private void refuses(String table, String reason) {
		assertThatExceptionOfType(HistoryException.class).isThrownBy(this::prepare)
			.withMessage("The table " + schema() + "." + table + NOT_OURS + reason + UNTOUCHED);
	}

	@Test
	void nobodyCanChangeAHistory() throws SQLException {
		prepare();
		insert("001", "One");
		History history = table().read(this.connection);
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> history.applied().clear());
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> History.NONE.applied().clear());
	}

	final HistoryTable table() throws SQLException {
		return new HistoryTable(Databases.of(this.connection), new TableName(null, "schema_migrations"));
	}

	final HistoryTable resolved() throws SQLException {
		return table().resolve(this.connection);
	}

	final void prepare() throws SQLException {
		resolved().prepare(this.connection);
	}

	final void record(String version) throws SQLException {
		resolved().record(this.connection, new NewRecord(Version.of(version), "Some", "sha256:" + version, 1, null));
	}

	final void insert(String version, String description) throws SQLException {
		execute("INSERT INTO schema_migrations (version, description, applied_at) VALUES ('" + version + "', '"
				+ description + "', '2026-11-20 09:30:00.125')");
	}

	final List<String> versions() throws SQLException {
		return table().read(this.connection).applied().stream().map((one) -> one.version().toString()).toList();
	}

	final @Nullable Instant appliedAt(String version) throws SQLException {
		return Objects.requireNonNull(table().read(this.connection).find(Version.of(version))).appliedAt();
	}

	final void execute(String... statements) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

	final List<String> query(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement(); ResultSet result = statement.executeQuery(sql)) {
			List<String> rows = new ArrayList<>();
			while (result.next()) {
				List<String> row = new ArrayList<>();
				for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
					row.add(String.valueOf(result.getString(i)));
				}
				rows.add(String.join("|", row));
			}
			return rows;
		}
	}

}
