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

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Migrations that are written in code.
 */
abstract class CodeMigrationContract extends EngineContract {

	static final String ONE = "CREATE TABLE one (id INTEGER);";

	abstract String missingTable();

	abstract String slowStatement();

	static void execute(CodeMigration.Context context, String sql) throws SQLException {
		try (Statement statement = context.connection().createStatement()) {
			statement.execute(sql);
		}
	}

	private static TestCode inserting(String version) {
		return new TestCode(version, (context) -> execute(context, "INSERT INTO one VALUES (" + version + ")"));
	}

	@Test
	void takesItsPlaceAmongTheFiles() {
		TestScripts scripts = TestScripts
			.of("1_one.sql", ONE, "3_three.sql", "INSERT INTO one SELECT max(id) + 1 FROM one")
			.with(inserting("2"))
			.with(inserting("10"));
		assertThat(status(scripts).pending()).extracting(Status.Pending::description)
			.containsExactly("One", "Code of 2", "Three", "Code of 10");
		Status status = migrate(scripts);
		assertThat(status.state()).isEqualTo(State.UP_TO_DATE);
		assertThat(this.events.lines).containsExactly("started 1", "applied 1 One", "started 2", "applied 2 Code of 2",
				"started 3", "applied 3 Three", "started 10", "applied 10 Code of 10", "finished UP_TO_DATE 4");
		assertThat(this.database.query("SELECT id FROM one ORDER BY id")).containsExactly("2", "3", "10");
	}

	@Test
	void isRecordedWithoutChecksumAndAppliedOnce() {
		TestScripts scripts = TestScripts.of("1_one.sql", ONE)
			.with(inserting("002"))
			.with(new TestCode.Undoable("3", (context) -> {
			}, (context) -> {
			}));
		Status status = migrate(scripts);
		assertThat(status.applied()).extracting(Status.Applied::undoable).containsExactly(false, false, true);
		assertThat(recorded()).containsExactly("002|Code of 002", "1|One", "3|Code of 3");
		assertThat(this.database.query("SELECT version FROM schema_migrations_details WHERE checksum IS NULL "
				+ "AND undo_script IS NULL AND execution_time_ms IS NOT NULL ORDER BY version"))
			.containsExactly("002", "3");
		migrate(scripts);
		assertThat(this.events.lines).containsExactly("finished UP_TO_DATE 0");
	}

	@Test
	void maySucceedAFileOfTheSameVersion() {
		migrate("1_one.sql", ONE);
		migrate(new TestScripts().with(inserting("1")));
		assertThat(this.events.lines).containsExactly("finished UP_TO_DATE 0");
	}

	@Test
	void anUndoScriptMayBelongToIt() {
		migrate(TestScripts.of("1_one.sql", ONE, "2_code.down.sql", "DELETE FROM one").with(inserting("2")));
		assertThat(warnings()).isEmpty();
		assertThat(this.database.query("SELECT undo_script FROM schema_migrations_details WHERE version = '2'"))
			.containsExactly("DELETE FROM one");
	}

	@Test
	void aVersionOfAFileIsRefusedNamingBoth() {
		assertThat(refused(TestScripts.of("1_one.sql", ONE).with(inserting("001")))).hasMessage(
				"io.github.migrations.engine.TestCode: version 001 is taken by db/migrations/1_one.sql already. "
						+ "Give one of the two another version");
		assertThat(refused(new TestScripts().with(inserting("1")).with(inserting("1.0"))))
			.hasMessage("io.github.migrations.engine.TestCode: version 1.0 is taken by "
					+ "io.github.migrations.engine.TestCode already. Give one of the two another version");
		assertThat(this.database.schema()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "one", "V1", "1_2" })
	void aVersionThatIsNoneIsRefused(String version) {
		assertThat(refused(new TestScripts().with(inserting(version))))
			.hasMessage("io.github.migrations.engine.TestCode: version() returns '" + version
					+ "', which is not a version: expected digits, further parts joined by dots");
	}

	@Test
	void aFailureIsRolledBackAndNamesClassLineAndCause() {
		TestScripts scripts = TestScripts.of("1_one.sql", ONE).with(new Failing());
		MigrationException ex = refused(scripts);
		assertThat(ex.getMessage()).matches("(?s)" + """
				Migration 2 \\(Fails\\) failed at io.github.migrations.engine.CodeMigrationContract\\$Failing:\\d+
				  java.io.IOException: the disk is gone
				Everything that this migration did was rolled back; nothing of it is left.""");
		assertThat(ex.getAction()).isEqualTo("Correct io.github.migrations.engine.CodeMigrationContract$Failing and "
				+ "start again; it continues with this migration.");
		assertThat(ex.getFailure().version()).isEqualTo("2");
		assertThat(ex.getFailure().file()).isEqualTo("io.github.migrations.engine.CodeMigrationContract$Failing");
		assertThat(ex.getFailure().line()).isPositive();
		assertThat(ex).hasCauseInstanceOf(IllegalStateException.class);
		assertThat(recorded()).containsExactly("1|One");
		assertThat(this.database.query("SELECT count(*) FROM one")).containsExactly("0");
	}

	@Test
	void aStatementThatTheDatabaseRefusesIsSaidInItsWords() {
		MigrationException ex = refused(TestScripts.of("1_one.sql", ONE)
			.with(new TestCode("2", (context) -> execute(context, "INSERT INTO wrong VALUES (1)"))));
		assertThat(ex).hasMessageContaining("\n  " + missingTable() + "\n");
	}

	@Test
	void anErrorIsRolledBackLikeAnException() {
		MigrationException ex = refused(TestScripts.of("1_one.sql", ONE).with(new TestCode("2", (context) -> {
			execute(context, "INSERT INTO one VALUES (2)");
			throw new NoClassDefFoundError("com/acme/Gone");
		})));
		assertThat(ex).hasMessageContaining("java.lang.NoClassDefFoundError: com/acme/Gone");
		assertThat(this.database.query("SELECT count(*) FROM one")).containsExactly("0");
		assertThat(migrate(TestScripts.of("1_one.sql", ONE).with(inserting("2"))).version()).isEqualTo("2");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					commit | the transaction is committed, together with its record, when the migration returns
					rollback | throw an exception to take everything back; to take back a part, use the statements SAVEPOINT and ROLLBACK TO
					setSavepoint | use the statement SAVEPOINT
					close | the connection belongs to the caller, who closes it
					setAutoCommit | the migration is one transaction with its record
					""")
	void whatWouldEndTheTransactionIsRefused(String method, String reason) {
		MigrationException ex = refused(TestScripts.of("1_one.sql", ONE).with(new TestCode("2", (context) -> {
			execute(context, "INSERT INTO one VALUES (2)");
			Connection connection = context.connection();
			switch (method) {
				case "commit" -> connection.commit();
				case "rollback" -> connection.rollback();
				case "setSavepoint" -> connection.setSavepoint();
				case "close" -> connection.close();
				default -> connection.setAutoCommit(true);
			}
		})));
		assertThat(ex.getMessage())
			.contains("\n  " + method + "() is refused inside a code migration: " + reason + "\n");
		assertThat(recorded()).containsExactly("1|One");
		assertThat(this.database.query("SELECT count(*) FROM one")).containsExactly("0");
	}

	@Test
	void theConnectionLooksLikeOneInsideATransaction() {
		migrate(TestScripts.of("1_one.sql", ONE).with(new TestCode("2", (context) -> {
			Connection connection = context.connection();
			connection.setAutoCommit(false);
			assertThat(connection.getAutoCommit()).isFalse();
			assertThat(connection.isClosed()).isFalse();
			try (PreparedStatement statement = connection.prepareStatement("INSERT INTO one VALUES (?)")) {
				assertThat(statement.getConnection()).isSameAs(connection);
				statement.setInt(1, 2);
				statement.executeUpdate();
			}
			execute(context, "SAVEPOINT here");
			execute(context, "INSERT INTO one VALUES (3)");
			execute(context, "ROLLBACK TO here");
		})));
		assertThat(this.database.query("SELECT id FROM one")).containsExactly("2");
	}

	@Test
	void theStatementCommitIsNoticed() {
		MigrationException ex = refused(TestScripts.of("1_one.sql", ONE).with(new TestCode("2", (context) -> {
			execute(context, "INSERT INTO one VALUES (2)");
			execute(context, "COMMIT");
		})));
		assertThat(ex).hasMessage("""
				Migration 2 (Code of 2) failed: io.github.migrations.engine.TestCode
				  it has ended its transaction itself, by a statement such as COMMIT or ROLLBACK
				What it did before that may have been committed; the migration is not recorded as applied.""");
		assertThat(ex.getAction()).isEqualTo("Remove that statement from io.github.migrations.engine.TestCode, put the "
				+ "database back where it needs that, and start again.");
		assertThat(recorded()).containsExactly("1|One");
	}

	@Test
	void statementsThatAreLeftOpenAreClosed() {
		List<Statement> left = new ArrayList<>();
		assertThat(migrate(TestScripts.of("1_one.sql", ONE + "INSERT INTO one VALUES (1), (2);")
			.with(new TestCode("2", (context) -> {
				Statement statement = context.connection().createStatement();
				ResultSet rows = statement.executeQuery("SELECT id FROM one");
				rows.next();
				left.add(statement);
			}))).version()).isEqualTo("2");
		assertThat(left).singleElement().satisfies((statement) -> assertThat(statement.isClosed()).isTrue());
	}

	@Test
	void itsProgressIsShownWhileItRuns() {
		List<Status.@Nullable Running> seen = new ArrayList<>();
		TestScripts scripts = TestScripts.of("1_one.sql", ONE);
		Migrator migrator = migrator(scripts);
		scripts.with(new TestCode("2", (context) -> {
			assertThat(context.attempt()).isEqualTo(1);
			seen.add(migrator.status().running());
			context.progress(30, 120, "filling names");
			seen.add(migrator.status().running());
			context.progress(31, 0, null);
			seen.add(migrator.status().running());
		}));
		migrator.migrate(null);
		assertThat(seen).extracting("version").containsOnly("2");
		assertThat(seen).extracting("rows").containsExactly(0L, 30L, 31L);
		assertThat(seen).extracting("percent").containsExactly(0.0, 25.0, 0.0);
		assertThat(seen).extracting("detail").containsExactly(null, "filling names", null);
		assertThat(migrator.status().running()).isNull();
	}

	@Test
	void isCancelledWhenTheProcessIsAskedToEnd() {
		TestScripts scripts = TestScripts.of("1_one.sql", ONE);
		migrate(scripts);
		try (Stop stop = Stop.watch()) {
			Target target = new Target("dataSource", this.database.dataSource(), this.database.dataSource(),
					scripts.with(new TestCode("2", (context) -> {
						execute(context, "INSERT INTO one VALUES (2)");
						execute(context, slowStatement());
					})), this.settings, this.events, new Progress());
			Thread thread = new Thread(() -> assertThatExceptionOfType(InterruptedException.class)
				.isThrownBy(() -> new Migrate(target, stop).migrate(null)));
			List<Throwable> failures = new ArrayList<>();
			thread.setUncaughtExceptionHandler((failed, ex) -> failures.add(ex));
			thread.start();
			Awaitility.await().until(() -> this.events.lines.contains("started 2"));
			new Thread(stop::stop).start();
			thread.join(20_000);
			assertThat(thread.isAlive()).isFalse();
			assertThat(failures).isEmpty();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		assertThat(this.database.query("SELECT count(*) FROM one")).containsExactly("0");
	}

	/**
	 * Fails after it has changed something.
	 */
	static final class Failing implements CodeMigration {

		@Override
		public String version() {
			return "2";
		}

		@Override
		public String description() {
			return "Fails";
		}

		@Override
		public void migrate(Context context) throws Exception {
			execute(context, "INSERT INTO one VALUES (2)");
			throw new IllegalStateException("it does not work", new IOException("the disk is gone"));
		}

	}

}
