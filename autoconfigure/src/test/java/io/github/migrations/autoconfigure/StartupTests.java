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

import jakarta.annotation.PostConstruct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import io.github.migrations.engine.MigrationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What {@code spring.migrations.run-on=startup} promises.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartupTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	private ConfigurableApplicationContext run(Class<?> source, String... arguments) {
		String[] all = new String[arguments.length + 2];
		all[0] = "--" + TestFiles.sqlite(this.folder);
		all[1] = "--spring.migrations.run-on=startup";
		System.arraycopy(arguments, 0, all, 2, arguments.length);
		return new SpringApplicationBuilder(App.class, source).web(WebApplicationType.NONE).run(all);
	}

	private String locations(String text) {
		return "--" + TestFiles.locations(this.folder.resolve("scripts"), "001_things.sql", text);
	}

	private String locations() {
		return locations("CREATE TABLE things (id INTEGER);");
	}

	@ParameterizedTest
	@ValueSource(classes = { UsesClient.class, UsesTemplate.class })
	void beansThatUseTheDatabaseAreMadeAfterwards(Class<?> source) {
		try (ConfigurableApplicationContext context = run(source, locations())) {
			assertThat(context.getBean(Rows.class).rows).isZero();
			assertReadiness(context, ReadinessState.ACCEPTING_TRAFFIC);
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { UsesClient.class, Object.class })
	void runsWithLazyInitialization(Class<?> source) {
		try (ConfigurableApplicationContext context = run(source, locations(),
				"--spring.main.lazy-initialization=true")) {
			assertThat(TestFiles.tables(this.folder)).contains("things");
			context.getBeansOfType(Rows.class).values().forEach((rows) -> assertThat(rows.rows).isZero());
		}
	}

	@Test
	void runsBeforeTheScriptsOfSpringBoot() {
		TestFiles.locations(this.folder, "schema.sql",
				"INSERT INTO things VALUES (1); CREATE TABLE more (id INTEGER);");
		try (ConfigurableApplicationContext context = run(UsesClient.class, locations(),
				"--spring.sql.init.mode=always",
				"--spring.sql.init.schema-locations=file:" + this.folder + "/schema.sql")) {
			assertThat(context.getBean(Rows.class).rows).isEqualTo(1);
			assertThat(TestFiles.tables(this.folder)).contains("things", "more");
		}
	}

	@Test
	void stopsBeforeAnyOfThoseBeansIsMade(CapturedOutput output) {
		assertThatException().isThrownBy(() -> run(UsesClient.class, locations("INSERT INTO missing VALUES (1);")))
			.havingRootCause()
			.withMessageContaining("no such table: missing");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Migration 001 (Things) failed at " + this.folder.resolve("scripts/001_things.sql:1"))
			.doesNotContain("no such table: things");
	}

	@Test
	void keepsRunningWithoutBecomingReady() {
		try (ConfigurableApplicationContext context = run(Object.class, locations("INSERT INTO missing VALUES (1);"),
				"--spring.migrations.on-failure=keep-running")) {
			assertReadiness(context, ReadinessState.REFUSING_TRAFFIC);
		}
	}

	@Test
	void stopsWhereThereAreFilesButNoDatabase() {
		assertThatException()
			.isThrownBy(() -> run(Object.class, locations(),
					"--spring.autoconfigure.exclude="
							+ "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"))
			.havingRootCause()
			.isInstanceOf(MigrationException.class)
			.withMessageContaining("but no DataSource to run them against");
	}

	private static void assertReadiness(ConfigurableApplicationContext context, ReadinessState state) {
		assertThat(context.getBean(ApplicationAvailability.class).getReadinessState()).isEqualTo(state);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class App {

	}

	abstract static class Rows {

		int rows = -1;

		@PostConstruct
		void count() {
			this.rows = query();
		}

		abstract int query();

	}

	@Configuration(proxyBeanMethods = false)
	static class UsesClient {

		@Bean
		Rows aRows(JdbcClient client) {
			return new Rows() {

				@Override
				int query() {
					return client.sql("SELECT count(*) FROM things").query(Integer.class).single();
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UsesTemplate {

		@Bean
		Rows aRows(JdbcTemplate template) {
			return new Rows() {

				@Override
				int query() {
					return template.queryForList("SELECT id FROM things").size();
				}

			};
		}

	}

}
