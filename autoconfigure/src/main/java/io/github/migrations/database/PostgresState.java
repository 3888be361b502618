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

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What a script can leave behind in a session of PostgreSQL: settings, the role,
 * temporary objects, prepared statements, cursors, channels. {@code DISCARD ALL} would
 * put it all back, but also drop our lock and whatever the pool had set before.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-discard.html">DISCARD</a>
 */
final class PostgresState implements Database.State {

	private static final String QUERY = "SELECT 'setting', name, setting, source FROM pg_catalog.pg_settings "
			+ "WHERE context IN ('user', 'superuser') "
			+ "AND name NOT IN ('transaction_isolation', 'transaction_read_only', 'transaction_deferrable') UNION ALL "
			+ "SELECT 'user', '', session_user::text, '' UNION ALL "
			+ "SELECT 'role', '', pg_catalog.current_setting('role'), '' UNION ALL "
			+ "SELECT 'cursor', name, pg_catalog.quote_ident(name), '' FROM pg_catalog.pg_cursors WHERE name <> '' "
			+ "UNION ALL SELECT 'temporary', c.oid::text, pg_catalog.format('%s pg_temp.%I', CASE c.relkind "
			+ "WHEN 'v' THEN 'VIEW IF EXISTS' WHEN 'S' THEN 'SEQUENCE IF EXISTS' ELSE 'TABLE IF EXISTS' END, c.relname), '' "
			+ "FROM pg_catalog.pg_class c WHERE c.relnamespace = pg_catalog.pg_my_temp_schema() "
			+ "AND (c.relkind IN ('r', 'p', 'v') OR c.relkind = 'S' AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d "
			+ "WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i'))) "
			+ "UNION ALL SELECT 'temporary', 'routine ' || p.oid, pg_catalog.format('ROUTINE IF EXISTS %s', "
			+ "p.oid::pg_catalog.regprocedure), '' FROM pg_catalog.pg_proc p "
			+ "WHERE p.pronamespace = pg_catalog.pg_my_temp_schema() UNION ALL "
			+ "SELECT 'temporary', 'type ' || t.oid, pg_catalog.format('TYPE IF EXISTS pg_temp.%I', t.typname), '' "
			+ "FROM pg_catalog.pg_type t LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid "
			+ "WHERE t.typnamespace = pg_catalog.pg_my_temp_schema() AND (t.typtype IN ('d', 'e', 'r') OR c.relkind = 'c') "
			+ "UNION ALL SELECT 'prepared', name, pg_catalog.quote_ident(name), '' "
			+ "FROM pg_catalog.pg_prepared_statements WHERE from_sql "
			+ "UNION ALL SELECT 'channel', c, pg_catalog.quote_ident(c), '' FROM pg_catalog.pg_listening_channels() c";

	private static final String SET_IN_SESSION = "SELECT name FROM pg_catalog.pg_settings WHERE source = 'session' "
			+ "AND context IN ('user', 'superuser') AND name NOT IN ('transaction_isolation', 'transaction_read_only', "
			+ "'transaction_deferrable', 'seed', 'client_connection_check_interval')";

	private final Connection connection;

	private final Map<Key, Entry> before;

	private final PostgresUnlisted unlisted;

	private PostgresState(Connection connection) throws SQLException {
		this.connection = connection;
		this.before = read(QUERY + " UNION ALL " + PostgresUnlisted.ROUTINES);
		this.unlisted = new PostgresUnlisted(connection, routines());
	}

	/** Takes the sources of routines out of what there was before. */
	private List<String> routines() {
		List<String> sources = this.before.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().kind().equals("routine"))
			.map((entry) -> entry.getValue().value())
			.toList();
		this.before.keySet().removeIf((key) -> key.kind().equals("routine"));
		return sources;
	}

	static PostgresState of(Connection connection) throws SQLException {
		return new PostgresState(connection);
	}

	/**
	 * Comes before a statement of the script.
	 * @param sql the statement
	 * @throws SQLException if the database fails
	 */
	@Override
	public void beforeStatement(String sql) throws SQLException {
		this.unlisted.beforeStatement(sql);
	}

	/**
	 * Comes in place of {@code RESET ALL}, which would also reset what the pool has set
	 * under a name that nobody can list, and what ends our statements if we die.
	 * @throws SQLException if the database fails
	 */
	void resetAll() throws SQLException {
		for (List<@Nullable String> row : Sql.rows(this.connection, SET_IN_SESSION)) {
			Sql.execute(this.connection, "RESET " + row.get(0));
		}
		this.unlisted.resetAll();
	}

	/**
	 * Puts everything back, inside or outside a transaction.
	 * @throws SQLException if the database refuses it
	 */
	@Override
	public void restore() throws SQLException {
		Map<Key, Entry> now = read(QUERY);
		if (restoreUser(now)) {
			// another user may not see everything
			now = read(QUERY);
		}
		for (Map.Entry<Key, Entry> changed : now.entrySet()) {
			Entry old = this.before.get(changed.getKey());
			if (!changed.getValue().equals(old)) {
				restore(changed.getKey(), old, changed.getValue());
			}
		}
		this.unlisted.restore((channel) -> this.before.containsKey(Key.channel(channel)));
	}

	/**
	 * Takes the user and the role back until the end of the transaction.
	 * @throws SQLException if the database refuses it
	 */
	void takeUserBack() throws SQLException {
		List<@Nullable String> now = Sql
			.rows(this.connection, "SELECT session_user::text, pg_catalog.current_setting('role')")
			.get(0);
		String user = value(Key.USER);
		String role = value(Key.ROLE);
		if (!user.equals(now.get(0))) {
			Sql.execute(this.connection, "SET LOCAL SESSION AUTHORIZATION " + TableName.quote(user));
		}
		if (!user.equals(now.get(0)) || !role.equals(now.get(1))) {
			Sql.execute(this.connection, "SET LOCAL ROLE " + quoteRole(role));
		}
	}

	private String value(Key key) {
		Entry entry = this.before.get(key);
		return (entry != null) ? entry.value() : "";
	}

	private static String quoteRole(String role) {
		return (role.equals("none") || role.isEmpty()) ? "NONE" : TableName.quote(role);
	}

	/**
	 * The user and the role come first: another role may not be allowed to set anything.
	 * @return whether anything was changed
	 */
	private boolean restoreUser(Map<Key, Entry> now) throws SQLException {
		boolean userChanged = !Objects.equals(this.before.get(Key.USER), now.get(Key.USER));
		if (userChanged) {
			Sql.execute(this.connection, "RESET SESSION AUTHORIZATION");
			if (!value(Key.USER).equals(Sql.value(this.connection, "SELECT session_user"))) {
				Sql.execute(this.connection, "SET SESSION AUTHORIZATION " + TableName.quote(value(Key.USER)));
			}
		}
		boolean changed = userChanged || !Objects.equals(this.before.get(Key.ROLE), now.get(Key.ROLE));
		if (changed) {
			Sql.execute(this.connection, "SET ROLE " + quoteRole(value(Key.ROLE)));
		}
		return changed;
	}

	private void restore(Key key, @Nullable Entry old, Entry changed) throws SQLException {
		switch (key.kind()) {
			case "setting" -> restoreSetting(key.name(), old);
			case "temporary" -> Sql.execute(this.connection, "DROP " + changed.value() + " CASCADE");
			case "prepared" -> Sql.execute(this.connection, "DEALLOCATE " + changed.value());
			case "cursor" -> Sql.execute(this.connection, "CLOSE " + changed.value());
			case "channel" -> Sql.execute(this.connection, "UNLISTEN " + changed.value());
			default -> {
				// user and role have been put back
			}
		}
	}

	private void restoreSetting(String name, @Nullable Entry old) throws SQLException {
		if (old != null && old.source().equals("session")) {
			Sql.rows(this.connection, "SELECT pg_catalog.set_config(?, ?, false)", name, old.value());
		}
		else {
			Sql.execute(this.connection, "RESET " + name);
		}
	}

	private Map<Key, Entry> read(String query) throws SQLException {
		Map<Key, Entry> entries = new LinkedHashMap<>();
		for (List<@Nullable String> row : Sql.rows(this.connection, query)) {
			entries.put(new Key(String.valueOf(row.get(0)), String.valueOf(row.get(1))),
					new Entry(String.valueOf(row.get(2)), String.valueOf(row.get(3))));
		}
		return entries;
	}

	private record Key(String kind, String name) {

		static final Key USER = new Key("user", "");

		static final Key ROLE = new Key("role", "");

		static Key channel(String name) {
			return new Key("channel", name);
		}

	}

	private record Entry(String value, String source) {
	}

}
