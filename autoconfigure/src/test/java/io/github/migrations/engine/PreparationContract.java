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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;

import io.github.migrations.script.Version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What comes before the first migration, and after which one a run ends.
 */
abstract class PreparationContract extends EngineContract {

	static final String ONE = "CREATE TABLE one (id INTEGER);";

	/** A statement that sets something in the session. */
	abstract String setting();

	/** A condition that tells whether it is set. */
	abstract String settingIsThere();

	abstract String syntaxError();

	void initSql(String sql) {
		this.settings = Settings.defaults().withPreparation(new Settings.Preparation(false, sql, Settings.Adopt.AUTO));
	}

	HikariDataSource pool() {
		HikariConfig config = new HikariConfig();
		config.setDataSource(this.database.dataSource());
		config.setMaximumPoolSize(1);
		return new HikariDataSource(config);
	}

	Migrator migrator(DataSource dataSource, TestScripts scripts) {
		return new Migrator("dataSource", dataSource, dataSource, scripts, this.settings, this.events);
	}

	static String value(DataSource dataSource, String sql) throws SQLException {
		try (Connection connection = dataSource.getConnection();
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery(sql)) {
			result.next();
			return result.getString(1);
		}
	}

	@Test
	void initSqlHoldsForEveryMigration() {
		initSql("-- two of them; or one\n" + setting() + ";\nSELECT 1;\n");
		String insert = "INSERT INTO one SELECT %d WHERE " + settingIsThere();
		migrate("1_one.sql", ONE, "2_two.sql", insert.formatted(2), "3_three.sql",
				"-- migration: transaction=off\n" + insert.formatted(3));
		assertThat(this.database.query("SELECT id FROM one ORDER BY id")).containsExactly("2", "3");
	}

	@Test
	void initSqlDoesNotReachThePool() throws SQLException {
		initSql(setting());
		try (HikariDataSource pool = pool()) {
			Migrator migrator = migrator(pool, TestScripts.of("1_one.sql", ONE));
			migrator.migrate(null);
			assertThat(value(pool, "SELECT " + settingIsThere())).isIn("0", "f");
			migrator.status();
			assertThat(value(pool, "SELECT " + settingIsThere())).isIn("0", "f");
			assertThatExceptionOfType(MigrationException.class)
				.isThrownBy(() -> migrator(pool, TestScripts.of("1_one.sql", ONE, "2_two.sql", "WRONG")).migrate(null));
			assertThat(value(pool, "SELECT " + settingIsThere())).isIn("0", "f");
		}
	}

	@Test
	void initSqlThatIsWrongIsSaidWithItsLine() throws SQLException {
		initSql("SELECT 1;\n\nWRONG;");
		MigrationException ex = refused("1_one.sql", ONE);
		assertThat(ex).hasMessage("spring.migrations.init-sql:3: " + syntaxError());
		assertThat(ex.getAction()).isEqualTo("Correct the property and start again. Nothing has been changed.");
		try (HikariDataSource pool = pool()) {
			initSql(setting() + "; WRONG");
			assertThatExceptionOfType(MigrationException.class)
				.isThrownBy(() -> migrator(pool, TestScripts.of("1_one.sql", ONE)).migrate(null));
			assertThat(value(pool, "SELECT " + settingIsThere())).isIn("0", "f");
		}
	}

	@Test
	void initSqlBeginsNoTransaction() {
		initSql("SELECT 1;\nBEGIN;");
		assertThat(refused("1_one.sql", ONE)).hasMessage("spring.migrations.init-sql:2: BEGIN cannot stand here: these "
				+ "statements prepare the session, each one by itself");
	}

	@Test
	void theTargetIsTheLastVersionThatIsApplied() {
		this.settings = Settings.defaults().withTarget(Version.of("2"));
		TestScripts scripts = TestScripts.of("1_one.sql", ONE, "002_two.sql", "INSERT INTO one VALUES (2)",
				"3_three.sql", "INSERT INTO one VALUES (3)", "R__rows.sql", "INSERT INTO one VALUES (4)");
		assertThat(status(scripts).state()).isEqualTo(State.PENDING);
		Status status = migrate(scripts);
		assertThat(this.database.query("SELECT id FROM one")).containsExactly("2");
		assertThat(status.pending()).extracting(Status.Pending::version).containsExactly("3");
		assertThat(status.repeatable()).extracting(Status.Repeatable::pending).containsExactly(true);
	}

	@Test
	void whatLiesBeyondTheTargetDoesNotKeepAnybodyWaiting() {
		this.settings = Settings.defaults().withTarget(Version.of("1"));
		TestScripts scripts = TestScripts.of("1_one.sql", ONE, "2_two.sql", "SELECT 2");
		assertThat(migrate(scripts).state()).isEqualTo(State.UP_TO_DATE);
		assertThat(status(scripts).state()).isEqualTo(State.UP_TO_DATE);
	}

	@Test
	void aVersionOfTheCommandGoesBeforeTheTarget() {
		this.settings = Settings.defaults().withTarget(Version.of("1"));
		migrateTo("2", TestScripts.of("1_one.sql", ONE, "2_two.sql", "SELECT 2", "3_three.sql", "SELECT 3"));
		assertThat(recorded()).containsExactly("1|One", "2|Two");
	}

	@Test
	void aTargetThatDoesNotExistIsRefused() {
		this.settings = Settings.defaults().withTarget(Version.of("7"));
		MigrationException ex = refused("1_one.sql", ONE);
		assertThat(ex).hasMessage("There is no migration with the version 7, which spring.migrations.target names.");
		assertThat(ex.getAction())
			.isEqualTo("Name one of the versions that the status lists. Nothing has been changed.");
		assertThat(this.database.schema()).isEmpty();
	}

	@Test
	void theTargetMayBeABaseline() {
		this.settings = Settings.defaults().withTarget(Version.of("10"));
		migrate("B10__base.sql", ONE, "11_eleven.sql", "SELECT 11");
		assertThat(recorded()).containsExactly("10|Base");
	}

}
