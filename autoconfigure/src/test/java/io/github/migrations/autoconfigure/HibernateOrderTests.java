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

import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HibernateOrder}.
 */
@ExtendWith(OutputCaptureExtension.class)
class HibernateOrderTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	private void run(Class<?> source, String... arguments) {
		String locations = TestFiles.locations(this.folder.resolve("scripts"), "001_things.sql",
				"CREATE TABLE things (id INTEGER);");
		new SpringApplicationBuilder(App.class, source).web(WebApplicationType.NONE)
			.properties(locations, TestFiles.sqlite(this.folder))
			.run(arguments)
			.close();
		assertThat(TestFiles.tables(this.folder)).contains("things");
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.jpa.hibernate.ddl-auto", "spring.jpa.properties.hibernate.hbm2ddl.auto",
			"spring.jpa.properties.jakarta.persistence.schema-generation.database.action" })
	void warnsWhereHibernateValidatesBeforeAnythingIsMigrated(String property, CapturedOutput output) {
		run(Jpa.class, "--" + property + "=validate");
		assertThat(output).containsOnlyOnce("Hibernate validates the schema while the application starts (" + property
				+ "=validate), and migrations run only when it is ready. Let them run before: set "
				+ "spring.migrations.run-on=startup\n".replace("\n", System.lineSeparator()));
	}

	@ParameterizedTest
	@CsvSource({ "spring.jpa.hibernate.ddl-auto, update", "spring.jpa.hibernate.ddl-auto, create-drop",
			"spring.jpa.generate-ddl, true" })
	void warnsWhereHibernateChangesTheSchema(String property, String value, CapturedOutput output) {
		run(Jpa.class, "--" + property + "=" + value);
		assertThat(output).containsOnlyOnce("Hibernate changes the schema while the application starts (" + property
				+ "=" + value + "), and migrations run only when it is ready. Let them run before: set "
				+ "spring.migrations.run-on=startup, and leave the schema to them: spring.jpa.hibernate.ddl-auto=none");
	}

	@Test
	void saysNothingWhereTheOrderIsRight(CapturedOutput output) {
		run(Jpa.class);
		run(Jpa.class, "--spring.jpa.hibernate.ddl-auto=none", "--spring.jpa.generate-ddl=true");
		run(Jpa.class, "--spring.jpa.hibernate.ddl-auto=validate", "--spring.migrations.run-on=startup");
		run(WithoutJpa.class, "--spring.jpa.hibernate.ddl-auto=validate");
		assertThat(output).doesNotContain("Hibernate");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class App {

	}

	@Configuration(proxyBeanMethods = false)
	static class Jpa {

		@Bean
		EntityManagerFactory entityManagerFactory() {
			return new EntityManagerFactory() {
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WithoutJpa {

	}

}
