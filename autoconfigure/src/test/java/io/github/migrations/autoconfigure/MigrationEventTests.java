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
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import io.github.migrations.engine.RollbackRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application is told by {@link MigrationEvent}, in applications that really
 * start.
 */
@ExtendWith(OutputCaptureExtension.class)
class MigrationEventTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	private ConfigurableApplicationContext start(Class<?> source, String second, String... more) {
		List<String> arguments = new ArrayList<>(
				List.of("--spring.main.web-application-type=none", "--" + TestFiles.sqlite(this.folder),
						"--" + TestFiles.locations(this.folder.resolve("scripts"), "001_things.sql",
								"CREATE TABLE things (id INTEGER);", "001_things.down.sql", "DROP TABLE things;",
								"002_more.sql", second)));
		arguments.addAll(List.of(more));
		return new SpringApplicationBuilder(source).run(arguments.toArray(String[]::new));
	}

	private static List<MigrationEvent> events(ConfigurableApplicationContext context) {
		return context.getBean(Listener.class).events;
	}

	@ParameterizedTest
	@CsvSource({ "application-ready, false", "application-ready, true", "startup, false", "startup, true" })
	void listenersAreToldInTheOrderInWhichItHappens(String runOn, boolean lazy) {
		try (ConfigurableApplicationContext context = start(Listener.class, "CREATE TABLE more (id INTEGER);",
				"--spring.migrations.run-on=" + runOn, "--spring.main.lazy-initialization=" + lazy)) {
			assertThat(events(context)).map(MigrationEventTests::text)
				.containsExactly("RunStarted dataSource", "Applied dataSource 001 Things",
						"Applied dataSource 002 More", "RunFinished dataSource 002 2");
			assertThat(TestFiles.tables(this.folder)).contains("things", "more");
		}
	}

	@Test
	void listenersAreToldOfARunWithNothingToDo() {
		start(Listener.class, "CREATE TABLE more (id INTEGER);").close();
		try (ConfigurableApplicationContext context = start(Listener.class, "CREATE TABLE more (id INTEGER);")) {
			assertThat(events(context)).map(MigrationEventTests::text)
				.containsExactly("RunStarted dataSource", "RunFinished dataSource 002 0");
		}
	}

	@Test
	void listenersAreToldOfAFailureAndOfWhatIsTakenBack() {
		try (ConfigurableApplicationContext context = start(Listener.class, "INSERT INTO missing VALUES (1);",
				"--spring.migrations.on-failure=keep-running")) {
			assertThat(events(context)).map(MigrationEventTests::text)
				.containsExactly("RunStarted dataSource", "Applied dataSource 001 Things",
						"RunFailed dataSource 002 " + this.folder.resolve("scripts/002_more.sql") + ":1");
			events(context).clear();
			context.getBean(Migrations.class).all().forEach((migrator) -> migrator.rollback(RollbackRequest.steps(1)));
			assertThat(events(context)).map(MigrationEventTests::text).containsExactly("Undone dataSource 001 Things");
		}
	}

	@ParameterizedTest
	@CsvSource({ "application-ready", "startup" })
	void aListenerThatFailsDoesNoHarm(String runOn, CapturedOutput output) {
		try (ConfigurableApplicationContext context = start(Failing.class, "CREATE TABLE more (id INTEGER);",
				"--spring.migrations.run-on=" + runOn)) {
			assertThat(context.isActive()).isTrue();
			assertThat(TestFiles.tables(this.folder)).contains("things", "more");
		}
		assertThat(output).contains("does not like it");
	}

	@Test
	void thereAreNoEventsWhileACommandRuns() {
		ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
				AutoConfigurations.of(DataSourceAutoConfiguration.class, MigrationsAutoConfiguration.class));
		runner.run((context) -> assertThat(context).hasNotFailed().hasBean("migrationsEventPublisher"));
		runner.withPropertyValues("migrations.internal.command=migrate")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("migrationsEventPublisher"));
	}

	private static String text(MigrationEvent event) {
		String text = event.getClass().getSimpleName() + " " + event.database();
		if (event instanceof MigrationEvent.Applied applied) {
			return text + " " + applied.version() + " " + applied.description();
		}
		if (event instanceof MigrationEvent.Undone undone) {
			return text + " " + undone.version() + " " + undone.description();
		}
		if (event instanceof MigrationEvent.RunFinished finished) {
			return text + " " + finished.version() + " " + finished.applied();
		}
		if (event instanceof MigrationEvent.RunFailed failed) {
			return text + " " + failed.failure().version() + " " + failed.failure().file() + ":"
					+ failed.failure().line();
		}
		return text;
	}

	/**
	 * An application that collects what it is told.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Listener {

		final List<MigrationEvent> events = new CopyOnWriteArrayList<>();

		@EventListener
		void on(MigrationEvent event) {
			this.events.add(event);
		}

	}

	/**
	 * An application whose listener fails.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Failing {

		@EventListener
		void on(MigrationEvent.Applied event) {
			throw new IllegalStateException("does not like it");
		}

	}

}
