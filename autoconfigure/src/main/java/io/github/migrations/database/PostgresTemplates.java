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

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.github.migrations.script.Sha256;

/**
 * Templates of PostgreSQL. One that is whole can be copied and not connected to; one that
 * can be connected to was left by a process that was killed. A copy is a template itself
 * until it has got its name, so that nobody takes it for anything else.
 *
 * @see <a href=
 * "https://www.postgresql.org/docs/current/manage-ag-templatedbs.html">Template
 * databases</a>
 */
final class PostgresTemplates implements DatabaseTemplates {

	private static final int GROUP_DIGITS = 12;

	private static final int KEY_DIGITS = 24;

	private static final String IS_WHOLE = "SELECT 1 FROM pg_catalog.pg_database WHERE datname = ? "
			+ "AND datistemplate AND NOT datallowconn AND datconnlimit <> -2";

	private static final String OTHERS = "SELECT datname FROM pg_catalog.pg_database WHERE datistemplate "
			+ "AND datname ~ ? AND datname <> ?";

	/** The time is the server's, as is that of whoever removes what was left. */
	private static final String TIME = "pg_catalog.floor(extract(epoch FROM pg_catalog.clock_timestamp()))::bigint";

	/** A copy that got no name in an hour was left by a process that was killed. */
	private static final String STALE = "SELECT datname FROM pg_catalog.pg_database WHERE datistemplate "
			+ "AND CASE WHEN datname ~ ? THEN pg_catalog.split_part(datname, ' ', 4)::bigint < " + TIME + " - 3600 END";

	private static final String SESSION = "SELECT 1 FROM pg_catalog.pg_stat_activity WHERE datname = ?";

	private static final Duration PAUSE = Duration.ofMillis(2);

	private static final int LOOKS = 25;

	private final PostgresServer server;

	private final String group;

	private final Consumer<String> warnings;

	PostgresTemplates(PostgresServer server, String group, Consumer<String> warnings) {
		this.server = server;
		byte[] digest = Sha256.digest().digest(group.getBytes(StandardCharsets.UTF_8));
		this.group = HexFormat.of().formatHex(digest).substring(0, GROUP_DIGITS);
		this.warnings = warnings;
	}

	private String template(String key) {
		return PREFIX + "template " + this.group + " " + key.substring(0, KEY_DIGITS);
	}

	/**
	 * The lock ends with its connection.
	 */
	@Override
	public void prepare(String key, Maker maker) throws SQLException, InterruptedException {
		String template = template(key);
		try (Connection connection = this.server.connect()) {
			new PostgresLock(connection, new TableName(null, PREFIX + "template " + this.group)).lock((holder) -> {
			});
			if (!isWhole(connection, template)) {
				remove(connection, template);
				make(connection, template, maker);
				removeAll(connection, OTHERS, "^%stemplate %s [0-9a-f]{%d}$".formatted(PREFIX, this.group, KEY_DIGITS),
						template);
			}
			removeAll(connection, STALE, "^%scopy %s [0-9]{1,12} [0-9a-f]{8}$".formatted(PREFIX, this.group));
		}
	}

	private static boolean isWhole(Connection connection, String template) throws SQLException {
		return Sql.value(connection, IS_WHOLE, template) != null;
	}

	private void make(Connection connection, String template, Maker maker) throws SQLException {
		String name = TableName.quote(template);
		PostgresServer
			.unlessExists(() -> Sql.execute(connection, "CREATE DATABASE %s IS_TEMPLATE true".formatted(name)));
		boolean made = false;
		try {
			maker.make(new ConnectorDataSource(this::connect, template));
			Sql.execute(connection, "ALTER DATABASE %s ALLOW_CONNECTIONS false".formatted(name));
			made = true;
		}
		finally {
			if (!made) {
				removeIfPossible(template, () -> remove(connection, template));
			}
		}
	}

	/**
	 * Removes what nobody but a process that has lost its lock may be using.
	 */
	private static void remove(Connection connection, String template) throws SQLException {
		if (Sql.value(connection, "SELECT 1 FROM pg_catalog.pg_database WHERE datname = ?", template) != null) {
			String name = TableName.quote(template);
			Sql.execute(connection, "ALTER DATABASE %s IS_TEMPLATE false".formatted(name));
			Sql.execute(connection, "DROP DATABASE IF EXISTS %s WITH (FORCE)".formatted(name));
		}
	}

	private void removeAll(Connection connection, String query, Object... parameters) throws SQLException {
		for (List<@Nullable String> row : Sql.rows(connection, query, parameters)) {
			String database = String.valueOf(row.get(0));
			removeIfPossible(database, () -> removeUnused(connection, database));
		}
	}

	private void removeIfPossible(String database, PostgresServer.Creation removal) {
		try {
			removal.run();
		}
		catch (SQLException ex) {
			this.warnings
				.accept("The database \"%s\", from which new ones were copied, is not needed any more and cannot "
					.formatted(database) + "be removed: " + this.server.message(ex));
		}
	}

	/**
	 * One that somebody uses after all stays what it was.
	 */
	private static void removeUnused(Connection connection, String database) throws SQLException {
		String name = TableName.quote(database);
		Sql.execute(connection, "ALTER DATABASE %s IS_TEMPLATE false".formatted(name));
		try {
			Sql.execute(connection, "DROP DATABASE IF EXISTS " + name);
		}
		catch (SQLException ex) {
			Sql.execute(connection, "ALTER DATABASE %s IS_TEMPLATE true".formatted(name));
			throw ex;
		}
	}

	@Override
	public boolean copy(String key, String database, Finish finish) throws SQLException {
		String template = template(key);
		try (Connection connection = this.server.connect()) {
			if (!isWhole(connection, template)) {
				return false;
			}
			String copy = "%scopy %s %s %s".formatted(PREFIX, this.group, Sql.value(connection, "SELECT " + TIME),
					UUID.randomUUID().toString().substring(0, 8));
			boolean placed = false;
			try {
				PostgresServer
					.unlessExists(() -> Sql.execute(connection, "CREATE DATABASE %s TEMPLATE %s IS_TEMPLATE true"
						.formatted(TableName.quote(copy), TableName.quote(template))));
				try (Connection copied = connect(copy)) {
					finish.finish(copied);
				}
				awaitEnd(connection, copy);
				placed = PostgresServer.unlessExists(() -> place(connection, copy, database));
			}
			finally {
				if (!placed) {
					removeIfPossible(copy, () -> remove(connection, copy));
				}
			}
			return true;
		}
	}

	/**
	 * A session ends a moment after its connection is closed, and the server would look
	 * again only after a tenth of a second.
	 */
	private static void awaitEnd(Connection connection, String database) throws SQLException {
		for (int i = 0; i < LOOKS && Sql.value(connection, SESSION, database) != null; i++) {
			LockSupport.parkNanos(PAUSE.toNanos());
		}
	}

	private static void place(Connection connection, String copy, String database) throws SQLException {
		String name = TableName.quote(copy);
		connection.setAutoCommit(false);
		try {
			Sql.execute(connection, "ALTER DATABASE %s IS_TEMPLATE false".formatted(name));
			Sql.execute(connection, "ALTER DATABASE %s RENAME TO %s".formatted(name, TableName.quote(database)));
			connection.commit();
		}
		finally {
			connection.rollback();
			connection.setAutoCommit(true);
		}
	}

	/**
	 * Connects to a database that is known to be there.
	 */
	private Connection connect(String database) throws SQLException {
		Connection connection = this.server.connect(database);
		if (connection == null) {
			throw new SQLException("Somebody has removed the database \"%s\"".formatted(database), "3D000");
		}
		return connection;
	}

}
