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

package io.github.migrations.sample;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

import io.github.migrations.autoconfigure.TenantMigrations;
import io.github.migrations.engine.Migrator;
import io.github.migrations.engine.RollbackRequest;
import io.github.migrations.script.Version;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What users keep track of, each in a file of their own: the whole application, over real
 * HTTP. Every test has users of its own.
 */
class TrackerApiTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private static Path folder;

	@SuppressWarnings("NullAway.Init")
	private static ConfigurableApplicationContext application;

	@SuppressWarnings("NullAway.Init")
	private static RestTestClient client;

	@BeforeAll
	static void start() {
		application = new SpringApplicationBuilder(SampleApplication.class).run("--server.port=0",
				"--spring.datasource.url=jdbc:sqlite:" + folder.resolve("conversations.db"),
				"--spring.migrations.tenants.files=file:" + folder.resolve("users") + "/{tenant}.db");
		String port = application.getEnvironment().getRequiredProperty("local.server.port");
		client = RestTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
	}

	@AfterAll
	static void stop() {
		application.close();
	}

	@Test
	void theFirstRequestOfAUserMakesAMigratedFile() throws SQLException {
		Path file = folder.resolve("users/first-user_1.db");
		assertThat(file).doesNotExist();
		assertThat(read("/users/first-user_1/jobs", "$[*].id")).isEmpty();
		assertThat(file).exists();
		assertThat(column(file, "SELECT version FROM schema_migrations ORDER BY version")).containsExactly("001", "002",
				"003", "004", "005");
		assertThat(column(file, "SELECT name FROM sqlite_schema WHERE type = 'table'")).contains("jobs", "contacts",
				"resumes");
	}

	@Test
	void whatTheMigrationsMakeCanBeTakenBack() throws SQLException {
		assertThat(read("/users/undone/jobs", "$[*].id")).isEmpty();
		Migrator migrator = Objects.requireNonNull(application.getBean(TenantMigrations.class).find("undone"));
		migrator.rollback(RollbackRequest.to(Objects.requireNonNull(Version.parse("0"))));
		assertThat(column(folder.resolve("users/undone.db"), "SELECT name FROM sqlite_schema WHERE sql IS NOT NULL"))
			.containsExactlyInAnyOrder("schema_migrations", "schema_migrations_details");
	}

	@Test
	void keepsTrackOfJobs() {
		String job = """
				{"company": "Größe & Co", "title": "Engineer; DROP TABLE jobs", "status": "applied",
				"url": "https://example.org/?a=1&b=2", "applyBy": "2026-12-24"}""";
		URI location = created("/users/jobs/jobs", job);
		assertThat(location).asString().startsWith("/users/jobs/jobs/");
		get(location.toString()).expectStatus().isOk().expectBody().json(job);
		created("/users/jobs/jobs", """
				{"company": "Other", "title": "Clerk"}""");
		assertThat(read("/users/jobs/jobs", "$[*].status")).containsExactlyInAnyOrder("applied", "saved");
	}

	@Test
	void keepsTrackOfContacts() {
		String job = id(created("/users/contacts/jobs", """
				{"company": "One", "title": "Engineer"}"""));
		URI contact = created("/users/contacts/contacts", """
				{"name": "Ada", "email": "ada@example.org", "jobId": "%s"}""".formatted(job));
		get(contact.toString()).expectBody().json("""
				{"name": "Ada", "email": "ada@example.org", "jobId": "%s"}""".formatted(job));
		delete("/users/contacts/jobs/" + job).expectStatus().isNoContent();
		get(contact.toString()).expectStatus().isOk().expectBody().jsonPath("$.jobId").isEqualTo(null);
		expectProblem(post("/users/contacts/contacts", """
				{"name": "Ada", "jobId": "gone"}"""), HttpStatus.BAD_REQUEST, "There is no job 'gone'.");
	}

	@Test
	void keepsTrackOfResumes() {
		URI resume = created("/users/resumes/resumes", """
				{"title": "Short", "text": "I can.\\n"}""");
		get(resume.toString()).expectBody().json("""
				{"title": "Short", "text": "I can.\\n"}""");
		delete(resume.toString()).expectStatus().isNoContent();
		assertThat(read("/users/resumes/resumes", "$[*].id")).isEmpty();
	}

	@Test
	void nobodySeesWhatAnotherUserHas() throws SQLException {
		List<String> users = IntStream.range(0, 12).mapToObj((number) -> "alone" + number).toList();
		List<CompletableFuture<Void>> clients = users.stream()
			.map((user) -> CompletableFuture.runAsync(() -> fill(user), (task) -> new Thread(task).start()))
			.toList();
		clients.forEach(CompletableFuture::join);
		for (String user : users) {
			String base = "/users/" + user;
			assertThat(read(base + "/jobs", "$[*].company")).hasSize(5).containsOnly(user);
			assertThat(read(base + "/contacts", "$[*].name")).hasSize(5).containsOnly(user);
			assertThat(read(base + "/resumes", "$[*].title")).hasSize(5).containsOnly(user);
			assertThat(column(folder.resolve("users/" + user + ".db"), "SELECT DISTINCT company FROM jobs"))
				.containsExactly(user);
		}
		String others = read("/users/alone0/jobs", "$[*].id").get(0);
		expectProblem(get("/users/alone1/jobs/" + others), HttpStatus.NOT_FOUND, "There is no job '" + others + "'.");
		expectProblem(delete("/users/alone1/jobs/" + others), HttpStatus.NOT_FOUND,
				"There is no job '" + others + "'.");
		get("/users/alone0/jobs/" + others).expectStatus().isOk();
	}

	private static void fill(String user) {
		for (int i = 0; i < 5; i++) {
			created("/users/" + user + "/jobs", "{\"company\": \"%s\", \"title\": \"x\"}".formatted(user));
			created("/users/" + user + "/contacts", "{\"name\": \"%s\"}".formatted(user));
			created("/users/" + user + "/resumes", "{\"title\": \"%s\", \"text\": \"x\"}".formatted(user));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Ada", "..", "%2e%2e", "a.b", "-a", "_a", "a b", "a%00", "ä", "а",
			"0123456789012345678901234567890123456789012345678901234567890123" })
	void whatIsNoNameOfAUserIsRefusedAndMakesNoFile(String user) throws IOException {
		Files.createDirectories(folder.resolve("users"));
		List<Path> before = files();
		for (String path : List.of("/jobs", "/contacts", "/resumes", "/jobs/1")) {
			int status = get(URI
				.create("http://localhost:" + application.getEnvironment().getRequiredProperty("local.server.port")
						+ "/users/" + user.replace(" ", "%20") + path))
				.returnResult()
				.getStatus()
				.value();
			assertThat(status).as(user + path)
				.isIn((user.contains("%2e") || user.equals("..")) ? List.of(400, 404) : List.of(400));
		}
		assertThat(files()).isEqualTo(before);
	}

	@Test
	void aBadNameOfAUserIsExplained() {
		expectProblem(get("/users/Ada/jobs"), HttpStatus.BAD_REQUEST, "Validation failure").jsonPath("$.errors[0].name")
			.isEqualTo("user")
			.jsonPath("$.errors[0].message")
			.isEqualTo("must be 1 to 63 of a-z, 0-9, '-' and '_', the first a letter or a digit");
	}

	@ParameterizedTest
	@CsvSource({ "jobs, job", "contacts, contact", "resumes, resume" })
	void whatIsNotThereIsNotFound(String path, String kind) {
		String detail = "There is no %s '1'.".formatted(kind);
		expectProblem(get("/users/nothing/" + path + "/1"), HttpStatus.NOT_FOUND, detail);
		expectProblem(delete("/users/nothing/" + path + "/1"), HttpStatus.NOT_FOUND, detail);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			jobs     | {"company": " ", "title": "x", "status": "no", "url": null} | ["company","status"]
			contacts | {"name": "", "email": "no address"}                         | ["email","name"]
			resumes  | {"title": "x"}                                              | ["text"]
			""")
	void anInvalidRequestSaysWhatIsWrong(String path, String body, String names) {
		expectProblem(post("/users/invalid/" + path, body), HttpStatus.BAD_REQUEST, "Validation failure")
			.jsonPath("$.errors[*].name")
			.value(List.class, (actual) -> assertThat(actual).isEqualTo(JsonPath.read(names, "$[*]")));
		assertThat(read("/users/invalid/" + path, "$[*].id")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "[]", "{\"company\": \"x\", \"title\": \"y\", \"applyBy\": \"tomorrow\"}" })
	void whatIsNoJobIsRefused(String body) {
		expectProblem(post("/users/malformed/jobs", body), HttpStatus.BAD_REQUEST, "Failed to read request");
		assertThat(read("/users/malformed/jobs", "$[*].id")).isEmpty();
	}

	@Test
	void aFileThatIsNoDatabaseIsForItsUserAlone() throws IOException {
		Files.createDirectories(folder.resolve("users"));
		Files.writeString(folder.resolve("users/broken.db"), "This is not a database, but a text of some length. ");
		expectProblem(get("/users/broken/jobs"), HttpStatus.SERVICE_UNAVAILABLE,
				"The data cannot be read or written at the moment.");
		get("/users/whole/jobs").expectStatus().isOk();
	}

	@Test
	void theConversationsAreThoseOfEverybody() {
		client.post()
			.uri("/conversations")
			.contentType(MediaType.APPLICATION_JSON)
			.body("{\"id\": \"shared\", \"title\": \"Shared\"}")
			.exchange()
			.expectStatus()
			.isCreated();
		assertThat(read("/actuator/migrations", "$.databases.*.applied[*].version")).containsExactly("001", "002",
				"003", "004", "005", "006");
		assertThat(read("/actuator/health", "$.status")).containsExactly("UP");
	}

	/**
	 * Reads names only: what SQLite puts beside a file may be gone in the next moment,
	 * when a connection has been idle for long enough.
	 */
	private static List<Path> files() throws IOException {
		List<Path> found = new ArrayList<>();
		for (Path parent : List.of(folder, folder.resolve("users"))) {
			try (Stream<Path> files = Files.list(parent)) {
				files.filter((file) -> !file.toString().matches(".*-(wal|shm)")).forEach(found::add);
			}
		}
		return found.stream().sorted().toList();
	}

	private static URI created(String uri, String body) {
		return Objects.requireNonNull(
				post(uri, body).expectStatus().isCreated().returnResult().getResponseHeaders().getLocation(),
				HttpHeaders.LOCATION);
	}

	private static String id(URI location) {
		return location.getPath().substring(location.getPath().lastIndexOf('/') + 1);
	}

	private static ResponseSpec post(String uri, String body) {
		return client.post().uri(uri).contentType(MediaType.APPLICATION_JSON).body(body).exchange();
	}

	private static ResponseSpec get(String uri) {
		return client.get().uri(uri).exchange();
	}

	private static ResponseSpec get(URI uri) {
		return client.get().uri(uri).exchange();
	}

	private static ResponseSpec delete(String uri) {
		return client.delete().uri(uri).exchange();
	}

	private static List<String> read(String uri, String path) {
		byte[] body = get(uri).expectStatus().isOk().returnResult().getResponseBodyContent();
		Object value = JsonPath.read(new String(body), path);
		return (value instanceof List<?> list) ? list.stream().map(String::valueOf).toList()
				: List.of(String.valueOf(value));
	}

	private static RestTestClient.BodyContentSpec expectProblem(ResponseSpec response, HttpStatus status,
			String detail) {
		return ConversationApiTests.expectProblem(response, status, detail);
	}

	private static List<String> column(Path file, String sql) throws SQLException {
		List<String> values = new ArrayList<>();
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(sql)) {
			while (rows.next()) {
				values.add(rows.getString(1));
			}
		}
		return values;
	}

}
