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

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A table of SQLite.
 *
 * @param name its name
 * @param kind what it was made of
 * @param elements its columns and constraints
 */
record SqliteTable(Name name, Kind kind, TableElements elements) {

	enum Kind {

		/** Columns and constraints. */
		DEFINED,

		/** A query. */
		QUERY,

		/** A module. */
		VIRTUAL

	}

	/** Whether all columns are known. */
	boolean isKnown() {
		return this.kind == Kind.DEFINED;
	}

	List<Column> columns() {
		return this.elements.columns();
	}

	@Nullable Column column(String name) {
		return columns().stream().filter((column) -> column.name().equalsIgnoreCase(name)).findFirst().orElse(null);
	}

	/** The tables that its foreign keys refer to. */
	Stream<Name> references() {
		return Stream
			.concat(columns().stream().map(Column::references),
					this.elements.constraints().stream().map(Constraint::references))
			.filter(Objects::nonNull);
	}

	/** Whether its rows have to be anything. */
	boolean isConstrained() {
		return !this.elements.constraints().isEmpty() || !columns().stream().allMatch(Column::isPlain);
	}

	/**
	 * Whether the column is another name for the number of the row, which it then gets by
	 * itself.
	 */
	boolean isRowNumber(Column column) {
		return column.type().equals("integer")
				&& (column.primaryKey() || this.elements.constraints()
					.stream()
					.anyMatch((constraint) -> constraint.kind() == Constraint.Kind.PRIMARY_KEY
							&& constraint.columns().size() == 1
							&& constraint.columns().get(0).equalsIgnoreCase(column.name())));
	}

	SqliteTable renamed(Name to) {
		return new SqliteTable(to, this.kind, this.elements);
	}

	SqliteTable withColumns(List<Column> columns) {
		return new SqliteTable(this.name, this.kind,
				new TableElements(columns, this.elements.constraints(), this.elements.complete()));
	}

	SqliteTable with(Column column) {
		List<Column> columns = new ArrayList<>(columns());
		columns.add(column);
		return withColumns(columns);
	}

	/** The same table, whose foreign keys refer to another name. */
	SqliteTable referring(Name from, Name to) {
		return new SqliteTable(this.name, this.kind,
				new TableElements(
						columns().stream()
							.map((column) -> (SqliteSchema.same(column.references(), from)) ? column.referring(to)
									: column)
							.toList(),
						this.elements.constraints()
							.stream()
							.map((constraint) -> (SqliteSchema.same(constraint.references(), from))
									? constraint.referring(to) : constraint)
							.toList(),
						this.elements.complete()));
	}

}
