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

package io.github.migrations.actuate;

import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

import javax.management.MBeanException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.migrations.autoconfigure.SlowMigration;
import io.github.migrations.autoconfigure.TestFiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for what {@link MigrationsEndpoint} changes, over real HTTP and JMX.
 */
class MigrationsEndpointWriteTests {

	private static final String PATH = "/actuator/migrations/dataSource/";

	private static final String WRITABLE = "--management.endpoint.migrations.access=unrestricted";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	private TestApplication start(String... arguments) {
		file("001_things.sql", "CREATE TABLE things (id INTEGER);");
		file("001_things.down.sql", "DROP TABLE things;");
		file("002_more.sql", "CREATE TABLE more (id INTEGER);");
		file("002_more.down.sql", "DROP TABLE more;");
		String[] all = new String[arguments.length + 4];
		all[0] = "--" + TestFiles.sqlite(this.folder);
		all[1] = "--spring.migrations.locations=file:" + this.folder.resolve("scripts");
		all[2] = "--spring.migrations.run-on=never";
		all[3] = WRITABLE;
		System.arraycopy(arguments, 0, all, 4, arguments.length);
		return TestApplication.started(all);
	}

	private void file(String name, String text) {
		TestFiles.locations(this.folder.resolve("scripts"), name, text);
	}

	private static JsonNode json(HttpResponse<String> response) {
		return JsonMapper.shared().readTree(response.body());
	}

	private static void refuses(TestApplication application, int status, String path, String body, String message,
			String action) {
		HttpResponse<String> response = application.post(path, body);
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(json(response).propertyNames()).containsExactly("message", "action");
		assertThat(json(response).path("message").asString()).isEqualTo(message);
		assertThat(json(response).path("action").asString()).isEqualTo(action);
	}

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void migratesRollsBackAndRunsDry(String type) {
		try (TestApplication application = start("--spring.main.web-application-type=" + type)) {
			HttpResponse<String> dry = application.post(PATH + "dry-run");
			assertThat(dry.statusCode()).isEqualTo(200);
			assertThat(json(dry).path("fails").asBoolean()).isFalse();
			assertThat(json(dry).path("migrations")).extracting((migration) -> migration.path("outcome").asString())
				.containsExactly("APPLIES", "APPLIES");
			assertThat(TestFiles.tables(this.folder)).doesNotContain("things", "more");
			HttpResponse<String> first = application.post(PATH + "migrate", "{\"to\": \"001\"}");
			assertThat(first.statusCode()).isEqualTo(200);
			assertThat(json(first).path("version").asString()).isEqualTo("001");
			assertThat(json(first).path("state").asString()).isEqualTo("PENDING");
			assertThat(TestFiles.tables(this.folder)).contains("things").doesNotContain("more");
			HttpResponse<String> all = application.post(PATH + "migrate", "{}");
			assertThat(json(all).path("state").asString()).isEqualTo("UP_TO_DATE");
			HttpResponse<String> back = application.post(PATH + "rollback", "{\"steps\": 2, \"fromFiles\": true}");
			assertThat(back.statusCode()).isEqualTo(200);
			assertThat(json(back).path("applied")).isEmpty();
			assertThat(TestFiles.tables(this.folder)).doesNotContain("things", "more");
		}
	}

	@Test
	void refusesWhatCannotBe() {
		try (TestApplication application = start()) {
			refuses(application, 404, "/actuator/migrations/other/migrate", "{}", "There is no database 'other'.",
					"The databases are: dataSource.");
			refuses(application, 404, PATH + "clean", "{}", "There is no operation 'clean'.",
					"The operations are: migrate, rollback, dry-run. Nothing has been changed.");
			refuses(application, 400, PATH + "migrate", "{\"to\": \"7\"}", "There is no migration with the version 7.",
					"Name one of the versions that the status lists. Nothing has been changed.");
			refuses(application, 400, PATH + "dry-run", "{\"to\": \"7\"}", "There is no migration with the version 7.",
					"Name one of the versions that the status lists. Nothing has been changed.");
			refuses(application, 400, PATH + "migrate", "{\"to\": \"<b>\"}",
					"to='<b>' is not a version: expected digits, further parts joined by dots.",
					"Nothing has been changed.");
			refuses(application, 400, PATH + "migrate", "{\"steps\": 1}", "'steps' does not belong to migrate.",
					"Nothing has been changed.");
			refuses(application, 400, PATH + "rollback", "{\"steps\": 1, \"to\": \"001\"}",
					"'steps' and 'to' exclude each other.", "Nothing has been changed.");
			refuses(application, 400, PATH + "rollback", "{\"steps\": -1}",
					"steps='-1' is not a number: expected 1 or more.", "Nothing has been changed.");
			refuses(application, 400, PATH + "rollback", "{\"steps\": 5}",
					"No migration is applied, so that there is nothing to roll back.", "Nothing has been changed.");
			refuses(application, 400, PATH + "rollback", "{\"fromFiles\": \"maybe\"}",
					"fromFiles='maybe' is neither true nor false.", "Nothing has been changed.");
			refuses(application, 400, PATH + "dry-run", "{\"maxDuration\": \"soon\"}",
					"maxDuration='soon' is not a duration: expected a number above zero and a unit, such as 500ms, 10s "
							+ "or 2m.",
					"Nothing has been changed.");
			assertThat(json(application.get("/actuator/migrations/dataSource", "*/*")).path("state").asString())
				.isEqualTo("PENDING");
			assertThat(TestFiles.tables(this.folder)).doesNotContain("things", "more");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void aMisspeltParameterIsNotPassedOver(String type) {
		try (TestApplication application = start("--spring.main.web-application-type=" + type)) {
			for (String action : new String[] { "migrate", "rollback", "dry-run" }) {
				refuses(application, 400, PATH + action, "{\"too\": \"001\"}", "There is no parameter 'too'.",
						"The parameters are: to, steps, fromFiles, statementTimeout, maxDuration. "
								+ "Nothing has been changed.");
			}
			assertThat(TestFiles.tables(this.folder)).doesNotContain("things", "more");
		}
	}

	@Test
	void aFailureComesWithTheStatus() {
		try (TestApplication application = start()) {
			file("003_wrong.sql", "\nINSERT INTO missing VALUES (1);");
			HttpResponse<String> dry = application.post(PATH + "dry-run");
			assertThat(dry.statusCode()).isEqualTo(200);
			assertThat(json(dry).path("fails").asBoolean()).isTrue();
			HttpResponse<String> response = application.post(PATH + "migrate");
			assertThat(response.statusCode()).isEqualTo(500);
			JsonNode body = json(response);
			assertThat(body.path("message").asString()).startsWith("Migration 003 (Wrong) failed at ");
			assertThat(body.path("action").asString()).startsWith("Correct ");
			assertThat(body.path("state").asString()).isEqualTo("FAILED");
			assertThat(body.path("version").asString()).isEqualTo("002");
			assertThat(body.at("/failure/version").asString()).isEqualTo("003");
			assertThat(body.at("/failure/line").asInt()).isEqualTo(2);
			file("003_wrong.sql", "CREATE TABLE right (id INTEGER);");
			assertThat(application.post(PATH + "migrate").statusCode()).isEqualTo(200);
			assertThat(application.json("/actuator/migrations/dataSource").path("state").asString())
				.isEqualTo("UP_TO_DATE");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void oneOperationRunsAtATime(String type) {
		try (SlowMigration slow = new SlowMigration(this.folder.resolve("slow"));
				TestApplication application = TestApplication.started(slow.arguments("--spring.migrations.run-on=never",
						WRITABLE, "--spring.main.web-application-type=" + type))) {
			CompletableFuture<HttpResponse<String>> first = CompletableFuture
				.supplyAsync(() -> application.post(PATH + "migrate"), (task) -> new Thread(task).start());
			slow.awaitRunning();
			for (String action : new String[] { "migrate", "rollback", "dry-run" }) {
				HttpResponse<String> second = application.post(PATH + action);
				assertThat(second.statusCode()).isEqualTo(409);
				assertThat(json(second).path("message").asString())
					.matches("Database 'dataSource': migrate is running since \\S+Z\\.");
				assertThat(json(second).path("action").asString())
					.isEqualTo("Try again when that has ended; the status shows how it is getting on. Nothing has "
							+ "been begun.");
			}
			assertThat(application.json("/actuator/migrations/dataSource").path("state").asString())
				.isEqualTo("MIGRATING");
			slow.release();
			assertThat(first.join().statusCode()).isEqualTo(200);
		}
	}

	@Test
	void worksOverJmxAsWell() throws Exception {
		try (TestApplication application = start("--spring.jmx.enabled=true",
				"--management.endpoints.jmx.exposure.include=*", "--spring.jmx.default-domain=migrations.write")) {
			assertThat(application.get("/actuator/migrations", "*/*").statusCode()).isEqualTo(200);
			assertThat(invoke("migrations.write", "dataSource", "dry-run", null)).asString().contains("APPLIES");
			assertThat(TestFiles.tables(this.folder)).doesNotContain("things");
			assertThat(invoke("migrations.write", "dataSource", "migrate", "001")).asString().contains("PENDING");
			assertThat(TestFiles.tables(this.folder)).contains("things").doesNotContain("more");
			assertThat(invoke("migrations.write", "dataSource", "rollback", "0")).asString().contains("PENDING");
			assertThat(TestFiles.tables(this.folder)).doesNotContain("things");
			assertThatExceptionOfType(MBeanException.class)
				.isThrownBy(() -> invoke("migrations.write", "other", "migrate", null))
				.havingCause()
				.isInstanceOf(IllegalArgumentException.class)
				.withMessage("There is no database 'other'. The databases are: dataSource.");
			assertThatExceptionOfType(MBeanException.class)
				.isThrownBy(() -> invoke("migrations.write", "dataSource", "migrate", "9"))
				.havingCause()
				.isInstanceOf(IllegalArgumentException.class)
				.withMessage("There is no migration with the version 9. Name one of the versions that the status "
						+ "lists. Nothing has been changed.");
		}
	}

	@Test
	void isNotThereOverJmxUnlessItIsUnrestricted() throws Exception {
		try (TestApplication application = TestApplication.started("--" + TestFiles.sqlite(this.folder),
				"--management.endpoint.migrations.access=read-only", "--spring.jmx.enabled=true",
				"--management.endpoints.jmx.exposure.include=*", "--spring.jmx.default-domain=migrations.read")) {
			assertThat(application.post(PATH + "migrate").statusCode()).isIn(404, 405);
			ObjectName name = new ObjectName("migrations.read:type=Endpoint,name=Migrations");
			assertThat(ManagementFactory.getPlatformMBeanServer().getMBeanInfo(name).getOperations()).extracting("name")
				.containsExactlyInAnyOrder("databases", "database", "tenant");
		}
	}

	private static Object invoke(String domain, String database, String action, @Nullable String to) throws Exception {
		MBeanServer server = ManagementFactory.getPlatformMBeanServer();
		ObjectName name = new ObjectName(domain + ":type=Endpoint,name=Migrations");
		String text = String.class.getName();
		return server.invoke(name, "run", new Object[] { database, action, to, null, null, null, null },
				new String[] { text, text, text, text, text, text, text });
	}

}
