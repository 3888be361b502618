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

package io.github.migrations.differential;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import io.github.migrations.differential.Snapshot.Table;

/**
 * Finds what differs between our database and the client's. Times and random values
 * differ by nature: what is not the same in two runs of the client itself is no
 * difference.
 */
final class Comparison {

	private static final int LONGEST = 400;

	private static final Table NONE = new Table(List.of(), List.of());

	private final List<String> differences = new ArrayList<>();

	private final Set<String> varying = new TreeSet<>();

	/**
	 * Compares the databases.
	 * @param again a second run of the client, or the same as the first if there is none
	 */
	Comparison(Snapshot ours, Snapshot client, Snapshot again) {
		for (String key : keys(ours.schema(), client.schema())) {
			if (!Objects.equals(client.schema().get(key), again.schema().get(key))) {
				this.varying.add(key);
			}
			else if (!Objects.equals(ours.schema().get(key), client.schema().get(key))) {
				differ(key, ours.schema().get(key), client.schema().get(key));
			}
		}
		for (String name : keys(ours.tables(), client.tables())) {
			compare(name, ours.tables().getOrDefault(name, NONE), client.tables().getOrDefault(name, NONE),
					again.tables().getOrDefault(name, NONE));
		}
	}

	/** One text for each object or row that is not the same. */
	List<String> differences() {
		return this.differences;
	}

	/** The objects and columns that could not be compared. */
	Set<String> varying() {
		return this.varying;
	}

	private void compare(String name, Table ours, Table client, Table again) {
		if (!ours.columns().equals(client.columns())) {
			differ("columns of " + name, ours.columns(), client.columns());
			return;
		}
		Set<Integer> stable = new HashSet<>();
		for (int column = 0; column < client.columns().size(); column++) {
			if (project(client, Set.of(column)).equals(project(again, Set.of(column)))) {
				stable.add(column);
			}
			else {
				this.varying.add("column " + name + "." + client.columns().get(column));
			}
		}
		Map<String, Integer> rows = new LinkedHashMap<>();
		project(client, stable).forEach((row) -> rows.merge(row, 1, Integer::sum));
		project(ours, stable).forEach((row) -> rows.merge(row, -1, Integer::sum));
		rows.forEach((row, count) -> {
			if (count != 0) {
				differ("row of " + name + " " + row, Math.max(0, -count), Math.max(0, count));
			}
		});
	}

	private static List<String> project(Table table, Set<Integer> columns) {
		List<String> rows = new ArrayList<>();
		for (List<?> row : table.rows()) {
			rows.add(IntStream.range(0, row.size()).filter(columns::contains).mapToObj(row::get).toList().toString());
		}
		Collections.sort(rows);
		return rows;
	}

	private void differ(String what, @Nullable Object ours, @Nullable Object client) {
		this.differences
			.add("%s%n    ours:   %s%n    client: %s".formatted(shortened(what), shortened(ours), shortened(client)));
	}

	private static String shortened(@Nullable Object text) {
		String shown = String.valueOf(text);
		return (shown.length() > LONGEST) ? shown.substring(0, LONGEST) + "…" : shown;
	}

	private static Set<String> keys(Map<String, ?> one, Map<String, ?> other) {
		Set<String> keys = new TreeSet<>(one.keySet());
		keys.addAll(other.keySet());
		return keys;
	}

}
