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

package io.github.migrations.test;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The server behind {@link TestPostgres}. It is the first of these that is there: the one
 * that {@code MIGRATIONS_TEST_POSTGRES_URL} (a JDBC URL, with
 * {@code MIGRATIONS_TEST_POSTGRES_USER} and {@code MIGRATIONS_TEST_POSTGRES_PASSWORD})
 * names, a Docker container, the embedded binaries. The last two end with the JVM.
 *
 * @param origin which kind of server it is, for people
 * @param url the JDBC URL of the database that exists from the start
 * @param username a user who may create databases
 * @param password the user's password, possibly empty
 */
record PostgresServer(String origin, String url, String username, String password) {

	private static final String IMAGE = "postgres:18";

	/** Enough for many tests that start several applications with a pool each. */
	private static final String MAX_CONNECTIONS = "300";

	static PostgresServer start() throws IOException {
		String url = System.getenv("MIGRATIONS_TEST_POSTGRES_URL");
		if (url != null && !url.isBlank()) {
			return given(url, System.getenv());
		}
		quieten("org.testcontainers");
		quieten("io.zonky.test");
		if (!DockerClientFactory.instance().isDockerAvailable()) {
			return embedded("no Docker here");
		}
		try {
			return container();
		}
		catch (ContainerFetchException | ContainerLaunchException ex) {
			return embedded("Docker could not run " + IMAGE + ": " + ex.getMessage());
		}
	}

	PGSimpleDataSource dataSource() {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setUrl(this.url);
		dataSource.setUser(this.username);
		dataSource.setPassword(this.password);
		return dataSource;
	}

	private static PostgresServer given(String url, Map<String, String> environment) {
		String username = environment.getOrDefault("MIGRATIONS_TEST_POSTGRES_USER", "postgres");
		String password = environment.getOrDefault("MIGRATIONS_TEST_POSTGRES_PASSWORD", "");
		return new PostgresServer("the server of MIGRATIONS_TEST_POSTGRES_URL", url, username, password);
	}

	@SuppressWarnings("resource") // lives as long as the JVM
	private static PostgresServer container() {
		PostgreSQLContainer container = new PostgreSQLContainer(IMAGE).withCommand("postgres", "-c", "fsync=off", "-c",
				"max_connections=" + MAX_CONNECTIONS);
		container.start();
		Runtime.getRuntime().addShutdownHook(new Thread(container::stop, "stop " + IMAGE));
		return new PostgresServer("Docker image " + IMAGE, container.getJdbcUrl(), container.getUsername(),
				container.getPassword());
	}

	@SuppressWarnings("resource") // closed by its own shutdown hook
	private static PostgresServer embedded(String reason) throws IOException {
		EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
			.setServerConfig("max_connections", MAX_CONNECTIONS)
			.setPGStartupWait(Duration.ofMinutes(5))
			.setOutputRedirector(ProcessBuilder.Redirect.DISCARD);
		if (UnprivilegedPrograms.areNeeded()) {
			UnprivilegedPrograms.use(builder);
		}
		EmbeddedPostgres postgres = builder.start();
		return new PostgresServer("embedded binaries (" + reason + ")",
				"jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres", "postgres", "");
	}

	/**
	 * Testcontainers logs stack traces where there is no Docker, the embedded server each
	 * of its steps. What goes wrong is in the exceptions.
	 */
	private static void quieten(String logger) {
		((Logger) LoggerFactory.getLogger(logger)).setLevel(Level.OFF);
	}

}
