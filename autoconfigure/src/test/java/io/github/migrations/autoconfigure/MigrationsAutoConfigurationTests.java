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

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ApplicationAvailabilityBean;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;

import io.github.migrations.actuate.MigrationsEndpoint;
import io.github.migrations.actuate.MigrationsEndpointAutoConfiguration;
import io.github.migrations.actuate.MigrationsHealthAutoConfiguration;
import io.github.migrations.actuate.MigrationsInfoAutoConfiguration;
import io.github.migrations.actuate.MigrationsMetricsAutoConfiguration;
import io.github.migrations.actuate.MigrationsObservationAutoConfiguration;
import io.github.migrations.command.CommandAutoConfiguration;
import io.github.migrations.database.TableName;
import io.github.migrations.engine.MigrationException;
import io.github.migrations.engine.MigrationListener;
import io.github.migrations.engine.Migrator;
import io.github.migrations.engine.Settings;
import io.github.migrations.engine.State;
import io.github.migrations.engine.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MigrationsAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class MigrationsAutoConfigurationTests {

	private static final String[] ONE = { "001_things.sql", "CREATE TABLE things (id INTEGER);" };

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	private final ApplicationContextRunner withoutDatabase = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(MigrationsAutoConfiguration.class,
				MigrationsEndpointAutoConfiguration.class, MigrationsHealthAutoConfiguration.class,
				CommandAutoConfiguration.class, ApplicationAvailabilityAutoConfiguration.class))
		.withPropertyValues("management.endpoints.web.exposure.include=*");

	private final ApplicationContextRunner contextRunner = this.withoutDatabase
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class));

	private ApplicationContextRunner withSqlite() {
		return this.contextRunner.withPropertyValues(TestFiles.sqlite(this.folder));
	}

	private ApplicationContextRunner withSqliteAndFiles() {
		return withSqlite().withPropertyValues(locations(ONE));
	}

	private String locations(String... namesAndTexts) {
		return TestFiles.locations(this.folder.resolve("scripts"), namesAndTexts);
	}

	private static ClassLoader classLoader(Path classes) {
		try {
			return new URLClassLoader(new URL[] { classes.toUri().toURL() },
					MigrationsAutoConfigurationTests.class.getClassLoader());
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void run(AssertableApplicationContext context) {
		context.getBean(MigrationsRunner.class).run();
	}

	private static Migrator migrator(AssertableApplicationContext context, String name) {
		return Objects.requireNonNull(context.getBean(Migrations.class).find(name));
	}

	@Test
	void migratesTheOnlyDatabase(CapturedOutput output) {
		withSqliteAndFiles().run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(TestFiles.tables(this.folder)).isEmpty();
			run(context);
			run(context);
			assertThat(TestFiles.tables(this.folder)).containsExactly("schema_migrations", "schema_migrations_details",
					"things");
		});
		assertThat(output).containsOnlyOnce("Database 'dataSource': applied 001 Things (");
		assertThat(output).containsPattern("Database 'dataSource' \\(SQLite 3[.0-9]+\\): 1 migrations applied now, "
				+ "1 in all, 0 pending, version 001, \\d+ ms");
		assertThat(output.toString().lines()).hasSize(2);
	}

	@Test
	void makesNothingWhenSwitchedOff() {
		withSqliteAndFiles().withPropertyValues("spring.migrations.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(Migrations.class)
				.doesNotHaveBean(MigrationsRunner.class)
				.doesNotHaveBean(ReadyListener.class)
				.doesNotHaveBean(SchemaAwareAvailability.class)
				.doesNotHaveBean("migrationsHealthIndicator")
				.doesNotHaveBean(MigrationsEndpoint.class));
	}

	@ParameterizedTest
	@CsvSource({ "application-ready, APPLICATION_READY", "APPLICATION_READY, APPLICATION_READY",
			"applicationReady, APPLICATION_READY", "startup, STARTUP", "Startup, STARTUP",
			"first-connection, FIRST_CONNECTION", "first_connection, FIRST_CONNECTION",
			"FirstConnection, FIRST_CONNECTION", "never, NEVER", "NEVER, NEVER" })
	void understandsEverySpellingOfRunOn(String value, RunOn runOn) {
		withSqliteAndFiles().withPropertyValues("spring.migrations.run-on=" + value).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(MigrationsProperties.class).getRunOn()).isEqualTo(runOn);
			assertThat(context.getBeansOfType(MigrationsInitializer.class)).hasSize((runOn == RunOn.STARTUP) ? 1 : 0);
			assertThat(context.getBeansOfType(ReadyListener.class)).hasSize((runOn == RunOn.STARTUP) ? 0 : 1);
			assertThat(context.getBeansOfType(FirstConnection.class))
				.hasSize((runOn == RunOn.FIRST_CONNECTION) ? 1 : 0);
			assertThat(context.getBean(ApplicationAvailability.class) instanceof SchemaAwareAvailability)
				.isEqualTo(runOn == RunOn.APPLICATION_READY || runOn == RunOn.STARTUP);
			assertThat(TestFiles.tables(this.folder).contains("things")).isEqualTo(runOn == RunOn.STARTUP);
		});
	}

	@Test
	void refusesAValueOfRunOnThatDoesNotExist() {
		withSqliteAndFiles().withPropertyValues("spring.migrations.run-on=sometimes")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining("RunOn.sometimes"));
	}

	@Test
	void worksWithoutActuatorHealthMicrometerAndWeb() {
		withEverythingBut("org.springframework.boot.actuate", "org.springframework.boot.health",
				"org.springframework.boot.micrometer", "org.springframework.boot.web", "org.springframework.web",
				"org.springframework.http", "jakarta.servlet", "reactor", "io.micrometer")
			.run((context) -> {
				assertThat(context).hasNotFailed()
					.doesNotHaveBean("migrationsHealthIndicator")
					.doesNotHaveBean("migrationsEndpoint");
				run(context);
				assertThat(TestFiles.tables(this.folder)).contains("things");
			});
	}

	@Test
	void worksWithoutHealth() {
		withEverythingBut("org.springframework.boot.health").run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean("migrationsHealthIndicator")
			.hasSingleBean(MigrationsEndpoint.class));
	}

	/** Classes that are missing are noticed only where Spring Boot finds ours itself. */
	private ApplicationContextRunner withEverythingBut(String... packages) {
		return new ApplicationContextRunner().withUserConfiguration(Everything.class)
			.withClassLoader(new FilteredClassLoader(packages))
			.withPropertyValues(TestFiles.sqlite(this.folder), locations(ONE),
					"management.endpoints.web.exposure.include=*");
	}

	@Test
	void hasNoEndpointWhereNoneIsExposed() {
		withSqliteAndFiles().withPropertyValues("management.endpoints.web.exposure.include=health")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(MigrationsEndpoint.class)
				.hasBean("migrationsHealthIndicator"));
	}

	@Test
	void hasNoHealthIndicatorWhereItIsSwitchedOff() {
		withSqliteAndFiles().withPropertyValues("management.health.migrations.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("migrationsHealthIndicator")
				.hasSingleBean(MigrationsEndpoint.class));
	}

	@Test
	void saysOneLineWhereThereIsNothingAtAll(CapturedOutput output) {
		this.withoutDatabase.run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(DataSource.class);
			run(context);
			assertThat(context.getBean(MigrationsRunner.class).isSchemaReady()).isTrue();
		});
		assertThat(output.toString().lines()).singleElement()
			.asString()
			.endsWith("No DataSource and no migration files: there is nothing to migrate");
	}

	@Test
	void warnsWhereADatabaseHasNoFiles(CapturedOutput output) {
		withSqlite().run((context) -> {
			run(context);
			assertThat(context.getBean(MigrationsRunner.class).isSchemaReady()).isTrue();
			assertThat(TestFiles.tables(this.folder)).isEmpty();
		});
		assertThat(output.toString().lines()).singleElement()
			.asString()
			.contains("WARN")
			.endsWith("Database 'dataSource': no migration file was found in classpath:db/migrations");
	}

	@Test
	void namesAllLocationsThatItHasSearched(CapturedOutput output) {
		TestFiles.locations(this.folder.resolve("a"));
		TestFiles.locations(this.folder.resolve("b"));
		String a = "file:" + this.folder.resolve("a");
		String b = "file:" + this.folder.resolve("b");
		withSqlite().withPropertyValues("spring.migrations.locations=" + a + ", " + b)
			.run(MigrationsAutoConfigurationTests::run);
		assertThat(output).contains("no migration file was found in " + a + ", " + b);
	}

	@Test
	void namesThePropertyWhereThereAreFilesOfFlyway(CapturedOutput output) {
		TestFiles.locations(this.folder.resolve("classes/db/migration"), "V1__x.sql", "SELECT 1;");
		withSqlite().withClassLoader(classLoader(this.folder.resolve("classes")))
			.run(MigrationsAutoConfigurationTests::run);
		assertThat(output.toString().lines()).singleElement()
			.asString()
			.endsWith("Database 'dataSource': no migration file was found in classpath:db/migrations. "
					+ "classpath:db/migration holds Flyway's files: to run them, set "
					+ "spring.migrations.locations=classpath:db/migration");
	}

	@Test
	void refusesFilesWithoutADatabase() {
		this.withoutDatabase.withPropertyValues(locations("001_x.sql", "", "002_y.sql", "")).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> run(context))
				.withMessage("There are migration files (%s and 1 more), but no DataSource to run them against.",
						this.folder.resolve("scripts/001_x.sql"))
				.extracting(MigrationException::getAction)
				.isEqualTo("Define a DataSource (spring.datasource.url), give migrations a connection of their own "
						+ "(spring.migrations.url), or switch them off (spring.migrations.enabled=false).");
		});
	}

	@Test
	void refusesADatabaseThatIsNotSupported() {
		this.contextRunner
			.withPropertyValues("spring.datasource.url=jdbc:h2:mem:refused", locations("001_x.sql", "SELECT 1;"))
			.run((context) -> assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> run(context))
				.withMessage("Database 'dataSource': The database 'H2' is not supported. Supported are SQLite and "
						+ "PostgreSQL.")
				.extracting(MigrationException::getAction)
				.isEqualTo("Remove the migration files or the starter, or set spring.migrations.enabled=false."));
	}

	@ParameterizedTest
	@EnumSource(RunOn.class)
	void leavesADatabaseAloneThatIsNotSupportedAndHasNoFiles(RunOn runOn) {
		this.contextRunner
			.withPropertyValues("spring.datasource.url=jdbc:h2:mem:alone", "spring.migrations.run-on=" + runOn)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				context.getBeansOfType(ReadyListener.class).values().forEach(ReadyListener::ready);
				context.getBean(DataSource.class).getConnection().close();
				HealthIndicator health = context.getBean("migrationsHealthIndicator", HealthIndicator.class);
				assertThat(health.health()).isNotNull().extracting(Health::getStatus).hasToString("UP");
			});
	}

	@Test
	void refusesAConfiguredLocationThatDoesNotExist() {
		withSqlite().withPropertyValues("spring.migrations.locations=classpath:db/gone")
			.run((context) -> assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> run(context))
				.withMessage(
						"the location 'classpath:db/gone' (spring.migrations.locations) does not exist. Create the "
								+ "folder, or correct the property"));
	}

	@Test
	void aLocationThatDoesNotExistIsAFailureLikeAnyOther() {
		withSqlite()
			.withPropertyValues("spring.migrations.locations=classpath:db/gone",
					"spring.migrations.on-failure=keep-running")
			.run((context) -> {
				run(context);
				assertThat(context.getBean(MigrationsRunner.class).isSchemaReady()).isFalse();
			});
	}

	@Test
	void refusesAConfiguredLocationThatDoesNotExistAlsoWithoutADatabase() {
		this.withoutDatabase.withPropertyValues("spring.migrations.locations=classpath:db/gone")
			.run((context) -> assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> run(context))
				.withMessageContaining("'classpath:db/gone'"));
	}

	@Test
	void aBeanOfTheApplicationReplacesOurs() {
		withSqliteAndFiles().withUserConfiguration(OwnMigrations.class).run((context) -> {
			assertThat(context).hasSingleBean(Migrations.class).hasBean("own");
			run(context);
			assertThat(TestFiles.tables(this.folder)).containsExactly("mine", "mine_details", "things");
		});
	}

	@Test
	void anAvailabilityOfTheApplicationReplacesOurs() {
		withSqliteAndFiles().withUserConfiguration(OwnAvailability.class)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(ApplicationAvailability.class)
				.doesNotHaveBean(SchemaAwareAvailability.class));
	}

	@Test
	void oursReplacesTheAvailabilityOfSpringBoot() {
		withSqliteAndFiles().run((context) -> assertThat(context).hasNotFailed()
			.hasSingleBean(ApplicationAvailabilityBean.class)
			.hasSingleBean(SchemaAwareAvailability.class));
	}

	@Test
	void refusesTwoDatabasesOfEqualRank() {
		this.contextRunner.withUserConfiguration(TwoDataSources.class)
			.withPropertyValues("test.folder=" + this.folder)
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.isInstanceOfSatisfying(MigrationException.class, (ex) -> {
					assertThat(ex).hasMessage(
							"There are several DataSource beans (one, other), and none of them is the primary one.");
					assertThat(ex.getAction()).isEqualTo("Mark one of them with @Primary, or name those to migrate: "
							+ "spring.migrations.databases.<bean name>.locations.");
				}));
	}

	@Test
	void migratesThePrimaryOfTwoDatabases() {
		this.contextRunner.withUserConfiguration(PrimaryDataSource.class)
			.withPropertyValues("test.folder=" + this.folder, locations(ONE))
			.run((context) -> {
				run(context);
				assertThat(context.getBean(Migrations.class).all()).extracting(Migrator::name).containsExactly("one");
				assertThat(context.getSourceApplicationContext().getBeanFactory().containsSingleton("other")).isFalse();
			});
	}

	@Test
	void migratesEachDatabaseThatIsNamed() {
		TestFiles.locations(this.folder.resolve("one"), "001_x.sql", "CREATE TABLE x (id INTEGER);");
		TestFiles.locations(this.folder.resolve("other"), "001_y.sql", "CREATE TABLE y (id INTEGER);", "002_z.sql",
				"CREATE TABLE z (id INTEGER);");
		this.contextRunner.withUserConfiguration(TwoDataSources.class)
			.withPropertyValues("test.folder=" + this.folder,
					"spring.migrations.databases.one.locations=file:" + this.folder.resolve("one"),
					"spring.migrations.databases.other.locations=file:" + this.folder.resolve("other"),
					"spring.migrations.databases.other.table=versions")
			.run((context) -> {
				run(context);
				assertThat(migrator(context, "one").status().version()).isEqualTo("001");
				Status other = migrator(context, "other").status();
				assertThat(other.version()).isEqualTo("002");
				assertThat(other.table()).isEqualTo("versions");
				assertThat(TestFiles.query("jdbc:sqlite:" + this.folder.resolve("other.db"),
						"SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"))
					.containsExactly("versions", "versions_details", "y", "z");
			});
	}

	@Test
	void refusesTheNameOfADatabaseThatDoesNotExist() {
		this.contextRunner.withUserConfiguration(TwoDataSources.class)
			.withPropertyValues("test.folder=" + this.folder, "spring.migrations.databases.third.table=x")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.isInstanceOfSatisfying(MigrationException.class, (ex) -> {
					assertThat(ex)
						.hasMessage("spring.migrations.databases.third names a DataSource bean that does not exist.");
					assertThat(ex.getAction()).isEqualTo("The DataSource beans are: one, other.");
				}));
	}

	@Test
	void refusesAPlaceholderOfSeveralLines() {
		withSqlite().withPropertyValues("spring.migrations.placeholders.owner=two\nlines")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.isInstanceOfSatisfying(MigrationException.class, (ex) -> assertThat(ex).hasMessage(
						"spring.migrations.placeholders: The value of the placeholder 'owner' has a line end.")));
	}

	@Test
	void copiesTheDatabaseBeforeItIsChanged(CapturedOutput output) {
		Path copies = this.folder.resolve("a folder/copies");
		withSqliteAndFiles().run(MigrationsAutoConfigurationTests::run);
		withSqlite()
			.withPropertyValues(locations("002_more.sql", "CREATE TABLE more (id INTEGER);"),
					"spring.migrations.backup=" + copies, "spring.migrations.backup-keep=1")
			.run(MigrationsAutoConfigurationTests::run);
		assertThat(copies).isDirectoryContaining((copy) -> output.toString()
			.contains("Database 'dataSource': copied to %s before it is changed".formatted(copy)));
	}

	@Test
	void refusesToKeepNoCopy() {
		withSqlite().withPropertyValues("spring.migrations.backup-keep=0")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.isInstanceOfSatisfying(MigrationException.class, (ex) -> {
					assertThat(ex).hasMessage("spring.migrations.backup-keep=0 is no number of copies to keep.");
					assertThat(ex.getAction())
						.isEqualTo("Write 1 or more; to make no copies remove spring.migrations.backup.");
				}));
	}

	@Test
	void usesAConnectionOfItsOwn() {
		Path own = this.folder.resolve("own");
		TestFiles.locations(own);
		withSqliteAndFiles().withPropertyValues("spring.migrations.url=" + TestFiles.url(own)).run((context) -> {
			run(context);
			assertThat(TestFiles.tables(own)).contains("things");
			assertThat(TestFiles.tables(this.folder)).isEmpty();
			assertThat(context.getBean(Migrations.class).all()).extracting(Migrator::name)
				.containsExactly("dataSource");
		});
	}

	@Test
	void usesAConnectionOfItsOwnWithoutADataSource() {
		this.withoutDatabase.withPropertyValues(locations(ONE), "spring.migrations.url=" + TestFiles.url(this.folder))
			.run((context) -> {
				run(context);
				assertThat(TestFiles.tables(this.folder)).contains("things");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "eager", "lazy" })
	void usesTheUrlOfTheDataSourceForItsOwnUser(String fetch) {
		withSqliteAndFiles()
			.withPropertyValues("spring.migrations.user=me", "spring.migrations.password=secret",
					"spring.datasource.connection-fetch=" + fetch)
			.run((context) -> {
				run(context);
				assertThat(TestFiles.tables(this.folder)).contains("things");
				HikariDataSource pool = DataSourceUnwrapper.unwrap(context.getBean(DataSource.class),
						HikariDataSource.class);
				assertThat(pool).isNotNull().extracting(HikariDataSource::getHikariPoolMXBean).isNull();
			});
	}

	@Test
	void refusesAUserWithoutAUrl() {
		this.withoutDatabase.withPropertyValues("spring.migrations.user=me")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.isInstanceOfSatisfying(MigrationException.class, (ex) -> {
					assertThat(ex)
						.hasMessage("spring.migrations.user is set, but the URL of the database is not known.");
					assertThat(ex.getAction()).isEqualTo("Set spring.migrations.url as well.");
				}));
	}

	@ParameterizedTest
	@ValueSource(strings = { "eager", "lazy" })
	void theStatusDoesNotCreateASqliteFile(String fetch) {
		withSqliteAndFiles().withPropertyValues("spring.datasource.connection-fetch=" + fetch).run((context) -> {
			assertThat(migrator(context, "dataSource").status().state()).isEqualTo(State.PENDING);
			assertThat(this.folder.resolve("test.db")).doesNotExist();
		});
	}

	@Test
	void saysWhatIsPendingWhereNothingRuns(CapturedOutput output) {
		withSqliteAndFiles().withPropertyValues("spring.migrations.run-on=never").run((context) -> {
			context.getBean(ReadyListener.class).ready();
			context.getBean(ReadyListener.class).ready();
			assertThat(this.folder.resolve("test.db")).doesNotExist();
			assertThat(migrator(context, "dataSource").status().pending()).extracting(Status.Pending::version)
				.containsExactly("001");
		});
		assertThat(output.toString().lines()).singleElement()
			.asString()
			.matches(".* Database 'dataSource' \\(SQLite 3[.0-9]+\\): 0 migrations applied, 1 pending, version none; "
					+ "none is run \\(spring\\.migrations\\.run-on=never\\)");
	}

	@Test
	void startsAlsoWhereNothingRunsAndTheDatabaseCannotBeRead(CapturedOutput output) {
		this.contextRunner
			.withPropertyValues("spring.datasource.url=jdbc:h2:mem:never", locations(ONE),
					"spring.migrations.run-on=never")
			.run((context) -> {
				context.getBean(ReadyListener.class).ready();
				assertThat(context).hasNotFailed();
			});
		assertThat(output).contains("The database 'H2' is not supported. Supported are SQLite and PostgreSQL.")
			.contains("No migration is run (spring.migrations.run-on=never)");
	}

	@Test
	void aListenerThatFailsDoesNoHarm(CapturedOutput output) {
		withSqliteAndFiles().withUserConfiguration(FailingListener.class).run((context) -> {
			run(context);
			assertThat(migrator(context, "dataSource").status().state()).isEqualTo(State.UP_TO_DATE);
		});
		assertThat(output).contains("FailingListener$1 failed").contains("listener's own problem");
	}

	@Test
	void putsTheFilesOfTheDefaultLocationIntoANativeImage() {
		RuntimeHints hints = new RuntimeHints();
		new MigrationsRuntimeHints().registerHints(hints, null);
		assertThat(hints).matches(RuntimeHintsPredicates.resource().forResource("db/migrations/001_x.sql"))
			.matches(RuntimeHintsPredicates.resource().forResource("db/migrations/sqlite/002_y.sql"))
			.matches(RuntimeHintsPredicates.resource().forResource("db/migrations/002_y.down.sql"))
			.matches(RuntimeHintsPredicates.resource().forResource("db/migrations/R__views.sql"))
			.matches(RuntimeHintsPredicates.resource().forResource("db/migrations/B10__baseline.sql"))
			.matches(RuntimeHintsPredicates.proxies().forInterfaces(Connection.class))
			.matches(RuntimeHintsPredicates.proxies().forInterfaces(PreparedStatement.class));
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, MigrationsAutoConfiguration.class,
			MigrationsEndpointAutoConfiguration.class, MigrationsHealthAutoConfiguration.class,
			MigrationsInfoAutoConfiguration.class, MigrationsMetricsAutoConfiguration.class,
			MigrationsObservationAutoConfiguration.class, GateAutoConfiguration.class, CommandAutoConfiguration.class })
	static class Everything {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnMigrations {

		@Bean
		Migrations own(DataSource dataSource, MigrationsProperties properties) {
			return new Migrations(List.of(new Migrator("mine", dataSource, dataSource,
					new ResourceScriptSource(properties.getLocations(), true, null),
					Settings.defaults().withTable(new TableName(null, "mine")), MigrationListener.NONE)));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnAvailability {

		@Bean
		ApplicationAvailabilityBean own() {
			return new ApplicationAvailabilityBean();
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

		static DataSource dataSource(Environment environment, String name) {
			SQLiteDataSource dataSource = new SQLiteDataSource();
			dataSource.setUrl("jdbc:sqlite:" + environment.getProperty("test.folder") + "/" + name + ".db");
			return dataSource;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PrimaryDataSource {

		@Bean
		@Primary
		DataSource one(Environment environment) {
			return TwoDataSources.dataSource(environment, "one");
		}

		@Bean
		@Lazy
		DataSource other(Environment environment) {
			return TwoDataSources.dataSource(environment, "other");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FailingListener {

		@Bean
		MigrationListener failing() {
			return new MigrationListener() {

				@Override
				public void applied(String database, String version, String description, Duration duration) {
					throw new IllegalStateException("listener's own problem");
				}

			};
		}

	}

}
