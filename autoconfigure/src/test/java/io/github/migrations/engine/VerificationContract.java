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

import javax.sql.DataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.datasource.DelegatingDataSource;

import io.github.migrations.database.Scratch;
import io.github.migrations.database.TableName;
import io.github.migrations.script.Version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the comparison with a database that is built from the files does on every
 * database.
 */
abstract class VerificationContract {

	private static final String SCRIPT = """
			CREATE TABLE users (
			    id    INTEGER PRIMARY KEY,
			    name  VARCHAR(20) NOT NULL DEFAULT 'x',
			    email TEXT UNIQUE,
			    age   INTEGER CHECK (age > 0)
			);
			CREATE TABLE posts (
			    id      INTEGER PRIMARY KEY,
			    user_id INTEGER REFERENCES users (id) ON DELETE CASCADE
			);
			CREATE INDEX posts_by_user ON posts (user_id);
			CREATE VIEW names AS SELECT name FROM users;
			""";

	private static final String ONE = "CREATE TABLE one (id INTEGER);";

	private static final String TWO = "CREATE TABLE two (id INTEGER);";

	@SuppressWarnings("NullAway.Init")
	TestDatabase database;

	abstract TestDatabase open();

	/** Connects to another database of the same server. */
	abstract Connection connect(String url) throws SQLException;

	/** What a scratch database leaves behind if it is forgotten. */
	abstract List<String> scratches();

	abstract String trigger(String name, String table);

	@BeforeEach
	void openDatabase() {
		this.database = open();
	}

	@AfterEach
	void closeDatabase() {
		assertThat(scratches()).isEmpty();
		this.database.close();
	}

	final Migrator migrator(TestScripts scripts) {
		return migrator(scripts, Settings.defaults());
	}

	final Migrator migrator(TestScripts scripts, Settings settings) {
		DataSource dataSource = this.database.dataSource();
		return new Migrator("dataSource", dataSource, new Connecting(dataSource), scripts, settings,
				MigrationListener.NONE);
	}

	final TestScripts scripts() {
		return TestScripts.of("1_all.sql", SCRIPT + trigger("after_user", "users"), "2_pending.sql",
				"CREATE TABLE pending (id INTEGER);");
	}

	final List<String> verify(TestScripts scripts) {
		return compare(scripts, "1").differences();
	}

	/** The same schema in other words. */
	final void build() {
		this.database.execute(
				"create table USERS (id INTEGER, name VARCHAR(20) DEFAULT 'x' NOT NULL, age INTEGER, email TEXT, "
						+ "PRIMARY KEY (id), UNIQUE (email), CHECK (age > 0))",
				"create table posts (id INTEGER PRIMARY KEY, user_id INTEGER,\n FOREIGN KEY (user_id) "
						+ "REFERENCES users (id) ON DELETE CASCADE)",
				"CREATE INDEX posts_by_user ON posts (user_id)", "CREATE VIEW names AS SELECT name  FROM users",
				trigger("after_user", "users"));
	}

	@Test
	void theSameSchemaInOtherWordsHasNoDifference() {
		build();
		OtherTool.FLYWAY.create(this.database);
		OtherTool.RAILS.create(this.database);
		List<String> before = this.database.schema();
		assertThat(verify(scripts())).isEmpty();
		assertThat(this.database.schema()).isEqualTo(before);
	}

	@Test
	void theTableOfAToolThatCannotBeReadIsNoDifference() {
		build();
		this.database.execute("CREATE TABLE knex_migrations (id INTEGER PRIMARY KEY, name VARCHAR(255))",
				"CREATE TABLE knex_migrations_lock (is_locked INTEGER)", "CREATE TABLE \"SequelizeMeta\" (name TEXT)");
		assertThat(verify(scripts())).isEmpty();
	}

	@Test
	void theTableThatIsKeptIsNoDifference() {
		build();
		this.database.execute("CREATE TABLE schema_migrations_flyway (id INTEGER)");
		assertThat(verify(scripts())).isEmpty();
	}

	@Test
	void filesThatStayPendingAreNotBuilt() {
		build();
		this.database.execute("CREATE TABLE pending (id INTEGER)");
		assertThat(verify(scripts())).hasSize(2).allMatch((line) -> line.startsWith("only in this database: "));
	}

	@Test
	void aFileThatCannotBeAppliedToAnEmptyDatabaseIsSaid() {
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> verify(TestScripts.of("1_all.sql", "INSERT INTO missing VALUES (1);")))
			.withMessageStartingWith(
					"Database 'dataSource': the files cannot be applied to an empty database, to compare it with. "
							+ "Migration 1 (All) failed at db/migrations/1_all.sql:1\n")
			.satisfies((ex) -> assertThat(ex.getAction())
				.isEqualTo("Correct that, or leave --verify out. Nothing has been changed."));
	}

	@Test
	void anotherTableOfOursIsLeftOut() {
		build();
		this.database.execute("CREATE TABLE versions_rails (version VARCHAR(255))");
		Migrator migrator = migrator(scripts(), Settings.defaults().withTable(new TableName(null, "versions")));
		assertThat(migrator.verify(migrator.adoption(Version.of("1"))).differences()).isEmpty();
	}

	@Test
	void aBaselineIsBuiltWhereThereAreNoOtherFiles() {
		this.database.execute(ONE);
		TestScripts scripts = TestScripts.of("B5__all.sql", ONE, "V6__two.sql", TWO);
		assertThat(compare(scripts, "5").differences()).isEmpty();
		assertThat(compare(scripts, "6").differences()).hasSize(2)
			.allMatch((line) -> line.startsWith("missing in this database: "));
	}

	@Test
	void aBaselineIsNotBuiltWhereThereAreOtherFiles() {
		this.database.execute(ONE);
		TestScripts scripts = TestScripts.of("V1__one.sql", ONE, "B5__all.sql", ONE + TWO, "V5__two.sql", TWO);
		assertThat(compare(scripts, "1").differences()).isEmpty();
	}

	@Test
	void codeIsNotRun() {
		this.database.execute(ONE);
		TestCode code = new TestCode("2", (context) -> {
			throw new IllegalStateException("It is not to run");
		});
		Adoption.Comparison comparison = compare(TestScripts.of("1_one.sql", ONE).with(code), "2");
		assertThat(comparison.differences()).isEmpty();
		assertThat(comparison.leftOut()).containsExactly(code.name());
	}

	@Test
	void whatPendingRepeatableMigrationsMakeIsNotCompared() {
		this.database.execute("CREATE TABLE one (id INTEGER)", "CREATE VIEW ones AS SELECT id FROM one",
				"CREATE VIEW others AS SELECT id FROM one");
		TestScripts scripts = TestScripts.of("1_one.sql", ONE, "2_two.sql", TWO, "R__ones.sql",
				"CREATE VIEW ones AS SELECT 1 + id AS id FROM one;", "R__twos.sql",
				"CREATE VIEW twos AS SELECT * FROM two;");
		assertThat(compare(scripts, "1").differences()).hasSize(1)
			.first()
			.asString()
			.startsWith("only in this database: view ")
			.contains("others");
	}

	private Adoption.Comparison compare(TestScripts scripts, String version) {
		Migrator migrator = migrator(scripts);
		return migrator.verify(migrator.adoption(Version.of(version)));
	}

	private final class Connecting extends DelegatingDataSource implements Scratch.Connector {

		private Connecting(DataSource dataSource) {
			super(dataSource);
		}

		@Override
		public Connection connect(String url) throws SQLException {
			return VerificationContract.this.connect(url);
		}

	}

}
