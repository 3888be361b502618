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

import jakarta.validation.Valid;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * What users keep track of, over HTTP. The first request of a user makes the file of that
 * user.
 *
 * @param <T> what it is
 * @param <R> what a client sends to store one
 */
abstract class TrackerController<T extends Tracked, R> {

	private final TrackerTable<T, R> table;

	private final String kind;

	TrackerController(TrackerTable<T, R> table, String kind) {
		this.table = table;
		this.kind = kind;
	}

	@GetMapping
	List<T> list(@PathVariable @UserName String user) {
		return this.table.list();
	}

	@PostMapping
	ResponseEntity<T> create(@PathVariable @UserName String user, @Valid @RequestBody R request) {
		check(request);
		String id = this.table.insert(request);
		URI location = URI.create("/users/%s/%ss/%s".formatted(user, this.kind, id));
		return ResponseEntity.created(location).body(read(user, id));
	}

	@GetMapping("/{id}")
	T read(@PathVariable @UserName String user, @PathVariable String id) {
		return this.table.find(id).orElseThrow(() -> notFound(id));
	}

	@DeleteMapping("/{id}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void delete(@PathVariable @UserName String user, @PathVariable String id) {
		if (!this.table.delete(id)) {
			throw notFound(id);
		}
	}

	/**
	 * Checks what can be checked only in the database.
	 * @param request what a client sent
	 * @throws ErrorResponseException if it cannot be stored
	 */
	void check(R request) {
	}

	private ErrorResponseException notFound(String id) {
		return problem(HttpStatus.NOT_FOUND, "There is no %s '%s'.".formatted(this.kind, id));
	}

	static ErrorResponseException problem(HttpStatus status, String detail) {
		return new ErrorResponseException(status, ProblemDetail.forStatusAndDetail(status, detail), null);
	}

}
