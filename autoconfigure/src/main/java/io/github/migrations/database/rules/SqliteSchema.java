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

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What the files so far tell about the schema, which need not be all.
 */
final class SqliteSchema {

	private final Map<String, SqliteTable> tables = new LinkedHashMap<>();

	private final Map<String, SqliteIndex> indexes = new LinkedHashMap<>();

	private final Map<String, SqliteView> views = new LinkedHashMap<>();

	private final Map<String, SqliteTrigger> triggers = new LinkedHashMap<>();

	/** The same at this moment. */
	SqliteSchema copy() {
		SqliteSchema copy = new SqliteSchema();
		copy.tables.putAll(this.tables);
		copy.indexes.putAll(this.indexes);
		copy.views.putAll(this.views);
		copy.triggers.putAll(this.triggers);
		return copy;
	}

	/** How a name is compared: cases do not count, and {@code main} may be left out. */
	static String key(Name name) {
		String shown = (name.schema().equalsIgnoreCase("main")) ? name.name() : name.toString();
		return shown.toLowerCase(Locale.ROOT);
	}

	static boolean same(@Nullable Name one, Name other) {
		return one != null && key(one).equals(key(other));
	}

	@Nullable SqliteTable table(Name name) {
		return this.tables.get(key(name));
	}

	@Nullable SqliteIndex index(Name name) {
		return this.indexes.get(key(name));
	}

	@Nullable SqliteTrigger trigger(Name name) {
		return this.triggers.get(key(name));
	}

	@Nullable SqliteView view(Name name) {
		return this.views.get(key(name));
	}

	Collection<SqliteTable> tables() {
		return this.tables.values();
	}

	Collection<SqliteView> views() {
		return this.views.values();
	}

	Collection<SqliteTrigger> triggers() {
		return this.triggers.values();
	}

	Stream<SqliteIndex> indexesOf(Name table) {
		return this.indexes.values().stream().filter((index) -> same(index.table(), table));
	}

	Stream<SqliteTrigger> triggersOf(Name table) {
		return this.triggers.values().stream().filter((trigger) -> same(trigger.table(), table));
	}

	/** The other tables whose foreign keys refer to a table. */
	Stream<SqliteTable> children(Name table) {
		return this.tables.values()
			.stream()
			.filter((child) -> !same(child.name(), table))
			.filter((child) -> child.references().anyMatch((name) -> same(name, table)));
	}

	/**
	 * Takes what a statement does.
	 * @param change what it does
	 * @param legacy whether {@code legacy_alter_table} is on
	 */
	void apply(SqliteChange change, boolean legacy) {
		if (change instanceof SqliteChange.CreateTable create) {
			put(this.tables, create.table().name(), create.table(), create.ifNotExists());
		}
		else if (change instanceof SqliteChange.CreateIndex create) {
			put(this.indexes, create.index().name(), create.index(), create.ifNotExists());
		}
		else if (change instanceof SqliteChange.CreateView create) {
			put(this.views, create.view().name(), create.view(), create.ifNotExists());
		}
		else if (change instanceof SqliteChange.CreateTrigger create) {
			put(this.triggers, create.trigger().name(), create.trigger(), create.ifNotExists());
		}
		else if (change instanceof SqliteChange.RenameTable rename) {
			rename(rename.table(), rename.to(), legacy);
		}
		else {
			drop(change);
			alter(change);
		}
	}

	private static <T> void put(Map<String, T> objects, Name name, T object, boolean ifNotExists) {
		if (ifNotExists) {
			objects.putIfAbsent(key(name), object);
		}
		else {
			objects.put(key(name), object);
		}
	}

	private void drop(SqliteChange change) {
		if (change instanceof SqliteChange.DropTable drop) {
			this.tables.remove(key(drop.table()));
			this.indexes.values().removeIf((index) -> same(index.table(), drop.table()));
			this.triggers.values().removeIf((trigger) -> same(trigger.table(), drop.table()));
		}
		else if (change instanceof SqliteChange.DropIndex drop) {
			this.indexes.remove(key(drop.index()));
		}
		else if (change instanceof SqliteChange.DropView drop) {
			this.views.remove(key(drop.view()));
			this.triggers.values().removeIf((trigger) -> same(trigger.table(), drop.view()));
		}
		else if (change instanceof SqliteChange.DropTrigger drop) {
			this.triggers.remove(key(drop.trigger()));
		}
	}

	private void alter(SqliteChange change) {
		if (change instanceof SqliteChange.AddColumn add) {
			this.tables.computeIfPresent(key(add.table()), (key, table) -> table.with(add.column()));
		}
		else if (change instanceof SqliteChange.DropColumn drop) {
			this.tables.computeIfPresent(key(drop.table()),
					(key, table) -> table.withColumns(table.columns()
						.stream()
						.filter((column) -> !column.name().equalsIgnoreCase(drop.column()))
						.toList()));
		}
		else if (change instanceof SqliteChange.RenameColumn rename) {
			this.tables.computeIfPresent(key(rename.table()), (key, table) -> table.withColumns(table.columns()
				.stream()
				.map((column) -> (column.name().equalsIgnoreCase(rename.from())) ? column.renamed(rename.to()) : column)
				.toList()));
			this.indexes.replaceAll((key, index) -> (same(index.table(), rename.table()))
					? index.renamed(rename.from(), rename.to()) : index);
		}
	}

	/** What refers to a table gets its new name too, unless this is switched off. */
	private void rename(Name from, Name to, boolean legacy) {
		SqliteTable table = this.tables.remove(key(from));
		if (table != null) {
			this.tables.put(key(to), table.renamed(to));
		}
		this.indexes.replaceAll((key, index) -> (same(index.table(), from)) ? index.on(to) : index);
		this.triggers.replaceAll((key, trigger) -> (same(trigger.table(), from)) ? trigger.on(to) : trigger);
		if (!legacy) {
			this.tables.replaceAll((key, other) -> other.referring(from, to));
			this.views.replaceAll((key, view) -> (view.refersTo(from)) ? view.referring(from, to) : view);
			this.triggers.replaceAll((key, trigger) -> trigger.referring(from, to));
		}
	}

}
