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

package io.github.migrations.history;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Database;
import io.github.migrations.database.TableName;
import io.github.migrations.script.Version;

/**
 * The two tracking tables of one database: {@code schema_migrations} with one row for
 * each migration that is applied completely, and {@code schema_migrations_details} with
 * what does not fit its three columns.
 */
public final class HistoryTable {

	private static final List<String> COLUMNS = List.of("version", "description", "applied_at");

	private static final List<String> DETAILS = List.of("version", "description", "applied_at", "checksum",
			"execution_time_ms", "applied_by", "undo_script", "statements_done", "statements_checksum",
			"statement_started");

	private static final String ANOTHER_TABLE = "It has not been touched. Keep migrations in another table: set "
			+ "spring.migrations.table to a name that is free";

	private final Database database;

	private final TableName table;

	private final Predecessors predecessors;

	/** The type of the column {@code applied_at}, once the table has been read. */
	private @Nullable String timeType;

	/**
	 * Creates the access to the tables.
	 * @param database the kind of the database
	 * @param table the first table; without a schema it is looked up in the connection's
	 * current one
	 */
	public HistoryTable(Database database, TableName table) {
		this(database, table, Predecessors.NONE);
	}

	/**
	 * Creates the access to the tables.
	 * @param database the kind of the database
	 * @param table the first table; without a schema it is looked up in the connection's
	 * current one
	 * @param predecessors what other tools have recorded where the tables do not exist
	 */
	public HistoryTable(Database database, TableName table, Predecessors predecessors) {
		this.database = database;
		this.table = table;
		this.predecessors = predecessors;
	}

	/**
	 * Returns the table with the schema that it is in, or will be created in.
	 * @param connection the connection
	 * @return the qualified table
	 * @throws SQLException if the database fails
	 */
	public HistoryTable resolve(Connection connection) throws SQLException {
		return (this.table.schema() != null) ? this : new HistoryTable(this.database,
				this.table.in(this.database.currentSchema(connection)), this.predecessors);
	}

	/**
	 * Returns the name of the first table.
	 * @return the name, qualified after {@link #resolve}
	 */
	public TableName name() {
		return this.table;
	}

	/**
	 * Reads both tables by one statement; by a second one where the details table does
	 * not exist. Nothing is created.
	 * @param connection a connection outside a transaction
	 * @return the history, empty where there is no table
	 * @throws SQLException if the database fails
	 * @throws HistoryException if the table is another tool's or holds what cannot be
	 * read
	 */
	public History read(Connection connection) throws SQLException {
		try {
			return query(connection, true);
		}
		catch (SQLException ex) {
			if (!this.database.isMissing(ex)) {
				throw ex;
			}
			return readWithoutDetails(connection);
		}
	}

	/**
	 * Reads both tables of a database that most likely holds nothing.
	 * @param connection a connection outside a transaction
	 * @return the history, empty where there is no table
	 * @throws SQLException if the database fails
	 * @throws HistoryException if the table is another tool's or holds what cannot be
	 * read
	 */
	public History readMostlyNew(Connection connection) throws SQLException {
		return (this.database.isEmpty(connection, this.table)) ? History.NONE : read(connection);
	}

	private History readWithoutDetails(Connection connection) throws SQLException {
		try {
			return query(connection, false);
		}
		catch (SQLException ex) {
			if (!this.database.isMissing(ex)) {
				throw ex;
			}
			if (this.database.isEmpty(connection, this.table)) {
				return History.NONE;
			}
			History found = Settled.look(connection, this.database, this.table,
					(columns) -> readWithoutTables(connection, columns));
			return (found != null) ? found : History.NONE;
		}
	}

	private @Nullable History readWithoutTables(Connection connection, Map<String, String> columns)
			throws SQLException {
		if (isOurs(columns)) {
			// somebody was faster
			return query(connection, !this.database.columns(connection, this.table.details()).isEmpty());
		}
		List<AppliedMigration> taken = this.predecessors.read(connection, this.table, columns);
		if (taken == null && !columns.isEmpty()) {
			checkShape(columns);
		}
		return (taken != null) ? History.of(taken) : null;
	}

	/**
	 * Creates what is missing of the tables and reads them, inside the transaction that
	 * excludes all others.
	 * @param connection a connection inside that transaction
	 * @return the history
	 * @throws SQLException if the database fails
	 * @throws HistoryException if the table is another tool's or holds what cannot be
	 * read
	 */
	public History prepare(Connection connection) throws SQLException {
		if (this.database.isEmpty(connection, this.table)) {
			this.timeType = this.database.timeType();
			createTable(connection);
			createDetails(connection);
			return History.NONE;
		}
		Map<String, String> columns = this.database.columns(connection, this.table);
		List<TakenOver> taken = List.of();
		if (!isOurs(columns)) {
			taken = this.predecessors.takeOver(connection, this.table, columns);
			columns = this.database.columns(connection, this.table);
		}
		if (columns.isEmpty()) {
			createTable(connection);
		}
		else {
			checkShape(columns);
			// whoever could not record a migration must not run it
			execute(connection,
					("INSERT INTO %s (version, description, applied_at) "
							+ "SELECT version, description, applied_at FROM %s WHERE 1 = 0")
						.formatted(this.table.sql(), this.table.sql()));
		}
		Map<String, String> details = this.database.columns(connection, this.table.details());
		if (!details.isEmpty()) {
			checkShape(this.table.details(), details, DETAILS);
			// SQLite finds out that its journal cannot be created when a row is written
			execute(connection, "INSERT INTO %s (version) VALUES ('')".formatted(this.table.details().sql()));
			execute(connection, "DELETE FROM %s WHERE version = ''".formatted(this.table.details().sql()));
		}
		else {
			createDetails(connection);
		}
		new TakenOverRows(connection, this.database, this.table, this.database.timeType()).write(taken);
		return query(connection, true);
	}

	private void createTable(Connection connection) throws SQLException {
		execute(connection, """
				CREATE TABLE %s (
				    version     VARCHAR(255) PRIMARY KEY,
				    description TEXT NOT NULL,
				    applied_at  %s NOT NULL
				)""".formatted(this.table.sql(), this.database.timeType()));
	}

	private void createDetails(Connection connection) throws SQLException {
		execute(connection, """
				CREATE TABLE %s (
				    version             VARCHAR(255) PRIMARY KEY,
				    description         TEXT,
				    applied_at          %s,
				    checksum            TEXT,
				    execution_time_ms   BIGINT,
				    applied_by          TEXT,
				    undo_script         TEXT,
				    statements_done     BIGINT,
				    statements_checksum TEXT,
				    statement_started   TEXT
				)%s""".formatted(this.table.details().sql(), this.database.timeType(), this.database.tableOptions()));
	}

	/**
	 * Tells whether a table has the columns of ours.
	 * @param columns its columns
	 * @return whether it can be the first table
	 */
	public static boolean isOurs(Map<String, String> columns) {
		return columns.keySet().containsAll(COLUMNS);
	}

	/**
	 * Refuses a table that bears the name of ours and has another shape.
	 * @param columns its columns
	 * @throws HistoryException if it cannot be worked with
	 */
	public void checkShape(Map<String, String> columns) {
		checkShape(this.table, columns, COLUMNS);
	}

	private void checkShape(TableName table, Map<String, String> columns, List<String> needed) {
		if (!columns.keySet().containsAll(needed)) {
			throw new HistoryException(
					"The table %s exists, but is not one of ours: it has the columns %s, where %s are needed. "
						.formatted(table, String.join(", ", columns.keySet()), String.join(", ", needed))
							+ ANOTHER_TABLE);
		}
		String type = String.valueOf(columns.get("version"));
		if (!this.database.keepsText(type)) {
			throw new HistoryException(
					("The table %s exists, but is not one of ours: its column version is of the type %s, "
							+ "which does not keep a text such as '1.10' as it is. ")
						.formatted(table, type) + ANOTHER_TABLE);
		}
	}

	/**
	 * Reads the tables again that {@link #prepare} has seen, inside or outside a
	 * transaction.
	 * @param connection the connection
	 * @return the history
	 * @throws SQLException if the database fails
	 * @throws HistoryException if the table holds what cannot be read
	 */
	public History reread(Connection connection) throws SQLException {
		return query(connection, true);
	}

	/**
	 * Reads one text for all that decides what is to be applied, by one statement.
	 * @param connection a connection outside a transaction
	 * @return the text; {@code null} where the tables do not exist or hold nothing
	 * @throws SQLException if the database fails
	 */
	public @Nullable String digest(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(this.database.digestQuery(this.table))) {
			StringBuilder digest = new StringBuilder();
			while (rows.next()) {
				String row = rows.getString(1);
				if (row == null) {
					return null;
				}
				digest.append(row).append('\n');
			}
			return (digest.isEmpty()) ? null : digest.toString();
		}
		catch (SQLException ex) {
			if (this.database.isMissing(ex)) {
				return null;
			}
			throw ex;
		}
	}

	private History query(Connection connection, boolean details) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(this.database.historyQuery(this.table, details))) {
			this.timeType = rows.getMetaData().getColumnTypeName(rows.findColumn("applied_at"));
			return new HistoryRows(this.database, this.table).read(rows);
		}
	}

	/**
	 * Writes down what has been applied by somebody else, and creates what is missing of
	 * the tables.
	 * @param connection a connection inside the transaction that excludes all others
	 * @param records what to write
	 * @throws SQLException if the database fails
	 */
	public void takeOver(Connection connection, List<TakenOver> records) throws SQLException {
		prepare(connection);
		new TakenOverRows(connection, this.database, this.table,
				Objects.requireNonNullElse(this.timeType, this.database.timeType()))
			.write(records);
	}

	/**
	 * Writes down that a migration is applied.
	 * @param connection a connection inside the transaction of the migration
	 * @param record what to write
	 * @throws SQLException if the database fails
	 */
	public void record(Connection connection, NewRecord record) throws SQLException {
		record(connection, List.of(record));
	}

	/**
	 * Writes down that migrations are applied.
	 * @param connection a connection inside the transaction of the migrations
	 * @param records what to write
	 * @throws SQLException if the database fails
	 */
	public void record(Connection connection, List<NewRecord> records) throws SQLException {
		String type = this.timeType;
		if (type == null) {
			type = this.database.columns(connection, this.table).getOrDefault("applied_at", this.database.timeType());
		}
		new NewRows(connection, this.database, this.table, type).write(records);
	}

	/**
	 * Removes what has been written down about a run that was half done.
	 * @param connection a connection inside a transaction
	 * @param version the version as the file spells it, or what stands in its place
	 * @throws SQLException if the database fails
	 */
	public void forget(Connection connection, Version version) throws SQLException {
		Updates.run(connection, "DELETE FROM %s WHERE version = ?".formatted(this.table.details().sql()),
				version.toString());
	}

	/**
	 * Writes down how far a statement-by-statement run has come.
	 * @param connection a connection inside the transaction of the newest statement
	 * @param version the version as the file spells it, or what stands in its place
	 * @param done how far
	 * @throws SQLException if the database fails
	 */
	public void progress(Connection connection, Version version, HalfDone done) throws SQLException {
		int updated = Updates.run(connection,
				"UPDATE %s SET statements_done = ?, statements_checksum = ?, statement_started = ? WHERE version = ?"
					.formatted(this.table.details().sql()),
				done.statements(), done.trace(), done.started(), version.toString());
		if (updated == 0) {
			Updates.run(connection,
					"INSERT INTO %s (statements_done, statements_checksum, statement_started, version, applied_by) "
						.formatted(this.table.details().sql()) + "VALUES (?, ?, ?, ?, ?)",
					done.statements(), done.trace(), done.started(), version.toString(), appliedBy());
		}
	}

	static String appliedBy() {
		String host = System.getenv("HOSTNAME");
		return System.getProperty("user.name") + ((host != null) ? "@" + host : "") + " (process "
				+ ProcessHandle.current().pid() + ")";
	}

	private static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

}
