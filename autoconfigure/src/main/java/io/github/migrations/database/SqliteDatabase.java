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

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteConnectionConfig;

import io.github.migrations.database.rules.Linter;
import io.github.migrations.database.rules.Linters;
import io.github.migrations.script.Lexer;
import io.github.migrations.script.Piece;
import io.github.migrations.script.SqliteLexer;

/**
 * SQLite through sqlite-jdbc.
 *
 * @see <a href="https://www.sqlite.org/lang.html">SQL as understood by SQLite</a>
 * @see <a href="https://www.sqlite.org/rescode.html">Result codes</a>
 */
final class SqliteDatabase implements Database {

	/** The database file itself, never a temporary table or an attached file. */
	static final String SCHEMA = "main";

	private static final String URL = "jdbc:sqlite:";

	private static final int SQLITE_ERROR = 1;

	private static final int SQLITE_BUSY = 5;

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	/**
	 * Access permission denied; attempt to write a read-only database; the journal cannot
	 * be created.
	 */
	private static final Set<Integer> READ_ONLY = Set.of(3, 8, 14);

	/** The image is malformed; the file is no database. */
	private static final Set<Integer> DAMAGED = Set.of(11, 26);

	/** The other bits say more than is needed. */
	private static final int PRIMARY_CODE = 0xFF;

	/** The text that sqlite-jdbc makes: the code, its meaning, and what SQLite said. */
	private static final Pattern MESSAGE = Pattern.compile("\\[(?<code>SQLITE_\\w+)] .*? \\((?<said>.*)\\)",
			Pattern.DOTALL);

	@Override
	public String id() {
		return "sqlite";
	}

	@Override
	public Lexer lexer(Reader reader) {
		return new SqliteLexer(reader);
	}

	@Override
	public StatementKind kind(Piece statement) {
		return SqliteStatements.kind(statement.tokens());
	}

	@Override
	public Linter linter() {
		return Linters.sqlite((statement) -> kind(statement) == StatementKind.OUTSIDE);
	}

	@Override
	public boolean changesSession(Piece statement) {
		return SqliteStatements.changesSession(statement.tokens());
	}

	@Override
	public boolean shapesNewDatabase(Piece statement) {
		return SqliteStatements.shapesNewDatabase(statement.tokens());
	}

	@Override
	public @Nullable Boolean foreignKeys(Piece statement) {
		return SqliteStatements.foreignKeys(statement.tokens());
	}

	@Override
	public Session open(Connection connection, TableName table) throws SQLException {
		return SqliteSession.open(connection, this);
	}

	@Override
	public Trial openTrial(Connection connection, TableName table) throws SQLException {
		return new SqliteTrial(connection, this);
	}

	@Override
	public State remember(Connection connection) throws SQLException {
		return SqliteState.of(connection);
	}

	/**
	 * A schema is an attached file.
	 */
	@Override
	public boolean hasSchema(Connection connection, String schema) throws SQLException {
		return !Sql.rows(connection, "SELECT 1 FROM pragma_database_list WHERE lower(name) = lower(?)", schema)
			.isEmpty();
	}

	@Override
	public boolean createsSchemas() {
		return false;
	}

	@Override
	public String currentSchema(Connection connection) {
		return SCHEMA;
	}

	@Override
	public boolean excludesOthers() {
		return true;
	}

	/**
	 * The driver begins a transaction only to end it: not one of the configured kind,
	 * which may have to wait for a lock.
	 */
	@Override
	public void endTransaction(Connection connection) throws SQLException {
		SQLiteConnectionConfig config = connection.unwrap(SQLiteConnection.class).getConnectionConfig();
		SQLiteConfig.TransactionMode mode = config.getTransactionMode();
		config.setTransactionMode(SQLiteConfig.TransactionMode.DEFERRED);
		try {
			Database.super.endTransaction(connection);
		}
		finally {
			config.setTransactionMode(mode);
		}
	}

	@Override
	public boolean isEmpty(Connection connection, TableName table) throws SQLException {
		return SCHEMA.equals(Objects.requireNonNullElse(table.schema(), SCHEMA))
				&& Sql.isEmpty(connection, "SELECT 1 FROM main.sqlite_schema LIMIT 1");
	}

	/**
	 * A separator that is not written out would be kept for each row.
	 */
	@Override
	public String digestQuery(TableName table) {
		TableName main = table.in(Objects.requireNonNullElse(table.schema(), SCHEMA));
		return """
				SELECT group_concat(version, '|') FROM %s
				UNION ALL
				SELECT group_concat(concat_ws('|', version, description, checksum, statements_done, statement_started), '\n')
				FROM %s
				"""
			.formatted(main.sql(), main.details().sql());
	}

	@Override
	public String historyQuery(TableName table, boolean details) {
		TableName main = table.in(Objects.requireNonNullElse(table.schema(), SCHEMA));
		String schema = "SELECT '%s' AS found_schema, '%s' AS current_schema, ".formatted(SCHEMA, SCHEMA);
		if (!details) {
			return schema
					+ "m.version, m.description, m.applied_at, NULL AS details_version, NULL AS details_description, "
					+ "NULL AS details_applied_at, NULL AS checksum, "
					+ "NULL AS execution_time_ms, 0 AS undoable, NULL AS statements_done, NULL AS statements_checksum, "
					+ "NULL AS statement_started FROM " + main.sql() + " m";
		}
		return schema + "m.version, m.description, m.applied_at, d.version AS details_version, "
				+ "d.description AS details_description, d.applied_at AS details_applied_at, d.checksum, "
				+ "d.execution_time_ms, d.undo_script IS NOT NULL AS undoable, d.statements_done, d.statements_checksum, "
				+ "d.statement_started FROM " + main.sql() + " m FULL JOIN " + main.details().sql()
				+ " d ON d.version = m.version";
	}

	@Override
	public Map<String, String> columns(Connection connection, TableName table) throws SQLException {
		Map<String, String> columns = new LinkedHashMap<>();
		String schema = Objects.requireNonNullElse(table.schema(), SCHEMA);
		if (!schema.equals(SCHEMA) && !hasSchema(connection, schema)) {
			return columns;
		}
		for (List<@Nullable String> row : Sql.rows(connection, "SELECT name, type FROM pragma_table_info(?, ?)",
				table.name(), schema)) {
			columns.put(String.valueOf(row.get(0)).toLowerCase(Locale.ROOT), String.valueOf(row.get(1)));
		}
		return columns;
	}

	@Override
	public List<TableName> find(Connection connection, TableName near, Collection<String> names) throws SQLException {
		return Sql.rows(connection,
				"SELECT name FROM main.sqlite_schema WHERE type IN ('table', 'view') AND lower(name) IN (%s) ORDER BY name"
					.formatted(String.join(", ", Collections.nCopies(names.size(), "lower(?)"))),
				names.toArray())
			.stream()
			.map((row) -> new TableName(SCHEMA, String.valueOf(row.get(0))))
			.toList();
	}

	@Override
	public boolean isTable(Connection connection, TableName table) throws SQLException {
		return "table".equals(Sql.value(connection,
				"SELECT type FROM main.sqlite_schema WHERE type IN ('table', 'view') AND lower(name) = lower(?)",
				table.name()));
	}

	/**
	 * The affinity of a column follows from words in its type.
	 * @see <a href=
	 * "https://www.sqlite.org/datatype3.html#determination_of_column_affinity"> Column
	 * affinity</a>
	 */
	@Override
	public boolean keepsText(String type) {
		return type.isEmpty() || type.matches("(?i)(?!.*INT).*(CHAR|CLOB|TEXT|BLOB).*");
	}

	@Override
	public String timeType() {
		return "TIMESTAMP";
	}

	/**
	 * Rows of such a table do not count for {@code last_insert_rowid()}.
	 */
	@Override
	public String tableOptions() {
		return " WITHOUT ROWID";
	}

	@Override
	public String now(String type) {
		return "strftime('%Y-%m-%d %H:%M:%f', 'now')";
	}

	@Override
	public String at(Instant time) {
		return "'" + TIME.format(time) + "'";
	}

	@Override
	public @Nullable Object time(ResultSet row, String column) throws SQLException {
		return row.getObject(column);
	}

	@Override
	public boolean isSessionOnly(Piece statement) {
		return SqliteStatements.isSessionOnly(statement.tokens());
	}

	@Override
	public String note(Connection connection, Piece statement) {
		return "";
	}

	@Override
	public Recovery recover(Connection connection, Piece statement, String note) {
		// VACUUM, DETACH and pragmas: nothing of it does harm a second time
		return Recovery.REPEAT;
	}

	@Override
	public boolean isMissing(SQLException ex) {
		String message = String.valueOf(ex.getMessage());
		return ex.getErrorCode() == SQLITE_ERROR
				&& (message.contains("no such table") || message.contains("no such column"));
	}

	@Override
	public boolean isBusy(SQLException ex) {
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException said && said.getErrorCode() == SQLITE_BUSY) {
				return true;
			}
		}
		return false;
	}

	@Override
	public boolean isReadOnly(SQLException ex) {
		return READ_ONLY.contains(ex.getErrorCode() & PRIMARY_CODE);
	}

	@Override
	public boolean isThereAlready(SQLException ex) {
		return ex.getErrorCode() == SQLITE_ERROR
				&& String.valueOf(ex.getMessage()).matches("(?s).*\\b(already exists|duplicate column name)\\b.*");
	}

	@Override
	public boolean isOutsideOnly(SQLException ex) {
		return ex.getErrorCode() == SQLITE_ERROR
				&& String.valueOf(ex.getMessage()).matches("(?s).*\\b(with)?in (a )?transaction\\b.*");
	}

	@Override
	public int errorPosition(SQLException ex) {
		return 0;
	}

	@Override
	public String url(Path file) {
		return URL + file;
	}

	@Override
	public Schema describe(Connection connection, Predicate<String> leftOut) throws SQLException {
		return new SqliteSchema(connection, leftOut).describe();
	}

	@Override
	public Scratch scratch(Connection connection, Scratch.Connector connector) throws SQLException {
		return SqliteScratch.create();
	}

	@Override
	public boolean isDamaged(SQLException ex) {
		return DAMAGED.contains(ex.getErrorCode() & PRIMARY_CODE);
	}

	/**
	 * A file that does not exist would be created by opening it.
	 */
	@Override
	public @Nullable String standIn(String url) {
		if (!url.startsWith(URL)) {
			return null;
		}
		String path = url.substring(URL.length()).split("\\?", 2)[0].replaceFirst("^file:(//(?=/))?", "");
		boolean named = !path.isEmpty() && !path.startsWith(":");
		return (named && !Files.exists(Path.of(path))) ? URL + ":memory:" : null;
	}

	@Override
	public FileCopy fileCopy() {
		return new SqliteFileCopy();
	}

	@Override
	public String message(SQLException ex) {
		Matcher matcher = MESSAGE.matcher(String.valueOf(ex.getMessage()));
		return (matcher.matches()) ? matcher.group("said") + " (" + matcher.group("code") + ")"
				: String.valueOf(ex.getMessage());
	}

}
