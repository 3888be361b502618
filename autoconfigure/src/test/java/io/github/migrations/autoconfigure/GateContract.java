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

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.ConfigurableApplicationContext;

import io.github.migrations.engine.Migrator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of requests that come before the databases are migrated, in applications
 * that really start. One subclass for each kind of web application.
 */
abstract class GateContract {

	private static final String WAITING = "The application is not ready yet: another process is migrating the "
			+ "database.";

	private static final String WITH_PROBES = "--management.endpoint.health.probes.add-additional-paths=true";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	private final List<BlockedDatabase> blocked = new ArrayList<>();

	/** Returns the arguments that make it this kind of application. */
	abstract List<String> kind();

	/** Returns the argument that puts the application below a path. */
	abstract String contextPath(String path);

	/** What this kind of application needs beside what all have. */
	Class<?>[] sources() {
		return new Class<?>[0];
	}

	final WebApplication start(String... arguments) {
		return start(new Class<?>[0], arguments);
	}

	private WebApplication start(Class<?>[] sources, String... arguments) {
		List<String> all = new ArrayList<>(kind());
		String locations = TestFiles.locations(this.folder.resolve("scripts"), "001_things.sql",
				"CREATE TABLE things (id INTEGER);", "002_more.sql", "CREATE TABLE more (id INTEGER);");
		if (Stream.of(arguments).noneMatch((argument) -> argument.startsWith("--spring.migrations.locations="))) {
			all.add("--" + locations);
		}
		all.add("--" + TestFiles.sqlite(this.folder));
		all.addAll(List.of(arguments));
		return new WebApplication(all, this::releaseAll,
				Stream.of(sources(), sources).flatMap(Stream::of).toArray(Class<?>[]::new));
	}

	final BlockedDatabase blocked() {
		return blocked(TestFiles.url(this.folder));
	}

	private BlockedDatabase blocked(String url) {
		BlockedDatabase database = new BlockedDatabase(url);
		this.blocked.add(database);
		return database;
	}

	/**
	 * An application that is stopped by a failing test must not wait for the database.
	 */
	private void releaseAll() {
		this.blocked.forEach(BlockedDatabase::release);
	}

	private Path noFiles() {
		TestFiles.locations(this.folder.resolve("empty"));
		return this.folder.resolve("empty");
	}

	static void assertOpen(WebApplication application, String path) {
		HttpResponse<String> response = application.get(path);
		assertThat(response.body()).isEqualTo("things");
		assertThat(response.statusCode()).isEqualTo(200);
	}

	static void assertShut(WebApplication application, String path) {
		HttpResponse<String> response = application.get(path);
		assertThat(response.statusCode()).as(path).isEqualTo(503);
		assertThat(response.headers().firstValue("Retry-After")).as(path + ": " + response.body()).isPresent();
	}

	static void assertHealth(WebApplication application, String path, int status) {
		assertHealth(application.get(path), status);
	}

	static void assertHealth(HttpResponse<String> response, int status) {
		assertThat(response.body()).contains("\"status\":\"" + ((status == 200) ? "UP" : "OUT_OF_SERVICE") + "\"");
		assertThat(response.statusCode()).isEqualTo(status);
	}

	@Test
	void answersInTextUntilTheDatabaseIsMigrated() {
		try (BlockedDatabase database = blocked(); WebApplication application = start()) {
			awaitWaiting(application);
			HttpResponse<String> response = application.get("/things");
			assertThat(response.statusCode()).isEqualTo(503);
			assertThat(response.headers().firstValue("Retry-After")).hasValue("5");
			assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain;charset=UTF-8");
			assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
			assertThat(response.body()).isEqualTo("%s%nTry again in 5 seconds.%n".formatted(WAITING));
			assertShut(application, "/");
			assertShut(application, "/nowhere");
			assertThat(application.isStarting()).isTrue();
			database.release();
			application.awaitStarted();
			assertOpen(application, "/things");
			assertThat(application.get("/nowhere").statusCode()).isEqualTo(404);
		}
	}

	@Test
	void answersWithProblemDetailsWhereJsonIsAskedFor() {
		try (BlockedDatabase database = blocked(); WebApplication application = start()) {
			awaitWaiting(application);
			HttpResponse<String> response = application.send("GET", "/things", "Accept", "application/json").join();
			assertThat(response.statusCode()).isEqualTo(503);
			assertThat(response.headers().firstValue("Retry-After")).hasValue("5");
			assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
			assertThat(response.body()).isEqualTo("{\"type\":\"about:blank\",\"title\":\"Service Unavailable\","
					+ "\"status\":503,\"detail\":\"" + WAITING + "\"}");
			database.release();
		}
	}

	@Test
	void everyMethodIsAnswered() {
		try (BlockedDatabase database = blocked(); WebApplication application = start()) {
			awaitWaiting(application);
			HttpResponse<String> head = application.send("HEAD", "/things").join();
			assertThat(head.statusCode()).isEqualTo(503);
			assertThat(head.headers().firstValue("Retry-After")).hasValue("5");
			assertThat(head.body()).isEmpty();
			HttpResponse<String> preflight = application
				.send("OPTIONS", "/things", "Origin", "https://example.org", "Access-Control-Request-Method", "GET")
				.join();
			assertThat(preflight.statusCode()).isEqualTo(503);
			assertThat(preflight.headers().map()).doesNotContainKey("access-control-allow-origin");
			assertThat(application.send("POST", "/things").join().statusCode()).isEqualTo(503);
			assertThat(application.send("DELETE", "/things").join().statusCode()).isEqualTo(503);
			database.release();
		}
	}

	@Test
	void endpointsAndProbesPass() {
		try (BlockedDatabase database = blocked(); WebApplication application = start(WITH_PROBES)) {
			awaitWaiting(application);
			assertHealth(application, "/actuator/health", 503);
			assertHealth(application, "/actuator/health/liveness", 200);
			assertHealth(application, "/actuator/health/readiness", 503);
			assertHealth(application, "/livez", 200);
			assertHealth(application, "/readyz", 503);
			assertThat(application.get("/actuator").body()).contains("/actuator/migrations");
			assertThat(application.get("/actuator/migrations").body()).contains("WAITING");
			assertThat(application.get("/actuator/migrations/dataSource").body()).contains("WAITING");
			assertThat(application.get("/actuator/metrics").statusCode()).isEqualTo(200);
			assertThat(application.send("HEAD", "/actuator/health/liveness").join().statusCode()).isEqualTo(200);
			assertShut(application, "/livez/things");
			assertShut(application, "/actuatorx");
			assertShut(application, "/actuator/nowhere");
			database.release();
			application.awaitStarted();
			assertHealth(application, "/readyz", 200);
			assertOpen(application, "/livez/things");
		}
	}

	@Test
	void onlyEndpointsThatAreThereAreExempt() {
		try (BlockedDatabase database = blocked();
				WebApplication application = start("--management.endpoints.web.exposure.include=info")) {
			awaitWaiting(application);
			assertShut(application, "/livez");
			assertShut(application, "/actuator/health");
			assertThat(application.get("/actuator/info").statusCode()).isEqualTo(200);
			database.release();
		}
	}

	@Test
	void pathsOfEndpointsFollowTheContextPath() {
		try (BlockedDatabase database = blocked();
				WebApplication application = start(contextPath("/app"), WITH_PROBES,
						"--spring.migrations.gate-exclude=/later")) {
			awaitWaiting(application);
			assertHealth(application, "/app/actuator/health/liveness", 200);
			assertHealth(application, "/app/livez", 200);
			assertShut(application, "/app/things");
			assertThat(application.get("/app/later").body()).isEqualTo("later");
			database.release();
			application.awaitStarted();
			assertOpen(application, "/app/things");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "" })
	void pathsOfEndpointsFollowTheBasePath(String basePath) {
		try (BlockedDatabase database = blocked();
				WebApplication application = start("--management.endpoints.web.base-path=" + basePath,
						"--management.endpoints.web.exposure.include=health,migrations")) {
			awaitWaiting(application);
			assertHealth(application, "/health", 503);
			assertHealth(application, "/health/liveness", 200);
			assertThat(application.get("/migrations").body()).contains("WAITING");
			assertShut(application, "/");
			assertShut(application, "/things");
			assertShut(application, "/actuator/health");
			assertShut(application, "/migrations/one/two/three");
			database.release();
		}
	}

	@Test
	void pathsOfEndpointsFollowTheirMapping() {
		try (BlockedDatabase database = blocked();
				WebApplication application = start("--management.endpoints.web.base-path=/manage",
						"--management.endpoints.web.path-mapping.health=probes/of/health",
						"--management.endpoints.web.path-mapping.info=/",
						"--management.endpoints.web.discovery.enabled=false",
						"--management.endpoint.health.group.custom.include=ping",
						"--management.endpoint.health.group.custom.additional-path=server:/custom")) {
			awaitWaiting(application);
			assertHealth(application, "/manage/probes/of/health/liveness", 200);
			assertHealth(application, "/custom", 200);
			assertThat(application.get("/manage").statusCode()).isEqualTo(200);
			assertShut(application, "/manage/health/liveness");
			assertShut(application, "/manage/probes");
			assertShut(application, "/actuator/health/liveness");
			database.release();
		}
	}

	@Test
	void nothingIsExemptForAManagementPortOfItsOwnButTheProbesOnThisOne() {
		try (BlockedDatabase database = blocked();
				WebApplication application = start("--management.server.port=0", WITH_PROBES,
						"--management.endpoint.health.group.custom.include=ping",
						"--management.endpoint.health.group.custom.additional-path=management:/custom")) {
			awaitWaiting(application);
			assertHealth(application.getFromManagement("/actuator/health/liveness"), 200);
			assertHealth(application.getFromManagement("/custom"), 200);
			assertThat(application.getFromManagement("/nowhere").statusCode()).isEqualTo(404);
			assertHealth(application, "/livez", 200);
			assertHealth(application, "/readyz", 503);
			assertShut(application, "/actuator/health/liveness");
			assertShut(application, "/actuator");
			assertShut(application, "/custom");
			assertShut(application, "/things");
			database.release();
			application.awaitStarted();
			assertThat(application.get("/actuator/health/liveness").statusCode()).isEqualTo(404);
		}
	}

	@Test
	void namedPathsPassWithTheirErrorsAndWhatTheyDoAsynchronously() {
		try (BlockedDatabase database = blocked();
				WebApplication application = start(
						"--spring.migrations.gate-exclude=/later,nowhere/{id},/internal/**")) {
			awaitWaiting(application);
			assertThat(application.get("/later").body()).isEqualTo("later");
			HttpResponse<String> missing = application.get("/nowhere/1");
			assertThat(missing.statusCode()).isEqualTo(404);
			assertThat(missing.body()).contains("\"error\":\"Not Found\"");
			assertThat(application.get("/internal/a/b").statusCode()).isEqualTo(404);
			assertShut(application, "/nowhere");
			assertShut(application, "/things");
			database.release();
		}
	}

	@Test
	void onCloudFoundryItsEndpointsPassAsWell() {
		try (BlockedDatabase database = blocked();
				WebApplication application = start("--spring.main.cloud-platform=cloud_foundry")) {
			awaitWaiting(application);
			assertThat(application.get("/cloudfoundryapplication/health").statusCode()).isEqualTo(404);
			assertShut(application, "/things");
			database.release();
		}
	}

	@Test
	void requestsWaitUntilTheDatabaseIsMigrated() {
		try (BlockedDatabase database = blocked();
				WebApplication application = start("--spring.migrations.gate=wait",
						"--spring.migrations.gate-timeout=10m")) {
			awaitWaiting(application);
			CompletableFuture<HttpResponse<String>> one = held(application, "/things");
			CompletableFuture<HttpResponse<String>> other = application.send("GET", "/later");
			assertHealth(application, "/actuator/health/liveness", 200);
			assertThat(one).isNotDone();
			assertThat(other).isNotDone();
			database.release();
			assertThat(one.join().body()).isEqualTo("things");
			assertThat(other.join().body()).isEqualTo("later");
			application.awaitStarted();
			assertOpen(application, "/things");
		}
	}

	@Test
	void requestsThatHaveWaitedLongEnoughAreAnswered() {
		try (BlockedDatabase database = blocked();
				WebApplication application = start("--spring.migrations.gate=wait",
						"--spring.migrations.gate-timeout=50ms")) {
			assertShut(application, "/things");
			assertThat(application.isStarting()).isTrue();
			database.release();
		}
	}

	@Test
	void requestsThatWaitAreAnsweredWhenTheApplicationStops() {
		try (BlockedDatabase database = blocked();
				WebApplication application = start("--spring.migrations.gate=wait",
						"--spring.migrations.gate-timeout=10m")) {
			awaitWaiting(application);
			CompletableFuture<HttpResponse<String>> request = held(application, "/things");
			CompletableFuture<Void> closed = CompletableFuture.runAsync(application.context()::close);
			assertThat(request.join().statusCode()).isEqualTo(503);
			assertThat(request.join().body())
				.isEqualTo("The application is stopping.%nTry again in 5 seconds.%n".formatted());
			database.release();
			closed.join();
		}
	}

	@Test
	void requestsThatWaitAreAnsweredWhenAMigrationFailsAndTheApplicationStops() {
		TestFiles.locations(this.folder.resolve("scripts"), "003_broken.sql", "INSERT INTO missing VALUES (1);");
		try (BlockedDatabase database = blocked();
				WebApplication application = start("--spring.migrations.gate=wait",
						"--spring.migrations.gate-timeout=10m")) {
			CompletableFuture<HttpResponse<String>> request = held(application, "/things");
			database.release();
			assertThat(request.join().statusCode()).isEqualTo(503);
			assertThat(request.join().headers().firstValue("Retry-After")).isPresent();
		}
	}

	@Test
	void staysShutAfterAFailureUntilALaterTrySucceeds() {
		TestFiles.locations(this.folder.resolve("scripts"), "003_broken.sql", "INSERT INTO missing VALUES (1);");
		try (WebApplication application = start("--spring.migrations.on-failure=keep-running")) {
			Migrations migrations = application.awaitStarted().getBean(Migrations.class);
			HttpResponse<String> response = application.get("/things");
			assertThat(response.statusCode()).isEqualTo(503);
			assertThat(response.headers().firstValue("Retry-After")).hasValue("60");
			assertThat(response.body()).isEqualTo(
					"The application is not ready: database migration 3 of 3 has failed.%nTry again in 60 seconds.%n"
						.formatted());
			assertHealth(application, "/actuator/health/liveness", 200);
			TestFiles.locations(this.folder.resolve("scripts"), "003_broken.sql", "INSERT INTO things VALUES (1);");
			migrations.all().forEach((migrator) -> migrator.migrate(null));
			assertOpen(application, "/things");
		}
	}

	@Test
	void requestsWaitForALaterTryAfterAFailure() {
		TestFiles.locations(this.folder.resolve("scripts"), "003_broken.sql", "INSERT INTO missing VALUES (1);");
		try (WebApplication application = start("--spring.migrations.on-failure=keep-running",
				"--spring.migrations.gate=wait", "--spring.migrations.gate-timeout=10m")) {
			Migrations migrations = application.awaitStarted().getBean(Migrations.class);
			CompletableFuture<HttpResponse<String>> request = held(application, "/things");
			TestFiles.locations(this.folder.resolve("scripts"), "003_broken.sql", "INSERT INTO things VALUES (1);");
			migrations.all().forEach((migrator) -> migrator.migrate(null));
			assertThat(request.join().body()).isEqualTo("things");
		}
	}

	@Test
	void isShutAsLongAsOneOfSeveralDatabasesIsNotMigrated() {
		String other = "jdbc:sqlite:" + this.folder.resolve("other.db");
		try (BlockedDatabase database = blocked(other);
				WebApplication application = start(new Class<?>[] { OtherDatabase.class }, "--other.url=" + other,
						"--spring.migrations.databases.other.table=migrations_of_other")) {
			awaitWaiting(application);
			assertThat(TestFiles.tables(this.folder)).contains("things");
			assertShut(application, "/things");
			database.release();
			application.awaitStarted();
			assertOpen(application, "/things");
		}
	}

	@Test
	void isOpenWhereMigrationsAfterTheTargetRemainPending() {
		try (WebApplication application = start("--spring.migrations.target=1")) {
			application.awaitStarted();
			assertOpen(application, "/things");
		}
	}

	@Test
	void isOpenAtOnceWhereThereAreNoFiles() {
		try (WebApplication application = start(new Class<?>[] { WebApplication.Runner.class },
				"--spring.migrations.locations=file:" + noFiles())) {
			assertThat(application.awaitStarted().getBean(WebApplication.Runner.class).answers).containsExactly(200);
		}
	}

	@Test
	void isOpenAtOnceWhereThereIsNoDatabase() {
		try (WebApplication application = start(new Class<?>[] { WebApplication.Runner.class },
				"--spring.migrations.locations=file:" + noFiles(), "--spring.autoconfigure.exclude="
						+ "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")) {
			assertThat(application.awaitStarted().getBean(WebApplication.Runner.class).answers).containsExactly(200);
		}
	}

	@Test
	void isShutBeforeTheApplicationIsReady() {
		try (WebApplication application = start(new Class<?>[] { WebApplication.Runner.class })) {
			assertThat(application.awaitStarted().getBean(WebApplication.Runner.class).answers).containsExactly(503);
			assertOpen(application, "/things");
		}
	}

	@ParameterizedTest
	@CsvSource({ "spring.migrations.gate, none", "spring.migrations.gate, NONE", "spring.migrations.enabled, false",
			"spring.migrations.run-on, never", "spring.migrations.run-on, startup",
			"spring.migrations.run-on, first-connection" })
	void doesNotExist(String property, String value) {
		try (WebApplication application = start(new Class<?>[] { WebApplication.Runner.class },
				"--" + property + "=" + value)) {
			ConfigurableApplicationContext context = application.awaitStarted();
			assertThat(context.getBeanNamesForType(RequestGate.class)).isEmpty();
			assertThat(context.getBean(WebApplication.Runner.class).answers).containsExactly(200);
		}
	}

	/**
	 * Waits until the run waits for the database, so that what is said of it is known,
	 * and the application is alive: before it has started its liveness is broken.
	 */
	static void awaitWaiting(WebApplication application) {
		Migrations migrations = application.context().getBean(Migrations.class);
		Awaitility.await()
			.until(() -> migrations.all()
				.stream()
				.map(Migrator::known)
				.anyMatch((known) -> known != null && known.waiting() != null));
	}

	/**
	 * Sends a request, and waits until it waits.
	 */
	static CompletableFuture<HttpResponse<String>> held(WebApplication application, String path) {
		CompletableFuture<HttpResponse<String>> request = application.send("GET", path);
		RequestGate gate = application.context().getBean(RequestGate.class);
		Awaitility.await().until(() -> gate.released().getNumberOfDependents() > 0);
		return request;
	}

}
