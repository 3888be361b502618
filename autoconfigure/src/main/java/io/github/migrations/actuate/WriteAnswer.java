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

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

import io.github.migrations.engine.AlreadyRunningException;
import io.github.migrations.engine.InvalidRequestException;
import io.github.migrations.engine.MigrationException;
import io.github.migrations.engine.Status;
import io.github.migrations.engine.StatusMap;

/**
 * Says over HTTP what has become of a request to change a database.
 */
final class WriteAnswer {

	private static final int ACCEPTED = 202;

	private static final int CONFLICT = 409;

	private WriteAnswer() {
	}

	static WebEndpointResponse<Map<String, Object>> done(Map<String, Object> result) {
		return answer(result, WebEndpointResponse.STATUS_OK);
	}

	static WebEndpointResponse<Map<String, Object>> begun(Map<String, Object> result) {
		return answer(result, ACCEPTED);
	}

	static WebEndpointResponse<Map<String, Object>> notFound(String message, String action) {
		return answer(words(message, action), WebEndpointResponse.STATUS_NOT_FOUND);
	}

	static WebEndpointResponse<Map<String, Object>> refused(InvalidRequestException ex) {
		return answer(words(ex), WebEndpointResponse.STATUS_BAD_REQUEST);
	}

	static WebEndpointResponse<Map<String, Object>> busy(AlreadyRunningException ex) {
		return answer(words(ex), CONFLICT);
	}

	/**
	 * The status says what the database is like now.
	 */
	static WebEndpointResponse<Map<String, Object>> failed(MigrationException ex, Status now) {
		Map<String, Object> map = words(ex);
		map.putAll(StatusMap.of(new Status(now.product(), now.productVersion(), now.table(), now.state(), now.version(),
				now.applied(), now.pending(), now.repeatable(), now.running(), now.waiting(), ex.getFailure())));
		return answer(map, WebEndpointResponse.STATUS_INTERNAL_SERVER_ERROR);
	}

	private static Map<String, Object> words(MigrationException ex) {
		return words(String.valueOf(ex.getMessage()), ex.getAction());
	}

	private static Map<String, Object> words(String message, String action) {
		Map<String, Object> map = new LinkedHashMap<>();
		map.put("message", message);
		map.put("action", action);
		return map;
	}

	private static WebEndpointResponse<Map<String, Object>> answer(Map<String, Object> map, int status) {
		return new WebEndpointResponse<>(OperationResponseBody.of(map), status);
	}

}
