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
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a script can leave behind in a session of PostgreSQL and the server does not list:
 * the settings that applications make up ({@code myapp.tenant}), and channels that are
 * listened to from the commit on. Their names are taken from the statements, so a
 * function that sets one of them, and {@code RESET ALL}, go unnoticed.
 *
 * @see <a href="https://www.postgresql.org/docs/current/runtime-config-custom.html">
 * Customized options</a>
 */
final class PostgresUnlisted {

	private static final String IDENTIFIER = "(?:\"(?:[^\"]|\"\")+\"|[A-Za-z_\\x80-\\uFFFF][\\w$\\x80-\\uFFFF]*)";

	/** Statements whose words are commands, and not somebody's data. */
	private static final Pattern COMMAND = Pattern.compile("(SET|RESET|LISTEN|DO)\\b", Pattern.CASE_INSENSITIVE);

	private static final Pattern SET = Pattern.compile(
			"\\b(?:SET|RESET)\\s+(?:(?:SESSION|LOCAL)\\s+)?(" + IDENTIFIER + "(?:\\s*\\.\\s*" + IDENTIFIER + ")*)",
			Pattern.CASE_INSENSITIVE);

	/** In a text inside a text the quotes are doubled. */
	private static final Pattern SET_CONFIG = Pattern.compile("\\bset_config\\s*\\([^')]*'+([^'.]+\\.[^']+)'",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern LISTEN = Pattern.compile("\\bLISTEN\\s+(" + IDENTIFIER + ")",
			Pattern.CASE_INSENSITIVE);

	private final Connection connection;

	private final Map<String, String> settings = new LinkedHashMap<>();

	private final Set<String> channels = new LinkedHashSet<>();

	PostgresUnlisted(Connection connection) {
		this.connection = connection;
	}

	/**
	 * Looks at what a statement is going to change.
	 * @param sql the statement, before it runs
	 * @throws SQLException if the database fails
	 */
	void beforeStatement(String sql) throws SQLException {
		Matcher setConfig = SET_CONFIG.matcher(sql);
		while (setConfig.find()) {
			remember(setConfig.group(1));
		}
		if (COMMAND.matcher(sql).lookingAt()) {
			Matcher set = SET.matcher(sql);
			while (set.find()) {
				remember(set.group(1).replaceAll("\\s*\\.\\s*", ".").replace("\"", ""));
			}
			LISTEN.matcher(sql).results().forEach((listen) -> this.channels.add(listen.group(1)));
		}
	}

	private void remember(String name) throws SQLException {
		if (name.contains(".") && !this.settings.containsKey(name)) {
			this.settings.put(name, current(name));
		}
	}

	private String current(String name) throws SQLException {
		return value("SELECT pg_catalog.current_setting(?, true)", name);
	}

	private String value(String sql, String name) throws SQLException {
		// a setting that was never set is null, and empty once it has been
		return Objects.requireNonNullElse(Sql.value(this.connection, sql, name), "");
	}

	/**
	 * Puts everything back, inside or outside a transaction.
	 * @param listening whether a channel was listened to before the script
	 * @throws SQLException if the database refuses it
	 */
	void restore(Predicate<String> listening) throws SQLException {
		for (Map.Entry<String, String> setting : this.settings.entrySet()) {
			String name = setting.getKey();
			String old = setting.getValue();
			if (!current(name).equals(old)
					&& !value("SELECT pg_catalog.set_config(?, NULL, false)", name).equals(old)) {
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
	}

}
