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

package io.github.migrations.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * What a database looks like: its tables, columns, indexes, constraints, views, triggers
 * and the like, each described so that equal things have equal descriptions.
 *
 * @param items what there is
 */
public record Schema(List<Item> items) {

	public Schema {
		items = List.copyOf(items);
	}

	/**
	 * Returns the names of the schemas that hold anything.
	 * @return the names
	 */
	public Set<String> schemas() {
		return this.items.stream().map(Item::schema).collect(Collectors.toSet());
	}

	/**
	 * Returns only what lies in some schemas.
	 * @param schemas their names
	 * @return the same items without all others
	 */
	public Schema within(Set<String> schemas) {
		return new Schema(this.items.stream().filter((item) -> schemas.contains(item.schema())).toList());
	}

	/**
	 * Compares with another schema.
	 * @param expected the other one
	 * @return what differs, in the order of the names; empty if they are equal
	 */
	public List<Difference> differencesTo(Schema expected) {
		Map<String, Difference> differences = new TreeMap<>();
		Map<String, String> theirs = expected.definitions();
		Map<String, String> ours = definitions();
		ours.forEach((object, definition) -> {
			if (!definition.equals(theirs.get(object))) {
				differences.put(object, new Difference(object, definition, theirs.get(object)));
			}
		});
		theirs.forEach((object, definition) -> {
			if (!ours.containsKey(object)) {
				differences.put(object, new Difference(object, null, definition));
			}
		});
		return new ArrayList<>(differences.values());
	}

	private Map<String, String> definitions() {
		Map<String, String> definitions = new TreeMap<>();
		this.items.forEach((item) -> definitions.merge(item.object(), item.definition(),
				(first, second) -> (first.compareTo(second) <= 0) ? first + "; " + second : second + "; " + first));
		return definitions;
	}

	/**
	 * One thing in a database.
	 *
	 * @param schema the schema that it lies in
	 * @param object what it is, such as {@code column public.users.name}
	 * @param definition everything else about it, possibly empty
	 */
	public record Item(String schema, String object, String definition) {
	}

	/**
	 * One thing that two databases do not have in common.
	 *
	 * @param object what it is
	 * @param actual its definition, or {@code null} where it is missing
	 * @param expected its definition in the other database, or {@code null} where it is
	 * missing there
	 */
	public record Difference(String object, @Nullable String actual, @Nullable String expected) {
	}

}
