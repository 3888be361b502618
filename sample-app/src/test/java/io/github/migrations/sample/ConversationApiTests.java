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

import java.net.URI;
import java.util.List;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.client.ExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the API promises on every database: the whole application, over real HTTP.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ConversationApiTests {

	@SuppressWarnings("NullAway.Init")
	private ConfigurableApplicationContext application;

	@SuppressWarnings("NullAway.Init")
	private RestTestClient client;

	/**
	 * Makes an empty database.
	 * @return the arguments with which the application uses it
	 */
	abstract List<String> arguments();

	@BeforeAll
	void start() {
		this.application = new SpringApplicationBuilder(SampleApplication.class)
			.run(arguments().toArray(new String[0]));
		String port = this.application.getEnvironment().getRequiredProperty("local.server.port");
		this.client = RestTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
	}

	@AfterAll
	void stop() {
		this.application.close();
	}

	@BeforeEach
	void deleteAll() {
		this.application.getBean(JdbcClient.class).sql("DELETE FROM conversations").update();
	}

	@Test
	void storesWhatIsSentAndReadsItBack() {
		String body = """
				{"id": "chat-1", "title": "Größe 📏", "messages": [{"role": "user", "content": "It's :ok? \\"yes\\""}],
				"totalInputTokens": 9000000000, "totalOutputTokens": 2, "requestCount": 3,
				"costStats": {"usd": 0.25, "by": {"model": [1, null, true]}}, "models": ["a", "b"], "tags": ["x"]}""";
		ResponseSpec created = post(body);
		created.expectStatus().isCreated().expectHeader().valueEquals(HttpHeaders.LOCATION, "/conversations/chat-1");
		String stored = """
				{"id": "chat-1", "title": "Größe 📏", "count": 1,
				"messages": [{"role": "user", "content": "It's :ok? \\"yes\\""}],
				"totalInputTokens": 9000000000, "totalOutputTokens": 2, "requestCount": 3,
				"costStats": {"usd": 0.25, "by": {"model": [1, null, true]}}, "models": ["a", "b"], "tags": ["x"],
				"titleGenerated": false, "titleInvalidated": false, "titleGenerationTime": null}""";
		created.expectBody().json(stored);
		get("/conversations/chat-1").expectStatus().isOk().expectBody().json(stored);
	}

	@Test
	void onlyTheTitleIsRequired() {
		post("""
				{"title": "Hello", "messages": null}""").expectStatus().isCreated().expectBody().json("""
				{"title": "Hello", "count": 0, "messages": [], "totalInputTokens": 0, "totalOutputTokens": 0,
				"requestCount": 0, "costStats": {}, "models": [], "tags": []}""");
	}

	@Test
	void anIdIsMadeWhereNoneIsGiven() {
		URI first = post("""
				{"title": "One"}""").returnResult().getResponseHeaders().getLocation();
		URI second = post("""
				{"title": "Two"}""").returnResult().getResponseHeaders().getLocation();
		assertThat(first).isNotNull().isNotEqualTo(second);
		get(String.valueOf(first)).expectStatus().isOk().expectBody().jsonPath("$.title").isEqualTo("One");
	}

	@Test
	void timesAreIso8601InUtc() {
		this.application.getBean(JdbcClient.class).sql("""
				INSERT INTO conversations (id, title, title_generation_time, created_at)
				VALUES ('old', 'Old', '2026-03-23 11:10:11.125-07:00', '2026-01-01 00:30:00+05:30')""").update();
		get("/conversations/old").expectBody()
			.jsonPath("$.titleGenerationTime")
			.isEqualTo("2026-03-23T18:10:11.125Z")
			.jsonPath("$.createdAt")
			.isEqualTo("2025-12-31T19:00:00Z")
			.jsonPath("$.updatedAt")
			.value(String.class,
					(time) -> assertThat(time).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z"));
	}

	@Test
	void listsTheLastChangedFirstPageByPageWithoutMessages() {
		for (String time : List.of("08", "10", "09")) {
			this.application.getBean(JdbcClient.class).sql("""
					INSERT INTO conversations (id, title, updated_at)
					VALUES ('at-%1$s', 'At %1$s', '2026-01-01 %1$s:00:00.000Z')""".formatted(time)).update();
		}
		assertThat(ids("/conversations")).containsExactly("at-10", "at-09", "at-08");
		assertThat(ids("/conversations?limit=2")).containsExactly("at-10", "at-09");
		assertThat(ids("/conversations?limit=2&offset=2")).containsExactly("at-08");
		get("/conversations").expectBody().jsonPath("$[0].count").isEqualTo(0).jsonPath("$[0].messages").doesNotExist();
	}

	@Test
	void replacingMovesToTheFrontAndKeepsTheTimeOfCreation() {
		for (String id : List.of("first", "second")) {
			this.application.getBean(JdbcClient.class)
				.sql("""
						INSERT INTO conversations (id, title, created_at, updated_at)
						VALUES (:id, 'Old', '2026-01-01 00:00:00.000Z', '2026-01-01 00:00:00.000Z')""")
				.param("id", id)
				.update();
		}
		put("/conversations/second", """
				{"id": "ignored", "title": "New", "messages": ["a", "b"]}""").expectStatus()
			.isOk()
			.expectBody()
			.json("""
					{"id": "second", "title": "New", "count": 2, "createdAt": "2026-01-01T00:00:00Z"}""");
		assertThat(ids("/conversations")).containsExactly("second", "first");
	}

	@Test
	void anIdThatIsTakenIsAConflictAndChangesNothing() {
		post("""
				{"id": "one", "title": "First"}""").expectStatus().isCreated();
		expectProblem(post("""
				{"id": "one", "title": "Second"}"""), HttpStatus.CONFLICT, "There is a conversation 'one' already.");
		get("/conversations/one").expectBody().jsonPath("$.title").isEqualTo("First");
	}

	@Test
	void deletes() {
		post("""
				{"id": "one", "title": "First"}""").expectStatus().isCreated();
		this.client.delete().uri("/conversations/one").exchange().expectStatus().isNoContent();
		expectProblem(get("/conversations/one"), HttpStatus.NOT_FOUND, "There is no conversation 'one'.");
	}

	@Test
	void whatIsNotThereIsNotFound() {
		String detail = "There is no conversation 'none'.";
		expectProblem(get("/conversations/none"), HttpStatus.NOT_FOUND, detail);
		expectProblem(put("/conversations/none", """
				{"title": "New"}"""), HttpStatus.NOT_FOUND, detail);
		expectProblem(this.client.delete().uri("/conversations/none").exchange(), HttpStatus.NOT_FOUND, detail);
	}

	@Test
	void anInvalidRequestSaysWhatIsWrong() {
		ResponseSpec response = post("""
				{"id": "..", "title": " ", "totalInputTokens": -1, "tags": ["x", ""]}""");
		expectProblem(response, HttpStatus.BAD_REQUEST, "Invalid request content.").jsonPath("$.errors[*].name")
			.value(List.class,
					(names) -> assertThat(names).isEqualTo(List.of("id", "tags[1]", "title", "totalInputTokens")));
	}

	@Test
	void invalidPagingSaysWhatIsWrong() {
		expectProblem(get("/conversations?limit=0&offset=-1"), HttpStatus.BAD_REQUEST, "Validation failure")
			.jsonPath("$.errors[*].name")
			.value(List.class, (names) -> assertThat(names).isEqualTo(List.of("limit", "offset")));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "{", "[]", "{\"title\": \"x\", \"messages\": {}}", "{\"title\": \"x\", \"costStats\": 1}" })
	void whatIsNoConversationIsRefused(String body) {
		expectProblem(post(body), HttpStatus.BAD_REQUEST, "Failed to read request");
		assertThat(ids("/conversations")).isEmpty();
	}

	@Test
	void theStartPageLinksToWhatThereIs() {
		String page = get("/").expectStatus().isOk().returnResult(String.class).getResponseBody();
		assertThat(page)
			.contains("href=\"/actuator/migrations\"", "href=\"/actuator/health\"", "href=\"/conversations\"")
			.doesNotContain("<script", "http://", "https://");
	}

	final ResponseSpec post(String body) {
		return this.client.post().uri("/conversations").contentType(MediaType.APPLICATION_JSON).body(body).exchange();
	}

	private ResponseSpec put(String uri, String body) {
		return this.client.put().uri(uri).contentType(MediaType.APPLICATION_JSON).body(body).exchange();
	}

	final ResponseSpec get(String uri) {
		return this.client.get().uri(uri).exchange();
	}

	private List<String> ids(String uri) {
		ExchangeResult result = get(uri).expectStatus().isOk().returnResult();
		return JsonPath.read(new String(result.getResponseBodyContent()), "$[*].id");
	}

	static RestTestClient.BodyContentSpec expectProblem(ResponseSpec response, HttpStatus status, String detail) {
		return response.expectStatus()
			.isEqualTo(status)
			.expectHeader()
			.contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
			.expectBody()
			.jsonPath("$.status")
			.isEqualTo(status.value())
			.jsonPath("$.detail")
			.isEqualTo(detail);
	}

}
