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
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What the files so far tell about a table.
 */
final class PostgresTable {

	private final boolean partitioned;

	/** Whether there are no other columns than those known. */
	private final boolean complete;

	/** The type of each column. */
	private final Map<String, PostgresType> columns = new HashMap<>();

	private final Set<String> notNull = new HashSet<>();

	/** Constraints that say no more than that a column is not NULL. */
	private final Map<String, String> notNullChecks = new HashMap<>();

	private final Set<String> notValid = new HashSet<>();

	PostgresTable(PostgresChange.CreateTable table) {
		this.partitioned = table.partitioned();
		this.complete = table.elements().complete();
		table.elements().columns().forEach(this::add);
		table.elements().constraints().forEach((constraint) -> add(table.table(), constraint));
	}

	boolean isPartitioned() {
		return this.partitioned;
	}

	boolean hasColumn(String column) {
		return this.columns.containsKey(column);
	}

	/** Whether there certainly is no such column. */
	boolean lacksColumn(String column) {
		return this.complete && !hasColumn(column);
	}

	@Nullable PostgresType type(String column) {
		return this.columns.get(column);
	}

	/** Whether the database knows without looking that no row holds NULL. */
	boolean isProvedNotNull(String column) {
		return this.notNull.contains(column) || this.notNullChecks.entrySet()
			.stream()
			.anyMatch((check) -> check.getValue().equals(column) && !this.notValid.contains(check.getKey()));
	}

	private void add(Column column) {
		this.columns.put(column.name(), PostgresType.of(column.type()));
		if (column.notNull()) {
			this.notNull.add(column.name());
		}
	}

	private void add(Name table, Constraint constraint) {
		if (constraint.kind() == Constraint.Kind.PRIMARY_KEY) {
			this.notNull.addAll(constraint.columns());
		}
		String column = constraint.notNullColumn();
		if (column != null) {
			String suffix = (constraint.kind() == Constraint.Kind.CHECK) ? "_check" : "_not_null";
			String name = (constraint.name() != null) ? constraint.name() : table.name() + "_" + column + suffix;
			this.notNullChecks.put(name, column);
			if (constraint.notValid()) {
				this.notValid.add(name);
			}
		}
	}

	/** Takes a part of an {@code ALTER TABLE}. */
	void apply(Name table, TableAction action) {
		if (action instanceof TableAction.AddColumn add) {
			if (!hasColumn(add.column().name())) {
				add(add.column());
			}
		}
		else if (action instanceof TableAction.DropColumn drop) {
			this.columns.remove(drop.column());
			this.notNull.remove(drop.column());
			this.notNullChecks.values().remove(drop.column());
		}
		else if (action instanceof TableAction.ChangeType change) {
			this.columns.put(change.column(), PostgresType.of(change.type()));
		}
		else if (action instanceof TableAction.SetNotNull set) {
			this.notNull.add(set.column());
		}
		else if (action instanceof TableAction.DropNotNull drop) {
			this.notNull.remove(drop.column());
		}
		else if (action instanceof TableAction.AddConstraint add) {
			add(table, add.constraint());
		}
		else if (action instanceof TableAction.ValidateConstraint validate) {
			this.notValid.remove(validate.constraint());
		}
		else if (action instanceof TableAction.DropConstraint drop) {
			this.notNullChecks.remove(drop.constraint());
		}
		else if (action instanceof TableAction.RenameColumn rename) {
			rename(rename.from(), rename.to());
		}
	}

	private void rename(String from, String to) {
		PostgresType type = this.columns.remove(from);
		if (type != null) {
			this.columns.put(to, type);
		}
		if (this.notNull.remove(from)) {
			this.notNull.add(to);
		}
		this.notNullChecks.replaceAll((name, column) -> (column.equals(from)) ? to : column);
	}

}
