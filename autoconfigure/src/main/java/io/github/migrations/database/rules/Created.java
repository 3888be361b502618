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

import java.util.HashSet;
import java.util.Set;

/**
 * What a file has created itself, so that nobody uses it yet.
 */
final class Created {

	private final Set<Name> tables = new HashSet<>();

	private final Set<Name> indexes = new HashSet<>();

	private final Set<Name> types = new HashSet<>();

	private final Set<String> schemas = new HashSet<>();

	/** Columns under the name of their table. */
	private final Set<Name> columns = new HashSet<>();

	boolean hasTable(Name table) {
		return table.schema().equals("pg_temp") || this.tables.stream().anyMatch(table::mayBe);
	}

	boolean hasIndex(Name index) {
		return this.indexes.stream().anyMatch(index::mayBe);
	}

	boolean hasType(Name type) {
		return this.types.stream().anyMatch(type::mayBe);
	}

	boolean hasSchema(String schema) {
		return this.schemas.contains(schema);
	}

	boolean hasColumn(Name table, String column) {
		return this.columns.contains(new Name(table.name(), column));
	}

	/**
	 * Takes what a statement does.
	 * @param change what it does
	 * @param before the schema before it
	 */
	void apply(PostgresChange change, PostgresSchema before) {
		if (change instanceof PostgresChange.CreateTable create) {
			if (!create.ifNotExists() || before.table(create.table()) == null) {
				this.tables.add(create.table());
			}
		}
		else if (change instanceof PostgresChange.CreateView create) {
			this.tables.add(create.view());
		}
		else if (change instanceof PostgresChange.CreateIndex create) {
			Name index = create.index();
			if (index != null) {
				this.indexes.add(new Name(create.table().schema(), index.name()));
			}
		}
		else if (change instanceof PostgresChange.CreateType create) {
			this.types.add(create.type());
		}
		else if (change instanceof PostgresChange.CreateSchema create) {
			this.schemas.add(create.schema());
		}
		else if (change instanceof PostgresChange.AlterTable alter) {
			alter.actions().forEach((action) -> apply(alter.table(), action, before));
		}
	}

	private void apply(Name table, TableAction action, PostgresSchema before) {
		if (action instanceof TableAction.RenameTable rename && hasTable(table)) {
			this.tables.removeIf(table::mayBe);
			this.tables.add(rename.to());
		}
		else if (action instanceof TableAction.AddColumn add) {
			PostgresTable known = before.table(table);
			if (!add.ifNotExists() || known == null || !known.hasColumn(add.column().name())) {
				this.columns.add(new Name(table.name(), add.column().name()));
			}
		}
		else if (action instanceof TableAction.RenameColumn rename && hasColumn(table, rename.from())) {
			this.columns.add(new Name(table.name(), rename.to()));
		}
	}

}
