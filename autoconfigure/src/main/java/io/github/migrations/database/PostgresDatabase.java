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
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.rules.Linter;
import io.github.migrations.database.rules.Linters;
import io.github.migrations.script.Lexer;
import io.github.migrations.script.Piece;
import io.github.migrations.script.PostgresLexer;

/**
 * PostgreSQL 14 and later through pgjdbc.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">Error
 * codes</a>
 */
final class PostgresDatabase implements Database {

	private static final Set<String> MISSING = Set.of("42P01", "42703", "3F000");

	/** Lock not available; deadlock detected. */
	private static final Set<String> LOCK_IN_THE_WAY = Set.of("55P03", "40P01");

	/**
	 * Active transaction; invalid transaction termination; a new value of an enum type
	 * that is not committed yet.
	 */
	private static final Set<String> OUTSIDE_ONLY = Set.of("25001", "2D000", "55P04");

	/** Column; object; schema; table; function. */
	private static final Set<String> THERE_ALREADY = Set.of("42701", "42710", "42P06", "42P07", "42723");

	/** Read-only transaction; insufficient privilege. */
	private static final Set<String> READ_ONLY = Set.of("25006", "42501");

	private static final Set<String> TEXTS = Set.of("text", "character varying", "character", "citext", "name");

	private static final String COLUMNS = "SELECT a.attname, pg_catalog.format_type(a.atttypid, NULL) "
			+ "FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid "
			+ "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relname = ? "
			+ "AND n.nspname = ? AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum";

	/** The schema that is asked for goes before what the search path finds. */
	private static final String FIND = "SELECT n.nspname, c.relname FROM pg_catalog.pg_class c "
			+ "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE (c.relname IN (%1$s) "
			+ "OR pg_catalog.lower(c.relname) IN (%1$s)) " + "AND c.relkind IN ('r', 'p', 'v', 'm', 'f') "
			+ "AND (n.nspname = ? OR pg_catalog.pg_table_is_visible(c.oid)) ORDER BY n.nspname <> ?, c.relname";

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	@Override
	public String id() {
		return "postgresql";
	}

	@Override
	public Lexer lexer(Reader reader) {
		return new PostgresLexer(reader);
	}

	@Override
	public StatementKind kind(Piece statement) {
		return PostgresStatements.kind(statement);
	}

	@Override
	public boolean setsTransaction(Piece statement) {
		return PostgresStatements.setsTransaction(statement.tokens());
	}

	@Override
	public @Nullable String refusal(Piece statement) {
		return PostgresStatements.refusal(statement.tokens());
	}

	@Override
	public Set<String> calls(Piece statement) {
		return PostgresCalls.in(statement);
	}

	@Override
	public @Nullable String createsCommitting(Piece statement) {
		return PostgresCalls.committing(statement);
	}

	@Override
	public boolean commits(Connection connection, Set<String> procedures) throws SQLException {
		return PostgresCalls.commit(connection, procedures);
	}

	@Override
	public Linter linter() {
		return Linters.postgres((statement) -> kind(statement) == StatementKind.OUTSIDE);
	}

	@Override
	public boolean changesSession(Piece statement) {
		// any statement may call set_config()
		return true;
	}

	@Override
	public Session open(Connection connection, TableName table) throws SQLException {
		return PostgresSession.open(connection, table);
	}

	@Override
	public Trial openTrial(Connection connection, TableName table) throws SQLException {
		return new PostgresTrial(connection, table);
	}

	@Override
	public State remember(Connection connection) throws SQLException {
		return PostgresState.of(connection);
	}

	@Override
	public boolean hasSchema(Connection connection, String schema) throws SQLException {
		return !Sql.rows(connection, "SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = ?", schema).isEmpty();
	}

	@Override
	public @Nullable DatabaseServer server(String url, Supplier<DatabaseServer.Login> login) {
		return (url.startsWith("jdbc:postgresql:")) ? new PostgresServer(url, login) : null;
	}

	@Override
	public Schemas schemas() {
		return new PostgresSchemas();
	}

	@Override
	public boolean createsSchemas() {
		return true;
	}

	@Override
	public String currentSchema(Connection connection) throws SQLException {
		String schema = Sql.value(connection, "SELECT pg_catalog.current_schema()");
		if (schema == null) {
			throw new SQLException("No schema of the connection's search_path exists. Create it, or set "
					+ "spring.migrations.schema to one that does", "3F000");
		}
		return schema;
	}

	@Override
	public boolean excludesOthers() {
		return false;
	}

	@Override
	public String digestQuery(TableName table) {
		return """
				SELECT pg_catalog.string_agg(pg_catalog.concat(m.version, '|', d.version, '|', d.description, '|',
				    d.checksum, '|', d.statements_done, '|', d.statement_started), E'\\n' ORDER BY m.version, d.version)
				FROM %s m FULL JOIN %s d ON d.version = m.version::text
				WHERE EXISTS (SELECT 1 FROM pg_catalog.pg_class c
				    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
				    WHERE c.oid = '%s'::pg_catalog.regclass AND n.nspname = %s)
				""".formatted(table.sql(), table.details().sql(), table.sql().replace("'", "''"),
				(table.schema() != null) ? "'" + table.schema().replace("'", "''") + "'"
						: "pg_catalog.current_schema()");
	}

	@Override
	public String historyQuery(TableName table, boolean details) {
		String columns = (details)
				? "d.version AS details_version, d.description AS details_description, d.applied_at AS details_applied_at, "
						+ "d.checksum, d.execution_time_ms, d.undo_script IS NOT NULL AS undoable, "
						+ "d.statements_done, d.statements_checksum, d.statement_started"
				: "NULL AS details_version, NULL AS details_description, NULL AS details_applied_at, NULL AS checksum, NULL AS execution_time_ms, false AS undoable, "
						+ "NULL AS statements_done, NULL AS statements_checksum, NULL AS statement_started";
		String join = (details) ? " FULL JOIN " + table.details().sql() + " d ON d.version = m.version::text" : "";
		return "SELECT t.found_schema, pg_catalog.current_schema() AS current_schema, h.* "
				+ "FROM (SELECT n.nspname AS found_schema FROM pg_catalog.pg_class c "
				+ "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = '"
				+ table.sql().replace("'", "''") + "'::pg_catalog.regclass) t "
				+ "LEFT JOIN (SELECT m.version, m.description, m.applied_at, " + columns + " FROM " + table.sql() + " m"
				+ join + ") h ON true";
	}

	@Override
	public Map<String, String> columns(Connection connection, TableName table) throws SQLException {
		Map<String, String> columns = new LinkedHashMap<>();
		String schema = (table.schema() != null) ? table.schema() : currentSchema(connection);
		for (List<@Nullable String> row : Sql.rows(connection, COLUMNS, table.name(), schema)) {
			columns.put(String.valueOf(row.get(0)), String.valueOf(row.get(1)));
		}
		return columns;
	}

	@Override
	public List<TableName> find(Connection connection, TableName near, Collection<String> names) throws SQLException {
		String schema = (near.schema() != null) ? near.schema() : currentSchema(connection);
		List<Object> values = new ArrayList<>(names);
		values.addAll(names);
		values.addAll(List.of(schema, schema));
		Map<String, TableName> found = new LinkedHashMap<>();
		for (List<@Nullable String> row : Sql.rows(connection,
				FIND.formatted(String.join(", ", Collections.nCopies(names.size(), "?"))), values.toArray())) {
			String name = String.valueOf(row.get(1));
			found.putIfAbsent(name, new TableName(row.get(0), name));
		}
		return List.copyOf(found.values());
	}

	@Override
	public boolean isTable(Connection connection, TableName table) throws SQLException {
		String schema = (table.schema() != null) ? table.schema() : currentSchema(connection);
		String kind = Sql.value(connection,
				"SELECT c.relkind FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
						+ "WHERE c.relname = ? AND n.nspname = ?",
				table.name(), schema);
		return "r".equals(kind) || "p".equals(kind);
	}

	@Override
	public boolean keepsText(String type) {
		return TEXTS.contains(type);
	}

	@Override
	public String timeType() {
		return "TIMESTAMP WITH TIME ZONE";
	}

	@Override
	public String now(String type) {
		return switch (type) {
			case "timestamp", "timestamp without time zone" -> "pg_catalog.clock_timestamp() AT TIME ZONE 'UTC'";
			case "text", "varchar", "character varying" ->
				"pg_catalog.to_char(pg_catalog.clock_timestamp() AT TIME ZONE 'UTC', " + "'YYYY-MM-DD HH24:MI:SS.MS')";
			default -> "pg_catalog.clock_timestamp()";
		};
	}

	@Override
	public String at(Instant time) {
		return "TIMESTAMP WITH TIME ZONE '" + TIME.format(time) + "+00'";
	}

	@Override
	public @Nullable Object time(ResultSet row, String column) throws SQLException {
		int index = row.findColumn(column);
		return switch (row.getMetaData().getColumnTypeName(index)) {
			case "timestamptz" -> row.getObject(index, OffsetDateTime.class);
			case "timestamp" -> row.getObject(index, LocalDateTime.class);
			default -> row.getObject(index);
		};
	}

	@Override
	public @Nullable String addsForLater(Piece statement) {
		return PostgresStatements.addedEnumValue(statement.tokens());
	}

	/**
	 * The driver takes no statement that returns rows into a batch.
	 */
	@Override
	public boolean isBatchable(Piece statement) {
		return Database.super.isBatchable(statement) && !statement.text().contains("RETURNING")
				&& !statement.text().contains("returning");
	}

	@Override
	public boolean isSessionOnly(Piece statement) {
		return PostgresStatements.isSessionOnly(statement);
	}

	@Override
	public String note(Connection connection, Piece statement) throws SQLException {
		return new PostgresRecovery(connection, statement.tokens()).note();
	}

	@Override
	public Recovery recover(Connection connection, Piece statement, String note) throws SQLException {
		return new PostgresRecovery(connection, statement.tokens()).recover(note);
	}

	@Override
	public boolean isMissing(SQLException ex) {
		return MISSING.contains(String.valueOf(ex.getSQLState()));
	}

	@Override
	public boolean isBusy(SQLException ex) {
		return false;
	}

	@Override
	public boolean isLockTimeout(SQLException ex) {
		return LOCK_IN_THE_WAY.contains(String.valueOf(ex.getSQLState()));
	}

	@Override
	public Activity activity(Connection connection, String session) throws SQLException {
		return PostgresActivity.of(connection, Integer.parseInt(session));
	}

	@Override
	public boolean isReadOnly(SQLException ex) {
		return READ_ONLY.contains(String.valueOf(ex.getSQLState()));
	}

	@Override
	public boolean isThereAlready(SQLException ex) {
		return THERE_ALREADY.contains(String.valueOf(ex.getSQLState()));
	}

	@Override
	public boolean isOutsideOnly(SQLException ex) {
		return OUTSIDE_ONLY.contains(String.valueOf(ex.getSQLState()));
	}

	@Override
	public int errorPosition(SQLException ex) {
		return PostgresErrors.position(ex);
	}

	@Override
	public String message(SQLException ex) {
		return PostgresErrors.message(ex);
	}

	@Override
	public Schema describe(Connection connection, Predicate<String> leftOut) throws SQLException {
		return new PostgresSchema(connection, leftOut).describe();
	}

	@Override
	public Scratch scratch(Connection connection, Scratch.Connector connector) throws SQLException {
		return PostgresScratch.create(connection, connector);
	}

	@Override
	public String version(Connection connection) throws SQLException {
		// such as "15.18 (Debian 15.18-0+deb12u1)"
		return connection.getMetaData().getDatabaseProductVersion().split(" ", 2)[0];
	}

}
