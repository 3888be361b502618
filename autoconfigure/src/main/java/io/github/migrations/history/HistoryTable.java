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
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

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

	/** What is read and written in the second table today. */
	private static final List<String> DETAILS = List.of("version", "checksum", "execution_time_ms", "applied_by",
			"undo_script");

	private static final String ANOTHER_TABLE = "It has not been touched. Keep migrations in another table: set "
			+ "spring.migrations.table to a name that is free";

	private final Database database;

	private final TableName table;

	private final Predecessors predecessors;

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

	private History readWithoutDetails(Connection connection) throws SQLException {
		try {
			return query(connection, false);
		}
		catch (SQLException ex) {
			if (!this.database.isMissing(ex)) {
				throw ex;
			}
			Map<String, String> columns = this.database.columns(connection, this.table);
			List<AppliedMigration> taken = this.predecessors.read(connection, this.table, columns);
			if (taken != null) {
				return History.of(taken);
			}
			if (!columns.isEmpty()) {
				checkShape(columns);
			}
			return History.NONE;
		}
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
		Map<String, String> columns = this.database.columns(connection, this.table);
		List<TakenOver> taken = List.of();
		if (!isOurs(columns)) {
			taken = this.predecessors.takeOver(connection, this.table, columns);
			columns = this.database.columns(connection, this.table);
		}
		if (columns.isEmpty()) {
			execute(connection, """
					CREATE TABLE %s (
					    version     VARCHAR(255) PRIMARY KEY,
					    description TEXT NOT NULL,
					    applied_at  %s NOT NULL
					)""".formatted(this.table.sql(), this.database.timeType()));
		}
		else {
			checkShape(columns);
		}
		Map<String, String> details = this.database.columns(connection, this.table.details());
		if (!details.isEmpty()) {
			checkShape(this.table.details(), details, DETAILS);
		}
		else {
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
					)%s""".formatted(this.table.details().sql(), this.database.timeType(),
					this.database.tableOptions()));
		}
		new TakenOverRows(connection, this.database, this.table).write(taken);
		return query(connection, true);
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

	private History query(Connection connection, boolean details) throws SQLException {
		TreeMap<Version, AppliedMigration> applied = new TreeMap<>();
		TreeMap<Version, HalfDone> halfDone = new TreeMap<>();
		try (Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(this.database.historyQuery(this.table, details))) {
			while (rows.next()) {
				checkSchema(rows.getString("found_schema"), rows.getString("current_schema"));
				String version = rows.getString("version");
				if (version != null) {
					add(applied, version, rows);
				}
				else {
					addHalfDone(halfDone, rows);
				}
			}
		}
		return new History(applied, halfDone);
	}

	private void checkSchema(String found, @Nullable String current) {
		if (this.table.schema() == null && !found.equals(current)) {
			throw new HistoryException(
					("The table %s was found in the schema '%s', but new tables of this connection go "
							+ "to the schema '%s'. Say which one is meant: set spring.migrations.schema")
						.formatted(this.table, found, current));
		}
	}

	private static void addHalfDone(TreeMap<Version, HalfDone> halfDone, ResultSet row) throws SQLException {
		String text = row.getString("details_version");
		Version version = (text != null) ? Version.parse(text) : null;
		String trace = row.getString("statements_checksum");
		if (version != null && trace != null) {
			halfDone.put(version,
					new HalfDone(row.getInt("statements_done"), trace, row.getString("statement_started")));
		}
	}

	private void add(TreeMap<Version, AppliedMigration> applied, String text, ResultSet row) throws SQLException {
		Version version = Version.parse(text.strip());
		if (version == null) {
			throw new HistoryException(("The table %s holds a row whose version is '%s', which is no version: expected "
					+ "digits, further parts joined by dots. Correct or delete the row")
				.formatted(this.table, text));
		}
		long executionTime = row.getLong("execution_time_ms");
		boolean unknown = row.wasNull();
		AppliedMigration migration = new AppliedMigration(version,
				Objects.requireNonNullElse(row.getString("description"), ""),
				TimeText.parse(this.database.time(row, "applied_at")), row.getString("checksum"),
				(unknown) ? null : executionTime, row.getBoolean("undoable"));
		AppliedMigration other = applied.putIfAbsent(version, migration);
		if (other != null) {
			throw new HistoryException(
					("The table %s holds two rows for one version: '%s' and '%s'. Delete the one that " + "is wrong")
						.formatted(this.table, other.version(), version));
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
		new TakenOverRows(connection, this.database, this.table).write(records);
	}

	/**
	 * Writes down that a migration is applied.
	 * @param connection a connection inside the transaction of the migration
	 * @param record what to write
	 * @throws SQLException if the database fails
	 */
	public void record(Connection connection, NewRecord record) throws SQLException {
		String now = this.database
			.now(this.database.columns(connection, this.table).getOrDefault("applied_at", this.database.timeType()));
		update(connection,
				"INSERT INTO %s (version, description, applied_at) VALUES (?, ?, %s)".formatted(this.table.sql(), now),
				record.version().toString(), record.description());
		update(connection, "DELETE FROM %s WHERE version = ?".formatted(this.table.details().sql()),
				record.version().toString());
		update(connection,
				"INSERT INTO %s (version, checksum, execution_time_ms, applied_by, undo_script) VALUES (?, ?, ?, ?, ?)"
					.formatted(this.table.details().sql()),
				record.version().toString(), record.checksum(), record.executionTimeMs(), appliedBy(),
				record.undoScript());
	}

	/**
	 * Writes down how far a statement-by-statement run has come.
	 * @param connection a connection inside the transaction of the newest statement
	 * @param version the version as the file spells it
	 * @param done how far
	 * @throws SQLException if the database fails
	 */
	public void progress(Connection connection, Version version, HalfDone done) throws SQLException {
		int updated = update(connection,
				"UPDATE %s SET statements_done = ?, statements_checksum = ?, statement_started = ? WHERE version = ?"
					.formatted(this.table.details().sql()),
				done.statements(), done.trace(), done.started(), version.toString());
		if (updated == 0) {
			update(connection,
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

	private static int update(Connection connection, String sql, @Nullable Object... values) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			for (int i = 0; i < values.length; i++) {
				statement.setObject(i + 1, values[i]);
			}
			return statement.executeUpdate();
		}
	}

}
