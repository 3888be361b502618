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

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import io.github.migrations.autoconfigure.TestFiles;
import io.github.migrations.tenant.CurrentTenant;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the endpoint shows of tenants, over real HTTP.
 */
@ExtendWith(OutputCaptureExtension.class)
class TenantsEndpointTests {

	private static final String PATH = "/actuator/migrations";

	private static final String WRITABLE = "--management.endpoint.migrations.access=unrestricted";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	@BeforeEach
	void makeTenants() throws IOException {
		TestFiles.locations(this.folder.resolve("scripts"), "001_jobs.sql", "CREATE TABLE jobs (id INTEGER);",
				"002_more.sql", "CREATE TABLE more (id INTEGER);");
		Files.createDirectories(this.folder.resolve("users"));
		for (String tenant : List.of("ann", "bob", "cem", "d=20=3cb=3e")) {
			Files.createFile(this.folder.resolve("users/" + tenant + ".db"));
		}
		Files.writeString(this.folder.resolve("users/broken.db"), "No database, whatever the name of the file says.");
	}

	private TestApplication start(String... arguments) {
		return start(Tenant.class, arguments);
	}

	private TestApplication start(Class<?> source, String... arguments) {
		List<String> all = new ArrayList<>(List.of(arguments));
		all.add("--" + TestFiles.sqlite(this.folder));
		all.add("--spring.main.sources=" + source.getName());
		all.add("--spring.migrations.tenants.files=" + this.folder.resolve("users") + "/{tenant}.db");
		all.add("--spring.migrations.tenants.locations=file:" + this.folder.resolve("scripts"));
		return TestApplication.started(all.toArray(new String[0]));
	}

	/** Too many fail, but here that is no reason to stop. */
	private TestApplication startWithAll(String... arguments) {
		List<String> all = new ArrayList<>(List.of(arguments));
		all.add("--spring.migrations.tenants.strategy=all");
		all.add("--spring.migrations.tenants.sweep.max-failures=1");
		return start(all.toArray(new String[0]));
	}

	@Test
	void showsWhatThisProcessKnowsOfAllTenants() {
		try (TestApplication application = startWithAll()) {
			JsonNode tenants = application.json(PATH).path("tenants");
			assertThat(tenants.propertyNames()).containsExactly("total", "byState", "byVersion", "unread", "migrating",
					"failedTotal", "failed", "rate", "sweep");
			assertThat(tenants.path("total").asInt()).isEqualTo(5);
			assertThat(tenants.path("byState")).hasToString("{\"UP_TO_DATE\":4,\"FAILED\":1}");
			assertThat(tenants.path("byVersion")).hasToString("{\"002\":4}");
			assertThat(tenants.path("unread").asInt()).isZero();
			assertThat(tenants.path("migrating")).isEmpty();
			assertThat(tenants.path("failedTotal").asInt()).isEqualTo(1);
			assertThat(tenants.at("/failed/0/tenant").asString()).isEqualTo("broken");
			assertThat(tenants.at("/failed/0/message").asString()).isNotBlank();
			assertThat(tenants.path("rate").asDouble()).isPositive();
			JsonNode sweep = tenants.path("sweep");
			assertThat(sweep.propertyNames()).containsExactly("state", "total", "done", "migrated", "failed", "percent",
					"rate");
			assertThat(sweep.path("state").asString()).isEqualTo("DONE");
			assertThat(sweep.path("percent").asDouble()).isEqualTo(100);
		}
	}

	@Test
	void looksIntoNoDatabaseOfATenantByItself() {
		try (TestApplication application = start()) {
			JsonNode tenants = application.json(PATH).path("tenants");
			assertThat(tenants.path("unread").asInt()).isEqualTo(5);
			assertThat(tenants.path("byVersion")).isEmpty();
			assertThat(tenants.has("sweep")).isFalse();
			assertThat(application.json(PATH + "/tenants").at("/tenants/0"))
				.hasToString("{\"name\":\"ann\"," + "\"state\":\"UNREAD\"}");
		}
	}

	@Test
	void showsThemAsTextAndOnThePage() {
		try (TestApplication application = startWithAll()) {
			assertThat(application.get(PATH, "text/plain").body()).contains("""
					SQLite Migration Status:

					  There are no migrations.

					Tenants: 5

					  ✅ Up to date: 4
					  ❌ Failed: 1

					  Version 002: 4

					  Sweep: done, 5 of 5 (100.0 %), 1 failed, """).contains("\n  ❌ broken: ");
			assertThat(application.get(PATH, "text/html").body()).contains("<a href=\"migrations/tenants\">Tenants</a>",
					"<dt>All</dt>", "<dd>5</dd>", "version 002: 4", "<bdi>broken</bdi>",
					"<a href=\"migrations/tenants/broken\">");
		}
	}

	@Test
	void thePageLeadsOnAlsoFromAnotherPath() {
		try (TestApplication application = start("--management.endpoints.web.path-mapping.migrations=schema/state")) {
			assertThat(application.get("/actuator/schema/state", "text/html").body())
				.contains("<a href=\"state/tenants\">Tenants</a>");
		}
	}

	@Test
	void listsTenantsPageByPage() {
		try (TestApplication application = startWithAll()) {
			JsonNode page = application.json(PATH + "/tenants?page=1&size=2");
			assertThat(page.propertyNames()).containsExactly("page", "size", "total", "pages", "tenants");
			assertThat(page.path("page").asInt()).isEqualTo(1);
			assertThat(page.path("total").asInt()).isEqualTo(5);
			assertThat(page.path("pages").asInt()).isEqualTo(3);
			assertThat(page.path("tenants")).extracting((tenant) -> tenant.path("name").asString())
				.containsExactly("broken", "cem");
			assertThat(page.at("/tenants/0/state").asString()).isEqualTo("FAILED");
			assertThat(page.at("/tenants/0/failure/message").asString()).isNotBlank();
			assertThat(page.at("/tenants/1"))
				.hasToString("{\"name\":\"cem\",\"state\":\"UP_TO_DATE\",\"version\":\"002\"}");
			assertThat(application.json(PATH + "/tenants").path("tenants")).hasSize(5);
			assertThat(application.json(PATH + "/tenants?page=9").path("tenants")).isEmpty();
			assertThat(application.get(PATH + "/tenants?size=2", "text/plain").body()).isEqualTo("""
					Tenants: 5, page 1 of 3

					  ann: Up to date, version 002
					  bob: Up to date, version 002
					""");
			assertThat(application.get(PATH + "/tenants?page=1&size=2", "text/html").body())
				.contains("href=\"?page=0&amp;size=2\"", "href=\"?page=2&amp;size=2\"", "<a href=\"tenants/cem\">")
				.contains("Page 2 of 3");
			assertThat(application.get(PATH + "/tenants?page=2&size=2", "text/html").body())
				.contains("<a href=\"tenants/d%20%3Cb%3E\"><bdi>d &lt;b&gt;</bdi></a>")
				.doesNotContain("Next");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "page=-1", "size=0", "size=501", "page=x" })
	void refusesPagesThatThereCannotBe(String query) {
		try (TestApplication application = start()) {
			assertThat(application.get(PATH + "/tenants?" + query, "*/*").statusCode()).isEqualTo(400);
		}
	}

	@Test
	void showsOneTenantAsItShowsADatabase() {
		try (TestApplication application = start()) {
			JsonNode tenant = application.json(PATH + "/tenants/ann");
			assertThat(tenant.propertyNames()).containsExactly("product", "productVersion", "table", "state", "applied",
					"pending");
			assertThat(tenant.path("state").asString()).isEqualTo("PENDING");
			assertThat(application.get(PATH + "/tenants/ann", "text/plain").body()).isEqualTo("""
					SQLite Migration Status:

					  ❌ Version 001: Jobs (Pending)
					  ❌ Version 002: More (Pending)
					""");
			assertThat(application.get(PATH + "/tenants/ann", "text/html").body()).contains("<bdi>ann</bdi></h2>");
			assertThat(application.json(PATH + "/tenants/broken").path("state").asString()).isEqualTo("FAILED");
			assertThat(application.json(PATH + "/tenants/d%20%3Cb%3E").path("state").asString()).isEqualTo("PENDING");
		}
	}

	@ParameterizedTest
	@CsvSource({ "tenants/nobody", "tenants/a%2e%2e", "tenants/..%00", "dataSource/ann", "other/ann" })
	void whoIsNoTenantIsNotFound(String path) {
		try (TestApplication application = start()) {
			assertThat(application.get(PATH + "/" + path, "application/json").statusCode()).isIn(404, 400);
			assertThat(this.folder.resolve("users")).isDirectoryNotContaining("glob:**nobody*");
		}
	}

	@Test
	void beginsTheWalkAgainWhereItHasStopped() throws IOException {
		Files.copy(this.folder.resolve("users/broken.db"), this.folder.resolve("users/lost.db"));
		try (TestApplication application = startWithAll("--spring.migrations.on-failure=keep-running", WRITABLE)) {
			assertThat(application.json(PATH).at("/tenants/sweep/state").asString()).isEqualTo("STOPPED");
			assertThat(application.get("/actuator/health/readiness", "*/*").statusCode()).isEqualTo(503);
			for (String name : List.of("broken", "lost")) {
				Files.write(this.folder.resolve("users/" + name + ".db"), new byte[0]);
			}
			HttpResponse<String> begun = application.post(PATH + "/tenants/migrate", "{}");
			assertThat(begun.statusCode()).isEqualTo(202);
			assertThat(JsonMapper.shared().readTree(begun.body()).path("total").asInt()).isEqualTo(6);
			awaitEndOfWalk(application);
			assertThat(application.json(PATH).at("/tenants/byState")).hasToString("{\"UP_TO_DATE\":6}");
			assertThat(application.get("/actuator/health/readiness", "*/*").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void lazyTenantsAreWalkedToWhenAPersonAsksForIt() throws IOException {
		Files.delete(this.folder.resolve("users/broken.db"));
		try (TestApplication application = start(WRITABLE)) {
			assertThat(application.json(PATH).path("tenants").has("sweep")).isFalse();
			assertThat(application.post(PATH + "/tenants/migrate", "{}").statusCode()).isEqualTo(202);
			awaitEndOfWalk(application);
			assertThat(application.json(PATH).at("/tenants/byState")).hasToString("{\"UP_TO_DATE\":4}");
		}
	}

	private static void awaitEndOfWalk(TestApplication application) {
		Awaitility.await().until(() -> application.json(PATH).at("/tenants/sweep/state").asString().equals("DONE"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"400 | rollback | {} | There is no operation 'rollback' for all tenants. | The operation is: migrate. Nothing has been changed.",
			"404 | clean | {} | There is no operation 'clean' for all tenants. | The operation is: migrate. Nothing has been changed.",
			"400 | migrate | {\"to\": \"001\"} | 'to' does not belong to the migration of all tenants. | Nothing has been changed.",
			"400 | migrate | {\"steps\": \"1\"} | 'steps' does not belong to the migration of all tenants. | Nothing has been changed." })
	void refusesWhatCannotBeDoneToAll(int status, String action, String body, String message, String advice) {
		try (TestApplication application = start(WRITABLE)) {
			HttpResponse<String> response = application.post(PATH + "/tenants/" + action, body);
			assertThat(response.statusCode()).isEqualTo(status);
			JsonNode json = JsonMapper.shared().readTree(response.body());
			assertThat(json.path("message").asString()).isEqualTo(message);
			assertThat(json.path("action").asString()).isEqualTo(advice);
			assertThat(application.json(PATH).path("tenants").has("sweep")).isFalse();
		}
	}

	@Test
	void walksToNobodyWhereNothingIsMigrated() {
		try (TestApplication application = start(WRITABLE, "--spring.migrations.run-on=never")) {
			HttpResponse<String> response = application.post(PATH + "/tenants/migrate", "{}");
			assertThat(response.statusCode()).isEqualTo(400);
			assertThat(JsonMapper.shared().readTree(response.body()).path("message").asString())
				.isEqualTo("No tenant is migrated by this application, because spring.migrations.run-on=never is set.");
		}
	}

	@Test
	void thereIsNoSuchThingInAnApplicationWithoutTenants() {
		try (TestApplication application = TestApplication.started("--" + TestFiles.sqlite(this.folder))) {
			assertThat(application.json(PATH).propertyNames()).containsExactly("databases");
			assertThat(application.get(PATH + "/tenants", "*/*").statusCode()).isEqualTo(404);
			assertThat(application.get(PATH + "/tenants/ann", "*/*").statusCode()).isEqualTo(404);
		}
	}

	@Test
	void aDatabaseOfThatNameIsNotHiddenInSilence(CapturedOutput output) {
		try (TestApplication application = start(DatabaseCalledTenants.class)) {
			JsonNode all = application.json(PATH);
			assertThat(all.at("/databases/tenants/product").asString()).isEqualTo("SQLite");
			assertThat(all.at("/tenants/total").asInt()).isEqualTo(5);
			HttpResponse<String> list = application.get(PATH + "/tenants", "application/json");
			assertThat(list.body()).startsWith("{\"page\":0,");
		}
		assertThat(output).containsOnlyOnce("Database 'tenants' has the name of the list of tenants: "
				+ "/actuator/migrations/tenants shows the list, and this database is shown with the others only. Give its "
				+ "DataSource bean another name");
	}

	/**
	 * Nobody is a tenant of the endpoint itself.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Tenant implements CurrentTenant {

		@Override
		public @Nullable String get() {
			return null;
		}

	}

	/**
	 * The application's own database has an unlucky name.
	 */
	@Configuration(proxyBeanMethods = false)
	static class DatabaseCalledTenants extends Tenant {

		@Bean
		DataSource tenants(Environment environment) {
			SQLiteDataSource dataSource = new SQLiteDataSource();
			dataSource.setUrl(environment.getRequiredProperty("spring.datasource.url"));
			return dataSource;
		}

	}

}
