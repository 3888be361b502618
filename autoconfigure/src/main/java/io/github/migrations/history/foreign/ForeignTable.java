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

package io.github.migrations.history.foreign;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.migrations.database.Database;
import io.github.migrations.database.TableName;
import io.github.migrations.history.HistoryException;

/**
 * A table in which another tool records what it has applied.
 */
public final class ForeignTable {

	private final Shape shape;

	private final TableName name;

	/** Its columns, by their names in lower case. */
	private final Map<String, String> columns;

	private final boolean inOurPlace;

	ForeignTable(Shape shape, TableName name, Map<String, String> columns, boolean inOurPlace) {
		this.shape = shape;
		this.name = name;
		this.columns = columns;
		this.inOurPlace = inOurPlace;
	}

	/**
	 * Returns whose it is.
	 * @return the name of the tool
	 */
	public String tool() {
		return this.shape.tool();
	}

	/**
	 * Returns its name.
	 * @return the name with the schema
	 */
	public TableName name() {
		return this.name;
	}

	/**
	 * Tells whether it has the name that our table is to have.
	 * @return whether it has to make room for ours
	 */
	public boolean isInOurPlace() {
		return this.inOurPlace;
	}

	/**
	 * Tells whether the table can be taken over without asking a person, provided that
	 * the names in it are those of the files.
	 * @return whether nobody else has tables of this shape
	 */
	public boolean isUnmistakable() {
		return this.shape.isUnmistakable();
	}

	/**
	 * Returns the name that it gets when it makes room for ours.
	 * @return the name in the same schema
	 */
	public TableName keptAs() {
		return (this.inOurPlace) ? new TableName(this.name.schema(), this.name.name() + "_" + this.shape.suffix())
				: this.name;
	}

	/**
	 * Reads what is applied.
	 * @param connection the connection
	 * @param database the kind of the database
	 * @return what is applied, in no certain order
	 * @throws SQLException if the table cannot be read
	 * @throws HistoryException if the rows do not tell what is applied
	 */
	public List<ForeignMigration> read(Connection connection, Database database) throws SQLException {
		Map<String, String> columns = new LinkedHashMap<>();
		this.shape.columns().forEach((column) -> columns.put(column, quoted(column)));
		return this.shape.read(ForeignRow.read(connection, database, this.name, columns, quoted(this.shape.order())),
				this.name.toString());
	}

	private String quoted(String column) {
		return TableName.quote(this.columns.getOrDefault(column, column));
	}

	/**
	 * Looks whether it can make room for ours.
	 * @param connection the connection
	 * @param database the kind of the database
	 * @throws SQLException if the catalogue cannot be read
	 * @throws HistoryException if it cannot
	 */
	public void checkRoom(Connection connection, Database database) throws SQLException {
		if (!this.inOurPlace) {
			return;
		}
		if (!database.isTable(connection, this.name)) {
			throw new HistoryException(
					("%s has the columns of a table of %s, but is a view, and stays as it is. Rename "
							+ "the view, or keep migrations in another table: set spring.migrations.table to a name that is free")
						.formatted(this.name, tool()));
		}
		if (!database.columns(connection, keptAs()).isEmpty()) {
			throw new HistoryException(
					"The table %s of %s is to be kept as %s, but there is a %s already. Rename one of the two"
						.formatted(this.name, tool(), keptAs().name(), keptAs().name()));
		}
	}

	/**
	 * Renames it where it has the name that our table is to have. Its rows, indexes and
	 * constraints stay.
	 * @param connection a connection inside the transaction that creates our table
	 * @param database the kind of the database
	 * @throws SQLException if the database refuses it
	 * @throws HistoryException if it cannot be renamed
	 */
	public void makeRoom(Connection connection, Database database) throws SQLException {
		checkRoom(connection, database);
		if (this.inOurPlace) {
			try (Statement statement = connection.createStatement()) {
				statement.execute(
						"ALTER TABLE %s RENAME TO %s".formatted(this.name.sql(), TableName.quote(keptAs().name())));
			}
		}
	}

}
