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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.task.SimpleAsyncTaskExecutor;

import io.github.migrations.engine.MigrationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What {@code spring.migrations.run-on=application-ready} promises, in applications that
 * really start.
 */
@ExtendWith(OutputCaptureExtension.class)
class ApplicationReadyTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	private SpringApplicationBuilder application(Class<?>... sources) {
		List<Class<?>> all = new ArrayList<>(List.of(sources));
		all.add(App.class);
		return new SpringApplicationBuilder(all.toArray(Class<?>[]::new)).web(WebApplicationType.NONE)
			.properties(properties());
	}

	private Map<String, Object> properties() {
		String locations = TestFiles.locations(this.folder.resolve("scripts"), "001_things.sql",
				"CREATE TABLE things (id INTEGER);");
		return Map.of("spring.migrations.locations", locations.substring(locations.indexOf('=') + 1),
				"spring.datasource.url", TestFiles.url(this.folder), "test.folder", this.folder.toString(),
				"spring.datasource.hikari.maximum-pool-size", "1");
	}

	private String broken() {
		return "--" + TestFiles.locations(this.folder.resolve("broken"), "001_things.sql",
				"CREATE TABLE things (id INTEGER);\nINSERT INTO missing VALUES (1);");
	}

	@Test
	void runsBeforeEveryOtherListener() {
		Early early = new Early();
		try (ConfigurableApplicationContext context = application(Listeners.class).listeners(early).run()) {
			assertThat(TestFiles.tables(this.folder)).contains("things");
			assertThat(early.ready).containsExactly(true);
			assertThat(context.getBean(Listeners.class).ready).containsExactly(true, true);
		}
	}

	@Test
	void runsWithLazyInitialization() {
		try (ConfigurableApplicationContext context = application().run("--spring.main.lazy-initialization=true")) {
			assertThat(TestFiles.tables(this.folder)).contains("things");
			assertReadiness(context, ReadinessState.ACCEPTING_TRAFFIC);
		}
	}

	@Test
	void readinessWaitsAlsoWithAnAsynchronousMulticaster() throws Exception {
		CompletableFuture<ConfigurableApplicationContext> started = new CompletableFuture<>();
		SpringApplicationBuilder application = application(Asynchronous.class, Listeners.class)
			.listeners((ApplicationListener<ApplicationStartedEvent>) (event) -> started
				.complete(event.getApplicationContext()));
		try (SlowMigration migration = new SlowMigration(this.folder.resolve("slow"))) {
			CompletableFuture<ConfigurableApplicationContext> run = CompletableFuture
				.supplyAsync(() -> application.run(migration.arguments()), (task) -> new Thread(task).start());
			migration.awaitRunning();
			ConfigurableApplicationContext context = started.join();
			assertReadiness(context, ReadinessState.REFUSING_TRAFFIC);
			assertThat(context.getBean(Listeners.class).ready).isEmpty();
			assertThat(run).isNotDone();
			migration.release();
			try (ConfigurableApplicationContext finished = run.get()) {
				Awaitility.await().until(() -> finished.getBean(Listeners.class).ready.size() == 2);
				Awaitility.await().untilAsserted(() -> assertReadiness(finished, ReadinessState.ACCEPTING_TRAFFIC));
			}
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { Asynchronous.class, Swallowing.class })
	void stopsWhateverMulticasterThereIs(Class<?> multicaster, CapturedOutput output) {
		CompletableFuture<ConfigurableApplicationContext> started = new CompletableFuture<>();
		SpringApplicationBuilder application = application(multicaster, Listeners.class)
			.listeners((ApplicationListener<ApplicationStartedEvent>) (event) -> started
				.complete(event.getApplicationContext()));
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> application.run(broken()));
		assertThat(started.join().isActive()).isFalse();
		assertThat(output).contains("APPLICATION FAILED TO START");
	}

	@Test
	void stopsWithAnAnalysisThatNamesFileLineStatementAndWhatToDo(CapturedOutput output) {
		Early early = new Early();
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> application().listeners(early).run(broken()));
		assertThat(output.toString().replace(System.lineSeparator(), "\n")).contains("""

				***************************
				APPLICATION FAILED TO START
				***************************

				Description:

				Migration 001 (Things) failed at %1$s:2
				  no such table: missing (SQLITE_ERROR)
				  Statement 2 of 2: INSERT INTO missing VALUES (1)
				Everything that this migration did was rolled back; nothing of it is left.

				Action:

				Correct %1$s and start again; it continues with this migration.
				""".formatted(this.folder.resolve("broken/001_things.sql")));
		assertThat(early.ready).as("the ready event is not published").isEmpty();
		assertThat(TestFiles.tables(this.folder)).isEmpty();
	}

	@Test
	void keepsRunningWithoutBecomingReady(CapturedOutput output) {
		try (ConfigurableApplicationContext context = application().run(broken(),
				"--spring.migrations.on-failure=keep-running")) {
			assertThat(context.isActive()).isTrue();
			assertReadiness(context, ReadinessState.REFUSING_TRAFFIC);
			assertThat(context.getBean(ApplicationAvailability.class).getLivenessState())
				.isEqualTo(LivenessState.CORRECT);
		}
		assertThat(output)
			.contains("Migration 001 (Things) failed at " + this.folder.resolve("broken/001_things.sql:2"))
			.contains(
					"The application lives on, but does not become ready (spring.migrations.on-failure=keep-running).");
	}

	@Test
	void readinessFollowsWhereALaterTrySucceeds() {
		try (ConfigurableApplicationContext context = application().run(broken(),
				"--spring.migrations.on-failure=keep-running")) {
			TestFiles.locations(this.folder.resolve("broken"), "001_things.sql", "CREATE TABLE things (id INTEGER);");
			context.getBean(Migrations.class).all().forEach((migrator) -> migrator.migrate(null));
			assertReadiness(context, ReadinessState.ACCEPTING_TRAFFIC);
		}
	}

	@Test
	void runsOnceForAParentsDatabase(CapturedOutput output) {
		try (ConfigurableApplicationContext child = application().child(App.class, Listeners.class)
			.web(WebApplicationType.NONE)
			.run()) {
			ApplicationContext parent = Objects.requireNonNull(child.getParent());
			assertThat(child.getBean(Migrations.class)).isSameAs(parent.getBean(Migrations.class));
			assertThat(child.getBean(Migrations.class).all()).hasSize(1);
			assertReadiness(child, ReadinessState.ACCEPTING_TRAFFIC);
		}
		assertThat(TestFiles.tables(this.folder)).contains("things");
		assertLines(output, "Database 'dataSource': applied 001 Things", "Database 'dataSource' (SQLite");
	}

	@Test
	void runsForAParentsDatabaseWhereOnlyTheChildHasTheStarter(CapturedOutput output) {
		try (ConfigurableApplicationContext child = new SpringApplicationBuilder(PlainDataSource.class)
			.web(WebApplicationType.NONE)
			.properties(properties())
			.child(App.class)
			.web(WebApplicationType.NONE)
			.run()) {
			assertThat(child.getBean(Migrations.class).find("plain")).isNotNull();
		}
		assertThat(TestFiles.tables(this.folder)).contains("things");
		assertLines(output, "Database 'plain': applied 001 Things", "Database 'plain' (SQLite");
	}

	@Test
	void runsForAChildsDatabase(CapturedOutput output) {
		try (ConfigurableApplicationContext child = new SpringApplicationBuilder(Empty.class)
			.web(WebApplicationType.NONE)
			.properties(properties())
			.child(App.class)
			.web(WebApplicationType.NONE)
			.run()) {
			assertThat(child.getBean(Migrations.class).find("dataSource")).isNotNull();
		}
		assertThat(TestFiles.tables(this.folder)).contains("things");
		assertLines(output, "Database 'dataSource': applied 001 Things", "Database 'dataSource' (SQLite");
	}

	@Test
	void runsOnceForEachOfTheDatabasesOfParentAndChild(CapturedOutput output) {
		try (ConfigurableApplicationContext child = application().child(App.class, PlainDataSource.class)
			.web(WebApplicationType.NONE)
			.run("--plain.name=child")) {
			assertThat(child.getBean(Migrations.class).find("plain")).isNotNull();
		}
		assertThat(TestFiles.tables(this.folder)).contains("things");
		assertThat(TestFiles.query("jdbc:sqlite:" + this.folder.resolve("child.db"),
				"SELECT version FROM schema_migrations"))
			.containsExactly("001");
		assertLines(output, "Database 'dataSource': applied 001 Things", "Database 'dataSource' (SQLite",
				"Database 'plain': applied 001 Things", "Database 'plain' (SQLite");
	}

	private static void assertReadiness(ConfigurableApplicationContext context, ReadinessState state) {
		assertThat(context.getBean(ApplicationAvailability.class).getReadinessState()).isEqualTo(state);
	}

	private static void assertLines(CapturedOutput output, String... texts) {
		List<String> lines = output.toString().lines().filter((line) -> line.contains("Database '")).toList();
		assertThat(lines).hasSameSizeAs(texts);
		for (int i = 0; i < texts.length; i++) {
			assertThat(lines.get(i)).contains(texts[i]);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class App {

	}

	@Configuration(proxyBeanMethods = false)
	static class Empty {

	}

	@Configuration(proxyBeanMethods = false)
	static class PlainDataSource {

		@Bean
		DataSource plain(Environment environment) {
			SQLiteDataSource dataSource = new SQLiteDataSource();
			dataSource.setUrl("jdbc:sqlite:" + environment.getRequiredProperty("test.folder") + "/"
					+ environment.getProperty("plain.name", "test") + ".db");
			return dataSource;
		}

	}

	/**
	 * Beans that want to be the first to hear of the event. They note whether the schema
	 * was ready when they did.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Listeners {

		private final List<Boolean> ready = new CopyOnWriteArrayList<>();

		@Order(Ordered.HIGHEST_PRECEDENCE)
		@EventListener
		void ready(ApplicationReadyEvent event) {
			this.ready.add(isSchemaReady(event));
		}

		@Bean
		Early first() {
			return new Early(this.ready);
		}

		private static boolean isSchemaReady(ApplicationReadyEvent event) {
			return event.getApplicationContext().getBean(MigrationsRunner.class).isSchemaReady();
		}

	}

	private static final class Early implements ApplicationListener<ApplicationReadyEvent>, PriorityOrdered {

		private final List<Boolean> ready;

		Early() {
			this(new CopyOnWriteArrayList<>());
		}

		Early(List<Boolean> ready) {
			this.ready = ready;
		}

		@Override
		public void onApplicationEvent(ApplicationReadyEvent event) {
			this.ready.add(Listeners.isSchemaReady(event));
		}

		@Override
		public int getOrder() {
			return Ordered.HIGHEST_PRECEDENCE;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Asynchronous {

		@Bean
		SimpleApplicationEventMulticaster applicationEventMulticaster() {
			SimpleApplicationEventMulticaster multicaster = new SimpleApplicationEventMulticaster();
			multicaster.setTaskExecutor(new SimpleAsyncTaskExecutor());
			return multicaster;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Swallowing {

		@Bean
		SimpleApplicationEventMulticaster applicationEventMulticaster() {
			SimpleApplicationEventMulticaster multicaster = new SimpleApplicationEventMulticaster();
			multicaster.setTaskExecutor(new SimpleAsyncTaskExecutor());
			multicaster.setErrorHandler((ex) -> {
			});
			return multicaster;
		}

	}

}
