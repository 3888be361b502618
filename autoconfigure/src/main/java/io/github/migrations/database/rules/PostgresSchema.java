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

package io.github.migrations.database.rules;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What the files so far tell about the schema, which need not be all.
 */
final class PostgresSchema {

	/** What gives another value each time, of the functions that everybody has. */
	private static final Set<String> VOLATILE = Set.of("random", "random_normal", "gen_random_uuid", "uuidv4", "uuidv7",
			"uuid_generate_v1", "uuid_generate_v1mc", "uuid_generate_v4", "gen_random_bytes", "gen_salt",
			"clock_timestamp", "timeofday", "nextval");

	private final Map<Name, PostgresTable> tables = new HashMap<>();

	/** The table of each index. */
	private final Map<Name, Name> indexes = new HashMap<>();

	private final Set<String> schemas = new HashSet<>();

	private final Set<String> volatileFunctions = new HashSet<>(VOLATILE);

	/**
	 * Finds a table.
	 * @return the table, or {@code null} if no file made it, or several it could be
	 */
	@Nullable PostgresTable table(Name name) {
		Name found = find(this.tables.keySet(), name);
		return (found != null) ? this.tables.get(found) : null;
	}

	/** The table of an index, or {@code null} if no file made it. */
	@Nullable Name tableOf(Name index) {
		Name found = find(this.indexes.keySet(), index);
		return (found != null) ? this.indexes.get(found) : null;
	}

	/** Whether a file has made a schema. */
	boolean hasSchema(String schema) {
		return this.schemas.contains(schema);
	}

	private static @Nullable Name find(Set<Name> names, Name name) {
		if (names.contains(name)) {
			return name;
		}
		List<Name> found = names.stream().filter(name::mayBe).toList();
		return (found.size() == 1) ? found.get(0) : null;
	}

	/** Whether an expression gives another value for each row. */
	boolean isVolatile(List<Token> expression) {
		TokenReader reader = new TokenReader(expression);
		while (reader.hasNext()) {
			Token token = reader.next();
			if (token.isName() && reader.isAt("(") && this.volatileFunctions.contains(token.text())) {
				return true;
			}
		}
		return false;
	}

	/** Takes what a statement does. */
	void apply(PostgresChange change) {
		if (change instanceof PostgresChange.CreateTable create) {
			if (!create.ifNotExists() || table(create.table()) == null) {
				this.tables.put(create.table(), new PostgresTable(create));
			}
		}
		else if (change instanceof PostgresChange.AlterTable alter) {
			alter.actions().forEach((action) -> apply(alter.table(), action));
		}
		else if (change instanceof PostgresChange.CreateIndex create) {
			Name index = create.index();
			if (index != null) {
				// an index lives in the schema of its table
				this.indexes.putIfAbsent(new Name(create.table().schema(), index.name()), create.table());
			}
		}
		else if (change instanceof PostgresChange.CreateFunction create) {
			String name = create.function().name();
			if (create.isVolatile()) {
				this.volatileFunctions.add(name);
			}
			else {
				this.volatileFunctions.remove(name);
			}
		}
		else if (change instanceof PostgresChange.CreateSchema create) {
			this.schemas.add(create.schema());
		}
		else {
			applyDrop(change);
		}
	}

	private void applyDrop(PostgresChange change) {
		if (change instanceof PostgresChange.DropTable drop) {
			drop.tables().forEach((table) -> {
				this.tables.keySet().removeIf(table::mayBe);
				this.indexes.values().removeIf(table::mayBe);
			});
		}
		else if (change instanceof PostgresChange.DropIndex drop) {
			drop.indexes().forEach((index) -> this.indexes.keySet().removeIf(index::mayBe));
		}
		else if (change instanceof PostgresChange.DropSchema drop) {
			drop.schemas()
				.forEach((schema) -> this.tables.keySet().removeIf((it) -> it.schema().equals(schema.name())));
		}
		else if (change instanceof PostgresChange.RenameSchema rename) {
			Map<Name, PostgresTable> moved = new HashMap<>(this.tables);
			moved.keySet().removeIf((table) -> !table.schema().equals(rename.from()));
			this.tables.keySet().removeAll(moved.keySet());
			moved.forEach((name, table) -> this.tables.put(new Name(rename.to(), name.name()), table));
		}
	}

	private void apply(Name name, TableAction action) {
		Name found = find(this.tables.keySet(), name);
		PostgresTable table = (found != null) ? this.tables.get(found) : null;
		if (found == null || table == null) {
			return;
		}
		if (action instanceof TableAction.RenameTable rename) {
			this.tables.remove(found);
			this.tables.put(rename.to(), table);
			this.indexes.replaceAll((index, of) -> (of.mayBe(found)) ? rename.to() : of);
		}
		else {
			table.apply(found, action);
		}
	}

}
