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
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;

import org.springframework.beans.factory.BeanNotOfRequiredTypeException;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.AbstractDataSource;

import io.github.migrations.actuate.MigrationsEndpoint;
import io.github.migrations.engine.MigrationException;
import io.github.migrations.engine.Migrator;
import io.github.migrations.engine.State;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What {@code spring.migrations.run-on=first-connection} promises.
 */
@ExtendWith(OutputCaptureExtension.class)
class FirstConnectionTests {

	private static final String APPLIED = "applied 001 Things";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	private ApplicationContextRunner withFile(String text) {
		return new ApplicationContextRunner().withUserConfiguration(App.class)
			.withPropertyValues("spring.migrations.run-on=first-connection", TestFiles.sqlite(this.folder),
					locations(text), "test.folder=" + this.folder, "management.endpoints.web.exposure.include=*",
					"spring.main.web-application-type=none");
	}

	private ApplicationContextRunner withFile() {
		return withFile("CREATE TABLE things (id INTEGER);");
	}

	private String locations(String text) {
		return TestFiles.locations(this.folder.resolve("scripts"), "001_things.sql", text);
	}

	@Test
	void theFirstConnectionMigratesAndLaterOnesDoNot(CapturedOutput output) {
		withFile().run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(this.folder.resolve("test.db")).doesNotExist();
			JdbcClient client = context.getBean(JdbcClient.class);
			assertThat(client.sql("SELECT count(*) FROM things").query(Integer.class).single()).isZero();
			TestFiles.locations(this.folder.resolve("scripts"), "002_late.sql", "CREATE TABLE late (id INTEGER);");
			assertThat(client.sql("SELECT count(*) FROM things").query(Integer.class).single()).isZero();
		});
		assertThat(output).containsOnlyOnce(APPLIED).doesNotContain("Late");
		assertThat(TestFiles.tables(this.folder)).contains("things").doesNotContain("late");
	}

	@ParameterizedTest
	@ValueSource(strings = { "eager", "lazy" })
	void worksHoweverThePoolFetchesItsConnections(String fetch) {
		withFile().withPropertyValues("spring.datasource.connection-fetch=" + fetch).run((context) -> {
			assertThat(context).hasNotFailed();
			JdbcClient client = context.getBean(JdbcClient.class);
			assertThat(client.sql("SELECT count(*) FROM things").query(Integer.class).single()).isZero();
		});
	}

	@Test
	void thePoolCanStillBeInjectedAndUnwrapped() {
		withFile().withUserConfiguration(NeedsPool.class).run((context) -> {
			assertThat(context).hasNotFailed();
			HikariDataSource pool = context.getBean(NeedsPool.class).pool;
			assertThat(pool.getJdbcUrl()).isEqualTo(TestFiles.url(this.folder));
			assertThat(pool.isWrapperFor(HikariDataSource.class)).isTrue();
			assertThat(pool.isWrapperFor(SQLiteDataSource.class)).isFalse();
			assertThat(pool.unwrap(HikariDataSource.class).getPoolName()).isEqualTo(pool.getPoolName());
			assertThat(DataSourceUnwrapper.unwrap(pool, HikariDataSource.class)).isNotNull();
			assertThat(this.folder.resolve("test.db")).doesNotExist();
			pool.getConnection().close();
			assertThat(TestFiles.tables(this.folder)).contains("things");
			assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isPositive();
		});
	}

	@Test
	void concurrentCallersMigrateOnce(CapturedOutput output) throws Exception {
		ExecutorService callers = Executors.newFixedThreadPool(8);
		try {
			withFile().run((context) -> {
				DataSource dataSource = context.getBean(DataSource.class);
				Callable<List<String>> call = () -> {
					try (Connection connection = dataSource.getConnection()) {
						return TestFiles.tables(this.folder);
					}
				};
				List<Future<List<String>>> calls = new ArrayList<>();
				for (int i = 0; i < 8; i++) {
					calls.add(callers.submit(call));
				}
				for (Future<List<String>> each : calls) {
					assertThat(each.get()).contains("things");
				}
			});
		}
		finally {
			callers.shutdown();
		}
		assertThat(output).containsOnlyOnce(APPLIED);
	}

	@Test
	void aFailureGoesToTheCallersAndIsTriedAgainLater() {
		withFile("INSERT INTO missing VALUES (1);").run((context) -> {
			DataSource dataSource = context.getBean(DataSource.class);
			assertThatExceptionOfType(SQLException.class).isThrownBy(dataSource::getConnection)
				.withMessageStartingWith("The database 'dataSource' is not migrated: Migration 001 (Things) failed at "
						+ this.folder.resolve("scripts/001_things.sql:1"))
				.withCauseInstanceOf(MigrationException.class);
			assertThatExceptionOfType(SQLException.class).isThrownBy(dataSource::getConnection);
			assertThat(context.getSourceApplicationContext().isActive()).isTrue();
			locations("CREATE TABLE things (id INTEGER);");
			Awaitility.await().until(() -> {
				try (Connection connection = dataSource.getConnection()) {
					return connection.isValid(1);
				}
				catch (SQLException ex) {
					return false;
				}
			});
			assertThat(TestFiles.tables(this.folder)).contains("things");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "eager", "lazy" })
	void endpointHealthAndStatusDoNotTriggerIt(String fetch) {
		withFile().withPropertyValues("spring.datasource.connection-fetch=" + fetch).run((context) -> {
			context.getBean(ReadyListener.class).ready();
			assertThat(context.getBean(MigrationsEndpoint.class).databases().toString()).contains("state=PENDING");
			HealthIndicator health = context.getBean("migrationsHealthIndicator", HealthIndicator.class);
			assertThat(health.health()).isNotNull().extracting(Health::getStatus).hasToString("OUT_OF_SERVICE");
			assertThat(migrator(context.getBean(Migrations.class)).status().state()).isEqualTo(State.PENDING);
			assertThat(this.folder.resolve("test.db")).doesNotExist();
		});
	}

	@Test
	void theMigratorItselfIsNotHeldBack() {
		withFile().run((context) -> {
			assertThat(migrator(context.getBean(Migrations.class)).migrate(null).state()).isEqualTo(State.UP_TO_DATE);
			context.getBean(DataSource.class).getConnection().close();
		});
	}

	@Test
	void healthAndMetricsOfThePoolKeepWorking() {
		withFile().withUserConfiguration(Meters.class).run((context) -> {
			assertThat(context).hasNotFailed();
			HealthIndicator health = context.getBean("dbHealthContributor", HealthIndicator.class);
			assertThat(health.health()).isNotNull().extracting(Health::getStatus).hasToString("UP");
			assertThat(TestFiles.tables(this.folder)).contains("things");
			MeterRegistry meters = context.getBean(MeterRegistry.class);
			assertThat(meters.get("hikaricp.connections.max").gauge().value()).isEqualTo(10);
			assertThat(meters.get("jdbc.connections.max").gauge().value()).isEqualTo(10);
		});
	}

	@Test
	void aDataSourceThatIsNotManagedIsLetThrough() {
		withFile().withUserConfiguration(Unmanaged.class).run((context) -> {
			assertThat(context).hasNotFailed();
			SQLiteDataSource other = context.getBean("unmanaged", SQLiteDataSource.class);
			other.getConnection().close();
			assertThat(this.folder.resolve("other.db")).exists();
			assertThat(this.folder.resolve("test.db")).doesNotExist();
		});
	}

	@Test
	void aBeanWhoseClassIsFinalIsRefusedByNameWhereItIsInjectedByThatClass() {
		withFile().withUserConfiguration(FinalDataSource.class).run((context) -> {
			assertThat(context).hasNotFailed();
			context.getBean(DataSource.class).getConnection().close();
			assertThat(TestFiles.tables(this.folder)).contains("things");
			assertThatExceptionOfType(BeanNotOfRequiredTypeException.class)
				.isThrownBy(() -> context.getBean("finalOne", FinalDataSource.Final.class))
				.withMessageContaining("'finalOne'");
		});
	}

	@Test
	void anApplicationThatConnectsWhileItStartsFindsItsTables() {
		withFile().withUserConfiguration(ConnectsEarly.class)
			.run((context) -> assertThat(context).hasNotFailed()
				.getBean(ConnectsEarly.class)
				.extracting((bean) -> bean.rows)
				.isEqualTo(0));
	}

	@Test
	void refusesFilesWithoutADatabaseWhenReady() {
		withFile()
			.withPropertyValues("spring.autoconfigure.exclude="
					+ "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
			.run((context) -> assertThatExceptionOfType(MigrationException.class)
				.isThrownBy(() -> context.getBean(ReadyListener.class).ready())
				.withMessageContaining("but no DataSource to run them against"));
	}

	private static Migrator migrator(Migrations migrations) {
		return Objects.requireNonNull(migrations.find("dataSource"));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class App {

	}

	@Configuration(proxyBeanMethods = false)
	static class NeedsPool {

		private final HikariDataSource pool;

		NeedsPool(HikariDataSource pool) {
			this.pool = pool;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Meters {

		@Bean
		SimpleMeterRegistry registry() {
			return new SimpleMeterRegistry();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Unmanaged {

		@Bean(defaultCandidate = false)
		SQLiteDataSource unmanaged(Environment environment) {
			SQLiteDataSource dataSource = new SQLiteDataSource();
			dataSource.setUrl("jdbc:sqlite:" + environment.getProperty("test.folder") + "/other.db");
			return dataSource;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FinalDataSource {

		@Bean
		DataSource finalOne(Environment environment) {
			return new Final(environment.getRequiredProperty("spring.datasource.url"));
		}

		static final class Final extends AbstractDataSource {

			private final String url;

			private Final(String url) {
				this.url = url;
			}

			@Override
			public Connection getConnection() throws SQLException {
				return DriverManager.getConnection(this.url);
			}

			@Override
			public Connection getConnection(String username, String password) throws SQLException {
				return getConnection();
			}

		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ConnectsEarly {

		private final int rows;

		ConnectsEarly(JdbcClient client) {
			this.rows = client.sql("SELECT count(*) FROM things").query(Integer.class).single();
		}

	}

}
