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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.PositiveOrZero;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Conversations over HTTP.
 */
@RestController
@RequestMapping("/conversations")
class ConversationController {

	private final ConversationRepository repository;

	ConversationController(ConversationRepository repository) {
		this.repository = repository;
	}

	@GetMapping
	List<ConversationSummary> list(@RequestParam(defaultValue = "50") @Min(1) @Max(500) int limit,
			@RequestParam(defaultValue = "0") @PositiveOrZero int offset) {
		return this.repository.list(limit, offset);
	}

	@PostMapping
	ResponseEntity<Conversation> create(@Valid @RequestBody ConversationRequest request) {
		String id = Objects.requireNonNullElseGet(request.id(), () -> UUID.randomUUID().toString());
		Instant now = now();
		if (!this.repository.insert(request.toConversation(id, now, now))) {
			throw problem(HttpStatus.CONFLICT, "There is a conversation '" + id + "' already.");
		}
		return ResponseEntity.created(URI.create("/conversations/" + id)).body(read(id));
	}

	@GetMapping("/{id}")
	Conversation read(@PathVariable String id) {
		return this.repository.find(id).orElseThrow(() -> notFound(id));
	}

	@PutMapping("/{id}")
	Conversation replace(@PathVariable String id, @Valid @RequestBody ConversationRequest request) {
		Instant now = now();
		if (!this.repository.update(request.toConversation(id, now, now))) {
			throw notFound(id);
		}
		return read(id);
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(@PathVariable String id) {
		if (!this.repository.delete(id)) {
			throw notFound(id);
		}
	}

	private static Instant now() {
		return Instant.now().truncatedTo(ChronoUnit.MILLIS);
	}

	private static ErrorResponseException notFound(String id) {
		return problem(HttpStatus.NOT_FOUND, "There is no conversation '" + id + "'.");
	}

	private static ErrorResponseException problem(HttpStatus status, String detail) {
		return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
	}

}
