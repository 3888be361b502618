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

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.json.JsonWriter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

import io.github.migrations.engine.Migrator;
import io.github.migrations.engine.State;
import io.github.migrations.engine.Status;

/**
 * The answer to a request that came too early. It names no database, file or statement:
 * anybody may read it.
 *
 * @param detail what the application is doing
 * @param retryAfter when to try again, in seconds
 */
record GateAnswer(String detail, int retryAfter) {

	/** The status of the answer. */
	static final HttpStatus STATUS = HttpStatus.SERVICE_UNAVAILABLE;

	private static final int SOON = 5;

	/** Somebody has to correct something first. */
	private static final int LATER = 60;

	private static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

	private static final List<MediaType> JSON = List.of(MediaType.APPLICATION_PROBLEM_JSON, MediaType.APPLICATION_JSON);

	static GateAnswer of(Migrations migrations, boolean stopping) {
		if (stopping) {
			return new GateAnswer("The application is stopping.", SOON);
		}
		for (Migrator migrator : migrations.all()) {
			if (migrator.failure() != null) {
				return failed(migrator.known());
			}
		}
		for (Migrator migrator : migrations.all()) {
			Status known = migrator.known();
			if (known != null && !known.state().isReady()) {
				return notYet(known);
			}
		}
		return new GateAnswer("The application is starting.", SOON);
	}

	private static GateAnswer failed(@Nullable Status status) {
		Position position = (status != null) ? Position.of(status) : null;
		return new GateAnswer((position != null)
				? "The application is not ready: database migration %s has failed.".formatted(position)
				: "The application is not ready: its database could not be migrated.", LATER);
	}

	private static GateAnswer notYet(Status status) {
		Position position = Position.of(status);
		if (status.state() == State.WAITING || position == null) {
			return new GateAnswer((status.state() == State.WAITING)
					? "The application is not ready yet: another process is migrating the database."
					: "The application is starting.", SOON);
		}
		return new GateAnswer("The application is not ready yet: database migration %s is %s.".formatted(position,
				(status.state() == State.PENDING) ? "pending" : "running"), SOON);
	}

	/**
	 * Returns the headers of the answer, and with them its form.
	 * @param accept the values of the header {@code Accept} of the request
	 * @return the headers, without the length
	 */
	HttpHeaders headers(List<String> accept) {
		HttpHeaders headers = new HttpHeaders();
		headers.setContentType((prefersJson(accept)) ? MediaType.APPLICATION_PROBLEM_JSON : TEXT);
		headers.setCacheControl("no-store");
		headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(this.retryAfter));
		return headers;
	}

	/**
	 * Writes the answer in the form that the headers promise.
	 * @param headers what {@link #headers} has returned; the length is added to it
	 * @return the body
	 */
	byte[] body(HttpHeaders headers) {
		byte[] body = (TEXT.equals(headers.getContentType()) ? text() : json()).getBytes(StandardCharsets.UTF_8);
		headers.setContentLength(body.length);
		return body;
	}

	private String text() {
		return "%s%nTry again in %d seconds.%n".formatted(this.detail, this.retryAfter);
	}

	/**
	 * Problem details as RFC 9457 describes them.
	 */
	private String json() {
		Map<String, Object> problem = new LinkedHashMap<>();
		problem.put("type", "about:blank");
		problem.put("title", STATUS.getReasonPhrase());
		problem.put("status", STATUS.value());
		problem.put("detail", this.detail);
		return JsonWriter.<Map<String, Object>>standard().writeToString(problem);
	}

	/**
	 * JSON is for those who ask for it by name; what a browser asks for, or somebody who
	 * takes anything, is text.
	 */
	private static boolean prefersJson(List<String> accept) {
		try {
			return MediaType.parseMediaTypes(accept)
				.stream()
				.sorted(Comparator.comparingDouble(MediaType::getQualityValue).reversed())
				.filter((type) -> !type.isWildcardType())
				.findFirst()
				.filter((type) -> JSON.stream().anyMatch(type::includes) || "json".equals(type.getSubtypeSuffix()))
				.isPresent();
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

}
