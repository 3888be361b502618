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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.actuate.endpoint.CompositeHealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import io.github.migrations.engine.MigrationException;
import io.github.migrations.engine.State;
import io.github.migrations.tenant.CurrentTenant;
import io.github.migrations.tenant.TenantDataSource;
import io.github.migrations.tenant.TenantDatabases;
import io.github.migrations.tenant.TenantException;
import io.github.migrations.tenant.Tenants;
import io.github.migrations.tenant.TenantsStatus;
import io.github.migrations.test.TestPostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TenantsAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class TenantsAutoConfigurationTests {

	private static final String ACTION = "Define one bean of type io.github.migrations.tenant.CurrentTenant: its method "
			+ "get() returns the tenant of the current thread, by the request, the user who is logged in, or whatever "
			+ "the application has, and null where there is none.";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class, MigrationsAutoConfiguration.class,
				TenantsAutoConfiguration.class));

	private ApplicationContextRunner withFiles() {
		return withScripts(this.contextRunner).withUserConfiguration(CurrentTenantConfiguration.class);
	}

	private ApplicationContextRunner withSchemas() {
		TestFiles.locations(this.folder.resolve("tenant-scripts"), "001_jobs.sql", "CREATE TABLE jobs (id INTEGER);");
		return this.contextRunner.withUserConfiguration(CurrentTenantConfiguration.class)
			.withPropertyValues("spring.migrations.tenants.schemas=user_{tenant}",
					"spring.migrations.tenants.locations=file:" + this.folder.resolve("tenant-scripts"));
	}

	private ApplicationContextRunner withScripts(ApplicationContextRunner runner) {
		TestFiles.locations(this.folder.resolve("tenant-scripts"), "001_jobs.sql", "CREATE TABLE jobs (id INTEGER);",
				"002_more.sql", "CREATE TABLE more (id INTEGER);");
		return runner.withPropertyValues(TestFiles.sqlite(this.folder),
				"spring.migrations.tenants.files=file:" + this.folder.resolve("users") + "/{tenant}.db",
				"spring.migrations.tenants.locations=file:" + this.folder.resolve("tenant-scripts"));
	}

	private List<String> tables(String tenant) {
		return TestFiles.query("jdbc:sqlite:" + this.folder.resolve("users/" + tenant + ".db"),
				"SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
	}

	private static DataSource tenantDataSource(BeanFactory context) {
		return context.getBean("tenantDataSource", DataSource.class);
	}

	private static void connect(BeanFactory context, String tenant) throws SQLException {
		context.getBean(Current.class).tenant = tenant;
		tenantDataSource(context).getConnection().close();
	}

	@Test
	void makesNothingWhereNoTenantsAreConfigured() {
		this.contextRunner.withPropertyValues(TestFiles.sqlite(this.folder))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("tenantDataSource")
				.doesNotHaveBean(Tenants.class)
				.doesNotHaveBean(TenantMigrations.class));
	}

	@Test
	void leadsEachTenantToAMigratedDatabase() {
		withFiles().run((context) -> {
			connect(context, "ann");
			connect(context, "bob");
			assertThat(tables("ann")).containsExactly("jobs", "more", "schema_migrations", "schema_migrations_details");
			JdbcClient jdbc = JdbcClient.create(tenantDataSource(context));
			jdbc.sql("INSERT INTO jobs VALUES (7)").update();
			assertThat(jdbc.sql("SELECT id FROM jobs").query(Integer.class).list()).containsExactly(7);
			context.getBean(Current.class).tenant = "ann";
			assertThat(jdbc.sql("SELECT id FROM jobs").query(Integer.class).list()).isEmpty();
			assertThat(context.getBean(TenantMigrations.class).names()).containsExactly("ann", "bob");
		});
	}

	@Test
	void aTenantCanBeNamedAndOneThatIsNotKnownIsRefused() {
		withFiles().run((context) -> {
			context.getBean(Current.class).tenant = null;
			DataSource dataSource = tenantDataSource(context);
			assertThatExceptionOfType(TenantException.class).isThrownBy(dataSource::getConnection)
				.withMessage("No tenant is known for this thread: the bean of type CurrentTenant says null.");
			dataSource.unwrap(TenantDataSource.class).getConnection("cem").close();
			assertThat(tables("cem")).contains("jobs", "more");
		});
	}

	@Test
	void theApplicationsOwnDatabaseStaysTheOneThatIsMeant() {
		TestFiles.locations(this.folder.resolve("scripts"), "001_things.sql", "CREATE TABLE things (id INTEGER);");
		withFiles().withPropertyValues("spring.migrations.locations=file:" + this.folder.resolve("scripts"))
			.run((context) -> {
				assertThat(context.getBean(Migrations.class).all()).singleElement()
					.satisfies((migrator) -> assertThat(migrator.name()).isEqualTo("dataSource"));
				assertThat(context.getBean(Owner.class).dataSource()).isSameAs(context.getBean("dataSource"));
				context.getBean(MigrationsRunner.class).run();
				assertThat(TestFiles.tables(this.folder)).contains("things").doesNotContain("jobs");
				assertThat(this.folder.resolve("users")).doesNotExist();
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "application-ready", "startup", "first-connection" })
	void worksInEveryModeOfTheOwnDatabase(String runOn) {
		withFiles().withPropertyValues("spring.migrations.run-on=" + runOn).run((context) -> {
			connect(context, "ann");
			assertThat(tables("ann")).contains("jobs", "more");
			assertThat(tenantDataSource(context)).isInstanceOf(TenantRoutingDataSource.class);
		});
	}

	@Test
	void needsNoDatabaseOfItsOwn() {
		withScripts(new ApplicationContextRunner().withConfiguration(
				AutoConfigurations.of(MigrationsAutoConfiguration.class, TenantsAutoConfiguration.class)))
			.withUserConfiguration(CurrentTenantConfiguration.class)
			.run((context) -> {
				assertThat(context.getBean(Migrations.class).all()).isEmpty();
				connect(context, "ann");
				assertThat(tables("ann")).contains("jobs", "more");
			});
	}

	@Test
	void refusesToStartWhereNobodySaysWhoTheTenantIs() {
		withScripts(this.contextRunner).run((context) -> assertRefused(context.getStartupFailure(),
				"Databases of tenants are configured (spring.migrations.tenants), but no bean says who the current tenant is.",
				ACTION));
	}

	@Test
	void refusesToStartWhereSeveralBeansSayWhoTheTenantIs() {
		withFiles().withBean("other", CurrentTenant.class, () -> () -> "x")
			.run((context) -> assertRefused(context.getStartupFailure(),
					"There are several beans that say who the current tenant is: current, other.", ACTION));
	}

	@ParameterizedTest
	@ValueSource(strings = { "./data/users.db", "data/{tenant}/users.db", "{tenant}/{tenant}.db" })
	void refusesAPatternThatIsNone(String pattern) {
		withFiles().withPropertyValues("spring.migrations.tenants.files=file:" + pattern)
			.run((context) -> assertRefused(context.getStartupFailure(),
					"spring.migrations.tenants.files: '%s' has to hold {tenant} once, in the name of the file."
						.formatted(pattern),
					"Write the path of a file with {tenant} in place of the tenant's name, such as "
							+ "file:./data/users/{tenant}.db."));
	}

	@ParameterizedTest
	@CsvSource({ "max-open=0, With 0 connections in all and 4 for one tenant nobody would get any",
			"max-per-tenant=-1, With 100 connections in all and -1 for one tenant nobody would get any",
			"idle-timeout=0s, 'PT0S is no time without use, or PT30S no time to wait'",
			"max-wait=-1s, 'PT1M is no time without use, or PT-1S no time to wait'" })
	void refusesAPoolThatGivesNobodyAConnection(String property, String reason) {
		withFiles().withPropertyValues("spring.migrations.tenants.pool." + property)
			.run((context) -> assertRefused(context.getStartupFailure(),
					"spring.migrations.tenants.pool: %s.".formatted(reason),
					"Set spring.migrations.tenants.pool.max-open and spring.migrations.tenants.pool.max-per-tenant to 1 "
							+ "or more, spring.migrations.tenants.pool.idle-timeout to more than 0, and "
							+ "spring.migrations.tenants.pool.max-wait to 0 or more."));
	}

	@Test
	void refusesFilesAndSchemasTogether() {
		withFiles().withPropertyValues("spring.migrations.tenants.schemas=t_{tenant}")
			.run((context) -> assertRefused(context.getStartupFailure(),
					"spring.migrations.tenants.files and spring.migrations.tenants.schemas are both set, and a tenant has "
							+ "only one database.",
					"Remove one of them."));
	}

	@Test
	void understandsEveryWayToWriteAFile() {
		Path users = this.folder.resolve("us ers");
		for (String pattern : List.of(users + "/{tenant}.db", "file:" + users + "/{tenant}.db",
				"file://" + users.toString().replace(" ", "%20") + "/{tenant}.db")) {
			withFiles().withPropertyValues("spring.migrations.tenants.files=" + pattern).run((context) -> {
				connect(context, "ann");
				assertThat(users.resolve("ann.db")).as(pattern).exists();
				Files.delete(users.resolve("ann.db"));
			});
		}
	}

	@Test
	void aTenantThatDoesNotExistIsNotCreatedWhereThatIsNotAllowed() {
		withFiles().withPropertyValues("spring.migrations.tenants.create=false").run((context) -> {
			assertThatExceptionOfType(TenantException.class).isThrownBy(() -> connect(context, "ann"))
				.withMessageContaining("spring.migrations.tenants.create=false");
			assertThat(this.folder.resolve("users")).doesNotExist();
		});
	}

	@Test
	void whoNeedsATenantThatSomebodyKeepsLockedWaitsForATimeOfItsOwn() {
		withFiles()
			.withPropertyValues("spring.migrations.lock-retry=1h", "spring.migrations.tenants.lock-retry=100ms",
					"spring.migrations.tenants.create=false")
			.run((context) -> {
				emptyFile("ann");
				try (Connection holder = DriverManager
					.getConnection("jdbc:sqlite:" + this.folder.resolve("users/ann.db"));
						Statement statement = holder.createStatement()) {
					statement.execute("BEGIN EXCLUSIVE");
					assertThatExceptionOfType(TenantException.class).isThrownBy(() -> connect(context, "ann"))
						.withMessageContaining("another process has kept it locked")
						.satisfies((ex) -> assertThat(ex.getCause()).isInstanceOfSatisfying(MigrationException.class,
								(cause) -> assertThat(cause.getAction())
									.endsWith("is set by spring.migrations.tenants.lock-retry.")));
				}
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.migrations.enabled=false", "spring.migrations.run-on=never" })
	void opensWhatThereIsAndMigratesNothingWhereMigrationsAreSwitchedOff(String property) throws Exception {
		emptyFile("ann");
		withFiles().withPropertyValues(property).run((context) -> {
			connect(context, "ann");
			assertThat(tables("ann")).isEmpty();
			assertThatExceptionOfType(TenantException.class).isThrownBy(() -> connect(context, "new"))
				.withMessage("The database of tenant 'new' is not migrated: There is no database, and none is created, "
						+ "because nothing is migrated (%s).".formatted(property));
			assertThat(this.folder.resolve("users/new.db")).doesNotExist();
			if (property.contains("enabled")) {
				assertThat(context).doesNotHaveBean(TenantMigrations.class);
			}
		});
	}

	private void emptyFile(String tenant) throws IOException {
		Files.createDirectories(this.folder.resolve("users"));
		Files.createFile(this.folder.resolve("users/" + tenant + ".db"));
	}

	@Test
	void usesTheDatabasesOfTheApplication() {
		withFiles().withBean(TenantDatabases.class, () -> new Numbered(this.folder)).run((context) -> {
			connect(context, "7");
			assertThat(TestFiles.query("jdbc:sqlite:" + this.folder.resolve("number-7.db"),
					"SELECT version FROM schema_migrations"))
				.containsExactly("001", "002");
		});
	}

	@Test
	void givesEachTenantASchemaOfTheApplicationsDatabase() {
		try (TestPostgres.Database database = TestPostgres.createDatabase()) {
			withSchemas()
				.withPropertyValues("spring.datasource.url=" + database.url(),
						"spring.datasource.username=" + database.username(),
						"spring.datasource.password=" + database.password())
				.run((context) -> {
					connect(context, "ann");
					connect(context, "bob");
					JdbcClient own = JdbcClient.create(context.getBean(Owner.class).required());
					assertThat(own.sql("SELECT schemaname FROM pg_tables WHERE tablename = 'jobs' ORDER BY 1")
						.query(String.class)
						.list()).containsExactly("user_ann", "user_bob");
					assertThat(context.getBean(TenantMigrations.class).names()).containsExactly("ann", "bob");
				});
		}
	}

	@Test
	void refusesSchemasWithoutADatabaseThatTheyAreIn() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(MigrationsAutoConfiguration.class, TenantsAutoConfiguration.class))
			.withUserConfiguration(CurrentTenantConfiguration.class)
			.withPropertyValues("spring.migrations.tenants.schemas=user_{tenant}")
			.run((context) -> assertRefused(context.getStartupFailure(),
					"spring.migrations.tenants.schemas is set, but there is no DataSource that the schemas are in.",
					"Define one (spring.datasource.url), or mark one of several with @Primary."));
	}

	@Test
	void newTenantsAreCopiesOfATemplateOnRequest() {
		withFiles().withPropertyValues("spring.migrations.tenants.template=true").run((context) -> {
			TestFiles.locations(this.folder.resolve("tenant-scripts"), "003_random.sql",
					"CREATE TABLE random (value BLOB);\nINSERT INTO random VALUES (randomblob(20));");
			connect(context, "ann");
			connect(context, "bob");
			List<String> values = Stream.of("ann", "bob")
				.flatMap((tenant) -> TestFiles
					.query("jdbc:sqlite:" + this.folder.resolve("users/" + tenant + ".db"),
							"SELECT hex(value) FROM random")
					.stream())
				.toList();
			assertThat(values).hasSize(2).containsOnly(values.get(0));
			assertThat(context.getBean(TenantMigrations.class).status().byVersion())
				.containsExactly(Map.entry("003", 2L));
		});
	}

	@Test
	void withoutATemplateEachTenantRunsTheScripts() {
		withFiles().run((context) -> {
			TestFiles.locations(this.folder.resolve("tenant-scripts"), "003_random.sql",
					"CREATE TABLE random (value BLOB);\nINSERT INTO random VALUES (randomblob(20));");
			connect(context, "ann");
			connect(context, "bob");
			assertThat(TestFiles.query("jdbc:sqlite:" + this.folder.resolve("users/ann.db"),
					"SELECT hex(value) FROM random"))
				.isNotEqualTo(TestFiles.query("jdbc:sqlite:" + this.folder.resolve("users/bob.db"),
						"SELECT hex(value) FROM random"));
		});
	}

	@Test
	void keepsACopyOfAFileBeforeItIsMigrated() throws IOException {
		emptyFile("ann");
		JdbcClient.create(new DriverManagerDataSource("jdbc:sqlite:" + this.folder.resolve("users/ann.db")))
			.sql("CREATE TABLE own (id INTEGER)")
			.update();
		withFiles().withPropertyValues("spring.migrations.tenants.safety-copy=" + this.folder.resolve("copies"))
			.run((context) -> {
				connect(context, "ann");
				connect(context, "new");
				assertThat(tables("ann")).contains("own", "jobs");
				TenantMigrations tenants = context.getBean(TenantMigrations.class);
				String copy = tenants.restore("ann", null);
				assertThat(this.folder.resolve("copies").resolve(copy)).exists();
				assertThat(tables("ann")).containsExactly("own");
				connect(context, "ann");
				assertThat(tables("ann")).as("migrated again").contains("own", "jobs");
				assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> tenants.restore("new", null))
					.withMessage("There is no safety copy of the database of tenant 'new' in %s."
						.formatted(this.folder.resolve("copies")));
			});
	}

	@ParameterizedTest
	@CsvSource(delimiter = ':', textBlock = """
			template=true      : template is for tenants that have a file or a database each, and these have neither.
			safety-copy=copies : safety-copy is for tenants that have a file each, and these have none.
			""")
	void refusesForSchemasWhatIsForFiles(String property, String message) {
		withSchemas().withPropertyValues(TestFiles.sqlite(this.folder), "spring.migrations.tenants." + property)
			.run((context) -> assertRefused(context.getStartupFailure(), "spring.migrations.tenants." + message,
					"Remove the property."));
	}

	@Test
	void refusesToStartWithoutThePool() {
		withFiles().withClassLoader(new FilteredClassLoader("org.apache.commons.dbcp2"))
			.run((context) -> assertRefused(context.getStartupFailure(),
					"Databases of tenants are configured (spring.migrations.tenants), but the pool for their connections "
							+ "is not on the class path.",
					"Add the dependency org.apache.commons:commons-dbcp2, which the starter brings along."));
	}

	@Test
	void needsNoPoolWhereThereAreNoTenants() {
		this.contextRunner.withPropertyValues(TestFiles.sqlite(this.folder))
			.withClassLoader(new FilteredClassLoader("org.apache.commons.dbcp2"))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void healthDoesNotAskForATenant() {
		withScripts(new ApplicationContextRunner().withUserConfiguration(Everything.class))
			.withPropertyValues("management.endpoints.web.exposure.include=*")
			.run((context) -> {
				context.getBean(MigrationsRunner.class).run();
				assertThat(context.getBean(HealthEndpoint.class).health())
					.isInstanceOfSatisfying(CompositeHealthDescriptor.class, (health) -> {
						assertThat(health.getComponents()).hasEntrySatisfying("db",
								(db) -> assertThat(db.getStatus()).isEqualTo(Status.UP));
						assertThat(health.getComponents()).hasEntrySatisfying("migrations",
								(migrations) -> assertThat(migrations.getStatus()).isEqualTo(Status.UP));
					});
				assertThat(this.folder.resolve("users")).doesNotExist();
			});
	}

	@Test
	void aMissingLocationIsNamedByItsProperty() {
		withFiles().withPropertyValues("spring.migrations.tenants.locations=file:/missing/place").run((context) -> {
			assertThatExceptionOfType(TenantException.class).isThrownBy(() -> connect(context, "ann"))
				.withMessageContaining(
						"the location 'file:/missing/place' (spring.migrations.tenants.locations) does not exist. Create the "
								+ "folder, or correct the property");
		});
	}

	@Test
	void knowsWhatTenantsAreLike(CapturedOutput output) throws IOException {
		emptyFile("unread");
		Files.writeString(this.folder.resolve("users/broken.db"), "This is no database, whatever its name may say.");
		withFiles().run((context) -> {
			connect(context, "ann");
			connect(context, "bob");
			assertThatExceptionOfType(TenantException.class).isThrownBy(() -> connect(context, "broken"));
			TenantMigrations tenants = context.getBean(TenantMigrations.class);
			TenantsStatus status = tenants.status();
			assertThat(status.total()).isEqualTo(4);
			assertThat(status.byVersion()).containsOnly(Map.entry("002", 2L));
			assertThat(status.byState()).containsOnly(Map.entry(State.UP_TO_DATE, 2L), Map.entry(State.FAILED, 1L));
			assertThat(status.unread()).isEqualTo(1);
			assertThat(status.migrating()).isEmpty();
			assertThat(status.failed()).containsOnlyKeys("broken");
			assertThat(status.rate()).isPositive();
			TenantsStatus read = tenants.read(tenants.names());
			assertThat(read.byState()).containsOnly(Map.entry(State.UP_TO_DATE, 2L), Map.entry(State.PENDING, 1L),
					Map.entry(State.FAILED, 1L));
			assertThat(read.byVersion()).containsExactly(Map.entry("002", 2L), Map.entry("none", 1L));
			assertThat(Objects.requireNonNull(tenants.find("ann")).status().version()).isEqualTo("002");
			assertThat(tenants.find("nobody")).isNull();
			assertThat(tenants.find("n".repeat(300))).isNull();
		});
		assertThat(output).containsOnlyOnce("Tenant 'broken' is not migrated, the others are not held up by that: ")
			.doesNotContain("Tenant 'ann'");
	}

	static void assertRefused(@Nullable Throwable failure, String message, String action) {
		Throwable refusal = failure;
		while (refusal != null && !(refusal instanceof MigrationException)) {
			refusal = refusal.getCause();
		}
		assertThat(refusal).isInstanceOfSatisfying(MigrationException.class, (ex) -> {
			assertThat(ex).hasMessage(message);
			assertThat(ex.getAction()).isEqualTo(action);
		});
	}

	/**
	 * Everything that Spring Boot finds.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Everything extends CurrentTenantConfiguration {

	}

	/**
	 * The application says who the tenant is.
	 */
	@Configuration(proxyBeanMethods = false)
	static class CurrentTenantConfiguration {

		@Bean
		Current current() {
			return new Current();
		}

		@Bean
		Owner owner(ObjectProvider<DataSource> dataSource) {
			return new Owner(dataSource.getIfAvailable());
		}

	}

	/**
	 * A bean that says nothing about which DataSource it means.
	 */
	record Owner(@Nullable DataSource dataSource) {

		DataSource required() {
			return Objects.requireNonNull(this.dataSource);
		}

	}

	/**
	 * The tenant of this test.
	 */
	static final class Current implements CurrentTenant {

		private @Nullable String tenant = "nobody";

		@Override
		public @Nullable String get() {
			return this.tenant;
		}

	}

	/**
	 * What an application may have.
	 */
	private record Numbered(Path folder) implements TenantDatabases {

		@Override
		public Connection open(String tenant) throws SQLException {
			Connection connection = DriverManager
				.getConnection("jdbc:sqlite:" + this.folder.resolve("number-" + tenant + ".db"));
			try (Statement statement = connection.createStatement()) {
				statement.execute("PRAGMA foreign_keys = ON");
			}
			return connection;
		}

		@Override
		public boolean exists(String tenant) {
			return Files.exists(this.folder.resolve("number-" + tenant + ".db"));
		}

		@Override
		public Stream<String> names() {
			return Stream.of("7");
		}

		@Override
		public boolean isPooled() {
			return true;
		}

	}

}
