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

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase.Replace;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Migrations take part in {@code @JdbcTest}.
 */
@JdbcTest
@ContextConfiguration(classes = JdbcSliceTests.App.class)
@AutoConfigureTestDatabase(replace = Replace.NONE)
class JdbcSliceTests {

	@DynamicPropertySource
	static void properties(DynamicPropertyRegistry registry) throws IOException {
		Path folder = Files.createTempDirectory(Path.of("target"), "slice");
		TestFiles.locations(folder, "001_things.sql", "CREATE TABLE things (id INTEGER);");
		registry.add("spring.migrations.locations", () -> "file:" + folder);
		registry.add("spring.datasource.url", () -> TestFiles.url(folder));
	}

	static void assertMigrated(JdbcClient client) {
		assertThat(client.sql("SELECT version FROM schema_migrations").query(String.class).single()).isEqualTo("001");
		assertThat(client.sql("INSERT INTO things VALUES (1)").update()).isEqualTo(1);
	}

	@Test
	void theTablesAreThere(@Autowired JdbcClient client) {
		assertMigrated(client);
	}

	/** The same at another time. */
	@Nested
	@TestPropertySource(properties = "spring.migrations.run-on=startup")
	class OnStartup {

		@Test
		void theTablesAreThere(@Autowired JdbcClient client) {
			assertMigrated(client);
		}

	}

	/** The same at another time. */
	@Nested
	@TestPropertySource(properties = "spring.migrations.run-on=first-connection")
	class OnFirstConnection {

		@Test
		void theTablesAreThere(@Autowired JdbcClient client) {
			assertMigrated(client);
		}

	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class App {

	}

}
