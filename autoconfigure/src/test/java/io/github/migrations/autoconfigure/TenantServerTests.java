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
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import io.github.migrations.engine.MigrationException;
import io.github.migrations.tenant.CurrentTenant;
import io.github.migrations.tenant.TenantDataSource;
import io.github.migrations.test.TestPostgres;
import io.github.migrations.test.TestServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A PostgreSQL database for each tenant, by properties.
 */
class TenantServerTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	@SuppressWarnings("NullAway.Init")
	private TestServer server;

	@BeforeEach
	void open() {
		this.server = TestServer.create();
		TestFiles.locations(this.folder.resolve("tenant-scripts"), "001_jobs.sql",
				"CREATE TABLE jobs AS SELECT gen_random_uuid() AS id;");
	}

	@AfterEach
	void close() {
		this.server.close();
	}

	private ApplicationContextRunner runner() {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
					MigrationsAutoConfiguration.class, TenantsAutoConfiguration.class))
			.withBean(CurrentTenant.class, () -> () -> null)
			.withPropertyValues("spring.migrations.tenants.databases=" + this.server.pattern(),
					"spring.migrations.tenants.locations=file:" + this.folder.resolve("tenant-scripts"));
	}

	private ApplicationContextRunner withServer() {
		TestPostgres.Database own = this.server.own();
		return runner().withPropertyValues("spring.datasource.url=" + own.url(),
				"spring.datasource.username=" + own.username(), "spring.datasource.password=" + own.password());
	}

	private static List<String> ids(BeanFactory context, String tenant) throws SQLException {
		TenantDataSource dataSource = context.getBean("tenantDataSource", DataSource.class)
			.unwrap(TenantDataSource.class);
		try (Connection connection = dataSource.getConnection(tenant)) {
			return JdbcClient.create(new SingleConnectionDataSource(connection, true))
				.sql("SELECT id::text FROM jobs")
				.query(String.class)
				.list();
		}
	}

	@Test
	void givesEachTenantADatabaseOfTheServer() {
		withServer().run((context) -> {
			assertThat(ids(context, "ann")).hasSize(1).isNotEqualTo(ids(context, "Bob"));
			assertThat(this.server.databases()).containsExactly(this.server.prefix() + "=42ob",
					this.server.prefix() + "ann");
			TenantMigrations tenants = context.getBean(TenantMigrations.class);
			assertThat(tenants.names()).containsExactly("Bob", "ann");
			assertThat(tenants.status().byVersion()).containsOnlyKeys("001");
			assertThat(this.server.templates("template")).isEmpty();
		});
	}

	@Test
	void newTenantsAreCopiesOfATemplateOnRequest() {
		withServer().withPropertyValues("spring.migrations.tenants.template=true").run((context) -> {
			assertThat(ids(context, "ann")).hasSize(1).isEqualTo(ids(context, "bob"));
			assertThat(this.server.templates("template")).hasSize(1);
			assertThat(context.getBean(TenantMigrations.class).names()).containsExactly("ann", "bob");
		});
		assertThat(this.server.templates("template")).as("for others, and the next start").hasSize(1);
	}

	@Test
	void connectsAsTheConnectionDetailsSay() {
		TestPostgres.Database own = this.server.own();
		String user = this.server.createUser("CREATEDB");
		runner().withPropertyValues(TestFiles.sqlite(this.folder))
			.withBean(JdbcConnectionDetails.class, () -> new Details(own.url(), () -> user, "secret"))
			.run((context) -> {
				assertThat(ids(context, "ann")).hasSize(1);
				assertThat(this.server.query("SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = '%sann'"
					.formatted(this.server.prefix()))).containsExactly(user);
			});
	}

	@Test
	void connectsAsThePropertiesSayWhereTheApplicationMakesItsDataSource() {
		withServer().withBean("dataSource", DataSource.class, () -> this.server.own().dataSource()).run((context) -> {
			assertThat(context).doesNotHaveBean(JdbcConnectionDetails.class);
			assertThat(ids(context, "ann")).hasSize(1);
		});
	}

	@Test
	void refusesToGuessTheServer() {
		runner().withBean("dataSource", DataSource.class, () -> this.server.own().dataSource())
			.run((context) -> TenantsAutoConfigurationTests.assertRefused(context.getStartupFailure(),
					"spring.migrations.tenants.databases is set, but the server that the databases are on is not known.",
					"Set spring.datasource.url, spring.datasource.username and spring.datasource.password."));
	}

	@Test
	void refusesADatabaseThatIsOnNoServer() {
		runner().withPropertyValues(TestFiles.sqlite(this.folder))
			.run((context) -> TenantsAutoConfigurationTests.assertRefused(context.getStartupFailure(),
					"spring.migrations.tenants.databases is set, but the application's own database is not on a server "
							+ "that holds others.",
					"Use PostgreSQL, by a URL that begins with jdbc:postgresql:, or give each tenant a file: "
							+ "spring.migrations.tenants.files."));
	}

	@ParameterizedTest
	@CsvSource({ "files=x/{tenant}.db, files, databases", "schemas=x_{tenant}, databases, schemas",
			"schemas-query=SELECT 1, databases, schemas" })
	void refusesTwoPlacesForOneTenant(String property, String first, String second) {
		withServer().withPropertyValues("spring.migrations.tenants." + property)
			.run((context) -> TenantsAutoConfigurationTests.assertRefused(context.getStartupFailure(),
					("spring.migrations.tenants.%s and spring.migrations.tenants.%s are both set, and a tenant has only one "
							+ "database.")
						.formatted(first, second),
					"Remove one of them."));
	}

	@ParameterizedTest
	@ValueSource(strings = { "customers", "{tenant}" })
	void refusesAPatternThatIsNone(String pattern) {
		withServer().withPropertyValues("spring.migrations.tenants.databases=" + pattern)
			.run((context) -> TenantsAutoConfigurationTests.assertRefused(context.getStartupFailure(),
					("spring.migrations.tenants.databases: '%s' has to hold {tenant} once, and something besides: "
							+ "otherwise 'postgres' would be a tenant.")
						.formatted(pattern),
					"Write the name of a database with {tenant} in place of the tenant's name, such as "
							+ "customer_{tenant}."));
	}

	@Test
	void refusesSafetyCopiesWhichAreOfFiles() {
		withServer().withPropertyValues("spring.migrations.tenants.safety-copy=copies")
			.run((context) -> TenantsAutoConfigurationTests.assertRefused(context.getStartupFailure(),
					"spring.migrations.tenants.safety-copy is for tenants that have a file each, and these have none.",
					"Remove the property."));
	}

	@Test
	void whatIsKnownIsToldWhereTheServerDoesNotAnswer() {
		TestPostgres.Database own = this.server.own();
		AtomicReference<String> user = new AtomicReference<>(own.username());
		runner().withPropertyValues(TestFiles.sqlite(this.folder))
			.withBean(JdbcConnectionDetails.class, () -> new Details(own.url(), user::get, own.password()))
			.run((context) -> {
				ids(context, "ann");
				user.set("nobody_of_this_name");
				assertThat(context.getBean(TenantMigrations.class).status().total()).isEqualTo(1);
				assertThatExceptionOfType(MigrationException.class)
					.isThrownBy(() -> context.getBean(TenantMigrations.class).names())
					.withMessageStartingWith("The tenants cannot be listed: ");
			});
	}

	/**
	 * What a container or a service binding says.
	 */
	private record Details(String url, Supplier<String> user, String password) implements JdbcConnectionDetails {

		@Override
		public String getJdbcUrl() {
			return this.url;
		}

		@Override
		public String getUsername() {
			return this.user.get();
		}

		@Override
		public String getPassword() {
			return this.password;
		}

	}

}
