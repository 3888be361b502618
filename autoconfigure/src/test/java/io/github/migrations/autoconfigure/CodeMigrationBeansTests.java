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

package io.github.migrations.autoconfigure;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.github.migrations.engine.MigrationException;
import io.github.migrations.engine.Migrator;
import io.github.migrations.engine.RollbackRequest;
import io.github.migrations.engine.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Migrations that are written in code, as beans of an application.
 */
class CodeMigrationBeansTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	private ApplicationContextRunner runner(String... namesAndTexts) {
		return new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(DataSourceAutoConfiguration.class, MigrationsAutoConfiguration.class))
			.withPropertyValues(TestFiles.locations(this.folder.resolve("scripts"), namesAndTexts),
					"test.folder=" + this.folder);
	}

	private ApplicationContextRunner sqlite(String... namesAndTexts) {
		// with one connection nothing works beside the migration's own
		return runner(namesAndTexts).withPropertyValues(TestFiles.sqlite(this.folder),
				"spring.datasource.hikari.maximum-pool-size=1", "spring.datasource.hikari.connection-timeout=2000");
	}

	private static Migrator migrator(AssertableApplicationContext context, String name) {
		return Objects.requireNonNull(context.getBean(Migrations.class).find(name));
	}

	private List<String> names() {
		return TestFiles.query(TestFiles.url(this.folder), "SELECT name FROM names ORDER BY rowid");
	}

	@Test
	void takeTheirPlacesAmongTheFilesWhateverTheOrderOfTheBeans() {
		sqlite("001_names.sql", "CREATE TABLE names (name TEXT);", "003_three.sql",
				"INSERT INTO names SELECT name || '+3' FROM names;")
			.withUserConfiguration(FourBeforeTwo.class)
			.run((context) -> {
				Status status = migrator(context, "dataSource").migrate(null);
				assertThat(status.applied()).extracting(Status.Applied::version)
					.containsExactly("001", "002", "003", "004");
				assertThat(status.applied()).extracting(Status.Applied::description)
					.containsExactly("Names", "Insert 002", "Three", "Insert 004");
				assertThat(names()).containsExactly("002", "002+3", "004");
			});
	}

	@Test
	void workInTheTransactionOfTheirMigration() {
		sqlite("001_names.sql", "CREATE TABLE names (name TEXT);").withBean(Failing.class).run((context) -> {
			assertThatExceptionOfType(MigrationException.class)
				.isThrownBy(() -> migrator(context, "dataSource").migrate(null))
				.withMessageMatching(
						"Migration 002 \\(Failing\\) failed at \\Q%s\\E:\\d+\n".formatted(Failing.class.getName())
								+ "  java.lang.IllegalStateException: after 1 row\n"
								+ "Everything that this migration did was rolled back; nothing of it is left.");
			assertThat(names()).isEmpty();
		});
	}

	@Test
	void canBeTakenBackAsLongAsTheBeanIsThere() {
		String[] files = { "001_names.sql", "CREATE TABLE names (name TEXT);" };
		sqlite(files).withBean(Insert.class, "002").run((context) -> {
			Migrator migrator = migrator(context, "dataSource");
			assertThat(migrator.migrate(null).applied()).extracting(Status.Applied::undoable)
				.containsExactly(false, true);
			assertThat(migrator.rollback(RollbackRequest.steps(1)).version()).isEqualTo("001");
			assertThat(names()).isEmpty();
			migrator.migrate(null);
		});
		sqlite(files).run((context) -> assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrator(context, "dataSource").rollback(RollbackRequest.steps(1)))
			.withMessage("""
					Database 'dataSource' cannot be rolled back, because there is no undo script for
					  002 (Insert 002): this build does not know the migration"""));
		assertThat(names()).containsExactly("002");
	}

	@Test
	void refuseAVersionThatAFileHasTakenNamingBoth() {
		sqlite("001_names.sql", "CREATE TABLE names (name TEXT);", "2_other.sql", "SELECT 2")
			.withBean(Insert.class, "002")
			.run((context) -> assertThatExceptionOfType(MigrationException.class)
				.isThrownBy(() -> migrator(context, "dataSource").migrate(null))
				.withMessageContaining(Insert.class.getName())
				.withMessageContaining("2_other.sql"));
		assertThat(TestFiles.tables(this.folder)).isEmpty();
	}

	@Test
	void areMadeOnlyForARun() {
		sqlite("001_names.sql", "CREATE TABLE names (name TEXT);").withUserConfiguration(LazyOne.class)
			.run((context) -> {
				assertThat(context.getSourceApplicationContext().getBeanFactory().containsSingleton("two")).isFalse();
				migrator(context, "dataSource").migrate(null);
				assertThat(names()).containsExactly("002");
			});
	}

	@Test
	void runBeforeTheBeansOfTheApplicationThatUseTheDatabaseIfAllDoes() {
		sqlite("001_names.sql", "CREATE TABLE names (name TEXT);").withBean(Insert.class, "002")
			.withPropertyValues("spring.migrations.run-on=startup")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(names()).containsExactly("002");
			});
	}

	@Test
	void belongToTheDatabaseThatTheyName() {
		twoDatabases("one", "other").run((context) -> {
			assertThat(migrator(context, "one").migrate(null).applied()).extracting(Status.Applied::version)
				.containsExactly("001", "002");
			assertThat(migrator(context, "other").migrate(null).applied()).extracting(Status.Applied::version)
				.containsExactly("001", "003");
		});
	}

	private ApplicationContextRunner twoDatabases(@Nullable String two, String three) {
		return runner("001_names.sql", "CREATE TABLE names (name TEXT);").withUserConfiguration(TwoDataSources.class)
			.withPropertyValues("spring.migrations.databases.one.table=versions",
					"spring.migrations.databases.other.table=versions")
			.withBean("two", Insert.class, () -> new Insert("002", two))
			.withBean("three", Insert.class, () -> new Insert("003", three));
	}

	@Test
	void refuseADatabaseThatIsNotMigrated() {
		twoDatabases("one", "third").run((context) -> assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrator(context, "one").migrate(null))
			.withMessage("The code migration %s belongs to the database 'third', which is not migrated."
				.formatted(Insert.class.getName()))
			.satisfies((ex) -> assertThat(ex.getAction())
				.isEqualTo("Let its method database() return one of: one, other.")));
	}

	@Test
	void mustNameADatabaseWhereNoneIsThePrimaryOne() {
		twoDatabases(null, "other").run((context) -> assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrator(context, "one").migrate(null))
			.withMessage(("The code migration %s names no database, and none of those that are migrated is the "
					+ "primary one.")
				.formatted(Insert.class.getName())));
	}

	@Configuration(proxyBeanMethods = false)
	static class FourBeforeTwo {

		@Bean
		Insert a() {
			return new Insert("004");
		}

		@Bean
		Insert b() {
			return new Insert("002");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LazyOne {

		@Bean
		@Lazy
		Insert two() {
			return new Insert("002");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoDataSources {

		@Bean
		DataSource one(Environment environment) {
			return dataSource(environment, "one");
		}

		@Bean
		DataSource other(Environment environment) {
			return dataSource(environment, "other");
		}

		private static DataSource dataSource(Environment environment, String name) {
			SQLiteDataSource dataSource = new SQLiteDataSource();
			dataSource.setUrl("jdbc:sqlite:" + environment.getProperty("test.folder") + "/" + name + ".db");
			return dataSource;
		}

	}

	/**
	 * Inserts its version.
	 */
	static class Insert implements SpringCodeMigration.Undoable {

		private final String version;

		private final @Nullable String database;

		Insert(String version) {
			this(version, null);
		}

		Insert(String version, @Nullable String database) {
			this.version = version;
			this.database = database;
		}

		@Override
		public String version() {
			return this.version;
		}

		@Override
		public String description() {
			return "Insert " + this.version;
		}

		@Override
		public @Nullable String database() {
			return this.database;
		}

		@Override
		public void migrate(JdbcClient jdbc, Context context) {
			jdbc.sql("INSERT INTO names VALUES (?)").param(this.version).update();
		}

		@Override
		public void undo(JdbcClient jdbc, Context context) {
			jdbc.sql("DELETE FROM names WHERE name = ?").param(this.version).update();
		}

	}

	/**
	 * Fails after its change.
	 */
	static class Failing implements SpringCodeMigration {

		@Override
		public String version() {
			return "002";
		}

		@Override
		public String description() {
			return "Failing";
		}

		@Override
		public void migrate(JdbcClient jdbc, Context context) throws SQLException {
			int rows = jdbc.sql("INSERT INTO names VALUES ('x')").update();
			throw new IllegalStateException("after %d row".formatted(rows));
		}

	}

}
