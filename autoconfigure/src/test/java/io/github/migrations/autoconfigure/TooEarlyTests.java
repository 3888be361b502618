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

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.SQLException;

import javax.sql.DataSource;

import jakarta.annotation.PostConstruct;
import org.awaitility.Awaitility;
import org.hibernate.tool.schema.spi.SchemaManagementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.github.migrations.test.TestPostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for {@link TooEarlyFailureAnalyzer}, in applications that really fail to start.
 */
@ExtendWith(OutputCaptureExtension.class)
class TooEarlyTests {

	private static final String ACTION = "Let them run before the beans that need them: set spring.migrations.run-on=startup.";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	private void fail(Class<?> source, String... arguments) {
		String locations = TestFiles.locations(this.folder.resolve("scripts"), "001_things.sql",
				"CREATE TABLE things (id INTEGER);", "002_more.sql", "CREATE TABLE more (id INTEGER);");
		SpringApplicationBuilder application = new SpringApplicationBuilder(App.class, source)
			.web(WebApplicationType.NONE)
			.properties(locations, TestFiles.sqlite(this.folder));
		assertThatException().isThrownBy(() -> application.run(arguments));
	}

	@Test
	void namesTheWayOutForABeanThatQueries(CapturedOutput output) {
		fail(Queries.class);
		assertThat(output.toString().replace(System.lineSeparator(), "\n")).contains("""

				Description:

				The application could not start, because a bean needs what pending migrations have not made yet:
				  [SQLITE_ERROR] SQL error or missing database (no such table: things)
				Pending: 001, 002. They run when the application is ready, which comes after its beans are made.

				Action:

				Let them run before the beans that need them: set spring.migrations.run-on=startup.
				""");
	}

	@Test
	void namesTheWayOutOnPostgres(CapturedOutput output) {
		try (TestPostgres.Database database = TestPostgres.createDatabase()) {
			fail(Queries.class, "--spring.datasource.url=" + database.url(),
					"--spring.datasource.username=" + database.username(),
					"--spring.datasource.password=" + database.password());
			assertThat(output).contains("relation \"things\" does not exist").contains(ACTION);
		}
	}

	@Test
	void namesTheWayOutWhereHibernateValidatesTheSchema(CapturedOutput output) {
		fail(Validates.class);
		assertThat(output).contains("  Schema validation: missing table [things]").contains(ACTION);
	}

	@Test
	void saysNothingWhereNothingIsPending(CapturedOutput output) {
		fail(Queries.class, "--spring.migrations.run-on=startup", "--test.table=other");
		fail(Queries.class, "--test.table=other");
		assertThat(output).contains("no such table: other").doesNotContain("run-on=startup.");
	}

	@Test
	void saysNothingAboutOtherFailures(CapturedOutput output) {
		fail(Fails.class);
		assertThat(output).contains("something else").doesNotContain("run-on=startup.");
	}

	@Test
	void saysNothingWhereMigrationsAreSwitchedOff(CapturedOutput output) {
		fail(Queries.class, "--spring.migrations.enabled=false");
		assertThat(output).contains("no such table: things").doesNotContain("run-on=startup.");
	}

	@Test
	void leavesNoPoolBehind(CapturedOutput output) {
		fail(Queries.class, "--spring.datasource.hikari.pool-name=left-behind");
		assertThat(output).contains(ACTION);
		// a pool that is closed does not wait for the end of its threads
		Awaitility.await()
			.untilAsserted(() -> assertThat(ManagementFactory.getThreadMXBean().dumpAllThreads(false, false))
				.noneMatch((thread) -> thread.getThreadName().startsWith("left-behind")));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class App {

	}

	@Configuration(proxyBeanMethods = false)
	static class Queries {

		private final JdbcClient client;

		private final String table;

		Queries(JdbcClient client, Environment environment) {
			this.client = client;
			this.table = environment.getProperty("test.table", "things");
		}

		@PostConstruct
		void query() {
			this.client.sql("SELECT * FROM " + this.table).query().listOfRows();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Validates {

		Validates(DataSource dataSource) throws SQLException {
			dataSource.getConnection().close();
		}

		@PostConstruct
		void validate() {
			throw new IllegalStateException(new SchemaManagementException("Schema validation: missing table [things]"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Fails {

		@PostConstruct
		void fail() {
			throw new IllegalStateException("something else");
		}

	}

}
