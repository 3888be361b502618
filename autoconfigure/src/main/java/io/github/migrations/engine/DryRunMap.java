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
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Trial;

/**
 * What a dry run has found, as nested maps, lists, texts and numbers, which any writer of
 * JSON understands. What there is nothing to say about is left out.
 */
public final class DryRunMap {

	private DryRunMap() {
	}

	/**
	 * Converts the reports of several databases.
	 * @param databases the report of each database by its name
	 * @return a map with one key, {@code databases}
	 */
	public static Map<String, Object> of(Map<String, DryRunReport> databases) {
		Map<String, Object> all = new LinkedHashMap<>();
		databases.forEach((name, report) -> all.put(name, of(report)));
		return Map.of("databases", all);
	}

	/**
	 * Converts the report of one database.
	 * @param report the report
	 * @return its parts by name
	 */
	public static Map<String, Object> of(DryRunReport report) {
		Map<String, Object> map = new LinkedHashMap<>();
		map.put("product", report.product());
		map.put("copy", report.copy());
		map.put("fails", report.fails());
		map.put("durationMs", report.durationMs());
		put(map, "warnings", report.warnings());
		map.put("migrations", report.migrations().stream().map(DryRunMap::migration).toList());
		put(map, "locked", report.locked().stream().map(DryRunMap::held).toList());
		put(map, "tables", report.tables().stream().map(DryRunMap::table).toList());
		return map;
	}

	private static Map<String, Object> migration(DryRunReport.Migration migration) {
		Map<String, Object> map = new LinkedHashMap<>();
		map.put("version", migration.version());
		map.put("description", migration.description());
		map.put("file", migration.file());
		map.put("outcome", migration.outcome().name());
		put(map, "reason", migration.reason());
		map.put("durationMs", migration.durationMs());
		put(map, "warnings", migration.warnings());
		map.put("statements", migration.statements().stream().map(DryRunMap::statement).toList());
		return map;
	}

	private static Map<String, Object> statement(DryRunReport.Statement statement) {
		Map<String, Object> map = new LinkedHashMap<>();
		map.put("number", statement.number());
		map.put("count", statement.count());
		map.put("line", statement.line());
		map.put("statement", statement.text());
		map.put("outcome", statement.outcome().name());
		put(map, "reason", statement.reason());
		map.put("rows", statement.rows());
		map.put("durationMs", statement.durationMs());
		put(map, "locks", statement.effects().locks().stream().map(DryRunMap::lock).toList());
		put(map, "rewritten", statement.effects().rewritten());
		put(map, "unfinished", statement.effects().unfinished());
		put(map, "changes", statement.effects().changes());
		return map;
	}

	private static Map<String, Object> lock(Trial.Lock lock) {
		Map<String, Object> map = new LinkedHashMap<>();
		map.put("table", lock.table());
		map.put("mode", lock.mode());
		return map;
	}

	private static Map<String, Object> held(Trial.Held held) {
		Map<String, Object> map = lock(held.lock());
		map.put("durationMs", held.duration().toMillis());
		return map;
	}

	private static Map<String, Object> table(DryRunReport.Table table) {
		Map<String, Object> map = new LinkedHashMap<>();
		map.put("table", table.name());
		put(map, "before", table.before());
		put(map, "after", table.after());
		return map;
	}

	private static void put(Map<String, Object> map, String name, @Nullable Object value) {
		if (value != null && !List.of().equals(value)) {
			map.put(name, value);
		}
	}

}
