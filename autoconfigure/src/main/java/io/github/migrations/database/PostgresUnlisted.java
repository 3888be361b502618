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
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What a script can leave behind in a session of PostgreSQL and the server does not list:
 * the settings that applications make up ({@code myapp.tenant}), and channels that are
 * listened to from the commit on. Their names are taken from the statements, and from the
 * source of the routines that these may call.
 *
 * @see <a href="https://www.postgresql.org/docs/current/runtime-config-custom.html">
 * Customized options</a>
 */
final class PostgresUnlisted {

	private static final String IDENTIFIER = PostgresStatements.IDENTIFIER;

	/** Statements whose words are commands, and not somebody's data. */
	private static final Pattern COMMAND = Pattern.compile("(SET|RESET|LISTEN|DO|CREATE)\\b", Pattern.CASE_INSENSITIVE);

	private static final Pattern SET = Pattern.compile(
			"\\b(?:SET|RESET)\\s+(?:(?:SESSION|LOCAL)\\s+)?(" + IDENTIFIER + "(?:\\s*\\.\\s*" + IDENTIFIER + "){0,9})",
			Pattern.CASE_INSENSITIVE);

	/** In a text inside a text the quotes are doubled. */
	private static final Pattern SET_CONFIG = Pattern
		.compile("\\bset_config\\s{0,9}\\([^')]{0,99}'{1,9}([^'.]{1,99}\\.[^']{1,99})'", Pattern.CASE_INSENSITIVE);

	private static final Pattern LISTEN = Pattern.compile("\\bLISTEN\\s+(" + IDENTIFIER + ")",
			Pattern.CASE_INSENSITIVE);

	/**
	 * Finds the sources of routines that may set something when a script calls them,
	 * directly or not.
	 */
	static final String ROUTINES = "SELECT 'routine', p.oid::text, p.prosrc, '' FROM pg_catalog.pg_proc p "
			+ "JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace "
			+ "WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') "
			+ "AND p.prosrc ~* 'set_config|\\m(re)?set\\M[^;]*\\.'";

	private final Connection connection;

	private final Map<String, String> settings = new LinkedHashMap<>();

	private final Set<String> channels = new LinkedHashSet<>();

	PostgresUnlisted(Connection connection, Iterable<String> routines) throws SQLException {
		this.connection = connection;
		Set<String> names = new LinkedHashSet<>();
		for (String source : routines) {
			collect(SET_CONFIG, source, names);
			collect(SET, source, names);
		}
		remember(names);
	}

	/**
	 * Looks at what a statement is going to change.
	 * @param sql the statement, before it runs
	 * @throws SQLException if the database fails
	 */
	void beforeStatement(String sql) throws SQLException {
		Set<String> names = new LinkedHashSet<>();
		collect(SET_CONFIG, sql, names);
		if (COMMAND.matcher(sql).lookingAt()) {
			collect(SET, sql, names);
			LISTEN.matcher(sql).results().forEach((listen) -> this.channels.add(listen.group(1)));
		}
		remember(names);
	}

	private static void collect(Pattern pattern, String code, Set<String> names) {
		Matcher set = pattern.matcher(code);
		while (set.find()) {
			String name = set.group(1).replaceAll("\\s*\\.\\s*", ".").replace("\"", "");
			if (name.contains(".")) {
				names.add(name);
			}
		}
	}

	private void remember(Set<String> names) throws SQLException {
		names.removeAll(this.settings.keySet());
		this.settings.putAll(current(names));
	}

	/** What settings are now, all in one query. */
	private Map<String, String> current(Collection<String> names) throws SQLException {
		Map<String, String> values = new LinkedHashMap<>();
		if (!names.isEmpty()) {
			String sql = "SELECT name, pg_catalog.current_setting(name, true) FROM (VALUES "
					+ String.join(", ", Collections.nCopies(names.size(), "(?::text)")) + ") AS settings (name)";
			for (List<@Nullable String> row : Sql.rows(this.connection, sql, names.toArray())) {
				values.put(String.valueOf(row.get(0)), unset(row.get(1)));
			}
		}
		return values;
	}

	/** A setting that was never set is null, and empty once it has been. */
	private static String unset(@Nullable String value) {
		return Objects.requireNonNullElse(value, "");
	}

	private String reset(String name) throws SQLException {
		return unset(Sql.value(this.connection, "SELECT pg_catalog.set_config(?, NULL, false)", name));
	}

	/**
	 * Does what {@code RESET ALL} does, but to those alone that can be put back.
	 * @throws SQLException if the database fails
	 */
	void resetAll() throws SQLException {
		for (Map.Entry<String, String> now : current(this.settings.keySet()).entrySet()) {
			if (!now.getValue().isEmpty()) {
				reset(now.getKey());
			}
		}
	}

	/**
	 * Puts everything back, inside or outside a transaction.
	 * @param listening whether a channel was listened to before the script
	 * @throws SQLException if the database refuses it
	 */
	void restore(Predicate<String> listening) throws SQLException {
		for (Map.Entry<String, String> now : current(this.settings.keySet()).entrySet()) {
			String name = now.getKey();
			String old = unset(this.settings.get(name));
			if (!now.getValue().equals(old) && !reset(name).equals(old)) {
				Sql.rows(this.connection, "SELECT pg_catalog.set_config(?, ?, false)", name, old);
			}
		}
		for (String channel : this.channels) {
			String name = (channel.startsWith("\"")) ? channel.substring(1, channel.length() - 1).replace("\"\"", "\"")
					: channel.toLowerCase(Locale.ROOT);
			if (!listening.test(name)) {
				Sql.execute(this.connection, "UNLISTEN " + channel);
			}
		}
		this.channels.clear();
	}

}
