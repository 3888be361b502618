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

package io.github.migrations.engine;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.LockHolder;

/**
 * A status as nested maps, lists, texts and numbers, which any writer of JSON
 * understands. What there is nothing to say about is left out.
 */
public final class StatusMap {

	private StatusMap() {
	}

	/**
	 * Converts the status of several databases.
	 * @param databases the status of each database by its name
	 * @return a map with one key, {@code databases}
	 */
	public static Map<String, Object> of(Map<String, Status> databases) {
		Map<String, Object> all = new LinkedHashMap<>();
		databases.forEach((name, status) -> all.put(name, of(status)));
		return Map.of("databases", all);
	}

	/**
	 * Converts the status of one database.
	 * @param status the status
	 * @return its parts by name
	 */
	public static Map<String, Object> of(Status status) {
		Map<String, Object> map = new LinkedHashMap<>();
		map.put("product", status.product());
		map.put("productVersion", status.productVersion());
		map.put("table", status.table());
		map.put("state", status.state().name());
		put(map, "version", status.version());
		map.put("applied", status.applied().stream().map(StatusMap::applied).toList());
		map.put("pending", status.pending().stream().map(StatusMap::pending).toList());
		if (!status.repeatable().isEmpty()) {
			map.put("repeatable", status.repeatable().stream().map(StatusMap::repeatable).toList());
		}
		if (status.running() != null) {
			map.put("running", running(status.running()));
		}
		if (status.waiting() != null) {
			map.put("waiting", waiting(status.waiting()));
		}
		if (status.failure() != null) {
			map.put("failure", of(status.failure()));
		}
		return map;
	}

	private static Map<String, Object> applied(Status.Applied applied) {
		Map<String, Object> map = new LinkedHashMap<>();
		map.put("version", applied.version());
		map.put("description", applied.description());
		put(map, "appliedAt", (applied.appliedAt() != null) ? applied.appliedAt().toString() : null);
		put(map, "executionTimeMs", applied.executionTimeMs());
		map.put("undoable", applied.undoable());
		return map;
	}

	private static Map<String, Object> pending(Status.Pending pending) {
		Map<String, Object> map = new LinkedHashMap<>();
		map.put("version", pending.version());
		map.put("description", pending.description());
		map.put("undoable", pending.undoable());
		return map;
	}

	private static Map<String, Object> repeatable(Status.Repeatable repeatable) {
		Map<String, Object> map = new LinkedHashMap<>();
		map.put("name", repeatable.name());
		map.put("description", repeatable.description());
		put(map, "appliedAt", (repeatable.appliedAt() != null) ? repeatable.appliedAt().toString() : null);
		map.put("pending", repeatable.pending());
		return map;
	}

	private static Map<String, Object> running(Status.Running running) {
		Map<String, Object> map = new LinkedHashMap<>();
		map.put("version", running.version());
		map.put("statement", running.statement());
		map.put("statements", running.statements());
		map.put("line", running.line());
		map.put("rows", running.rows());
		map.put("percent", running.percent());
		map.put("elapsedMs", running.elapsedMs());
		put(map, "detail", running.detail());
		return map;
	}

	private static Map<String, Object> waiting(Status.WaitingFor waiting) {
		Map<String, Object> map = new LinkedHashMap<>();
		LockHolder holder = waiting.holder();
		map.put("holder", holder.toString());
		put(map, "pid", holder.pid());
		put(map, "application", holder.application());
		put(map, "host", holder.host());
		put(map, "holderSince", (holder.since() != null) ? holder.since().toString() : null);
		map.put("since", waiting.since().toString());
		return map;
	}

	/**
	 * Converts a failure.
	 * @param failure the failure
	 * @return its parts by name
	 */
	public static Map<String, Object> of(Status.Failure failure) {
		Map<String, Object> map = new LinkedHashMap<>();
		put(map, "version", failure.version());
		put(map, "file", failure.file());
		put(map, "line", (failure.line() > 0) ? failure.line() : null);
		map.put("message", failure.message());
		return map;
	}

	private static void put(Map<String, Object> map, String key, @Nullable Object value) {
		if (value != null) {
			map.put(key, value);
		}
	}

}
