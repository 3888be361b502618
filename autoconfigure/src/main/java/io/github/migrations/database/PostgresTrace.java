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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a transaction does to the tables that existed before it, as far as the catalogue
 * and the table of locks show it.
 *
 * @see <a href="https://www.postgresql.org/docs/current/view-pg-locks.html">pg_locks</a>
 */
final class PostgresTrace {

	/** From weak to strong; what a query takes is of no interest. */
	private static final List<String> MODES = List.of("RowShareLock", "RowExclusiveLock", "ShareUpdateExclusiveLock",
			"ShareLock", "ShareRowExclusiveLock", "ExclusiveLock", "AccessExclusiveLock");

	private static final String OWN = "n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'";

	private static final String TABLES = "SELECT c.oid, pg_catalog.format('%I.%I', n.nspname, c.relname), c.relfilenode "
			+ "FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
			+ "WHERE c.relkind IN ('r', 'p', 'm', 'f', 'v') AND " + OWN;

	private static final String LOCKS = "SELECT l.relation, l.mode, c.relfilenode FROM pg_catalog.pg_locks l "
			+ "LEFT JOIN pg_catalog.pg_class c ON c.oid = l.relation WHERE l.locktype = 'relation' AND l.granted "
			+ "AND l.pid = pg_catalog.pg_backend_pid() AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d "
			+ "WHERE d.datname = pg_catalog.current_database())";

	private static final String UNFINISHED = "SELECT pg_catalog.format('index %I.%I is not valid', n.nspname, c.relname) "
			+ "FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid "
			+ "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE NOT i.indisvalid AND " + OWN
			+ " UNION ALL SELECT pg_catalog.format('constraint %I of %I.%I is not validated', o.conname, n.nspname, "
			+ "c.relname) FROM pg_catalog.pg_constraint o JOIN pg_catalog.pg_class c ON c.oid = o.conrelid "
			+ "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE NOT o.convalidated AND " + OWN
			+ " ORDER BY 1";

	private final Connection connection;

	private final Map<String, Table> tables = new HashMap<>();

	/** The tracking tables, to which each migration writes. */
	private final Set<String> own = new HashSet<>();

	private final Map<String, Hold> holds = new LinkedHashMap<>();

	private Set<String> unfinished = Set.of();

	private PostgresTrace(Connection connection) {
		this.connection = connection;
	}

	/**
	 * Begins to watch.
	 * @param connection a connection inside the transaction
	 * @param history the first tracking table
	 */
	static PostgresTrace begin(Connection connection, TableName history) throws SQLException {
		PostgresTrace trace = new PostgresTrace(connection);
		for (List<@Nullable String> row : Sql.rows(connection, TABLES)) {
			trace.tables.put(text(row, 0), new Table(text(row, 1), text(row, 2)));
		}
		List<List<@Nullable String>> own = Sql.rows(connection,
				"SELECT pg_catalog.to_regclass(name)::pg_catalog.oid FROM pg_catalog.unnest(ARRAY[?, ?]) name",
				history.sql(), history.details().sql());
		own.forEach((row) -> trace.own.add(text(row, 0)));
		trace.unfinished = trace.readUnfinished();
		return trace;
	}

	/**
	 * Says what has happened since it was asked last.
	 * @param rewrites whether a new file means that a table was rewritten
	 */
	Trial.Effects effects(boolean rewrites) throws SQLException {
		List<String> rewritten = new ArrayList<>();
		List<Trial.Lock> locks = look(rewritten);
		Set<String> now = readUnfinished();
		Set<String> added = new LinkedHashSet<>(now);
		added.removeAll(this.unfinished);
		this.unfinished = now;
		return new Trial.Effects(locks, (rewrites) ? rewritten : List.of(), List.copyOf(added), List.of());
	}

	/**
	 * Looks what is locked after something was taken back.
	 */
	void look() throws SQLException {
		look(new ArrayList<>());
		this.unfinished = readUnfinished();
	}

	private List<Trial.Lock> look(List<String> rewritten) throws SQLException {
		Map<String, Integer> stronger = new LinkedHashMap<>();
		Set<String> held = new HashSet<>();
		for (List<@Nullable String> row : Sql.rows(this.connection, LOCKS)) {
			Table table = this.tables.get(text(row, 0));
			int mode = MODES.indexOf(text(row, 1));
			int weakest = (this.own.contains(text(row, 0))) ? MODES.indexOf("ShareUpdateExclusiveLock") : 0;
			if (table != null && mode >= weakest) {
				held.add(table.name);
				if (this.holds.computeIfAbsent(table.name, (name) -> new Hold()).take(mode)) {
					stronger.merge(table.name, mode, Math::max);
				}
				if (table.isRewritten(row.get(2))) {
					rewritten.add(table.name);
				}
			}
		}
		this.holds.forEach((table, hold) -> {
			if (!held.contains(table)) {
				hold.release();
			}
		});
		return stronger.entrySet()
			.stream()
			.map((lock) -> new Trial.Lock(lock.getKey(), words(lock.getValue())))
			.sorted(Comparator.comparing(Trial.Lock::table))
			.toList();
	}

	private Set<String> readUnfinished() throws SQLException {
		Set<String> names = new LinkedHashSet<>();
		Sql.rows(this.connection, UNFINISHED).forEach((row) -> names.add(text(row, 0)));
		return names;
	}

	/**
	 * The transaction has ended.
	 */
	List<Trial.Held> end() {
		List<Trial.Held> held = new ArrayList<>();
		this.holds.forEach((table, hold) -> {
			hold.release();
			held.add(new Trial.Held(new Trial.Lock(table, words(hold.strongest)), Duration.ofNanos(hold.nanos)));
		});
		held.sort(Comparator.comparing((one) -> one.lock().table()));
		return held;
	}

	/**
	 * Such as {@code ACCESS EXCLUSIVE}, as statements and the documentation spell it.
	 */
	private static String words(int mode) {
		return MODES.get(mode).replace("Lock", "").replaceAll("(?<=[a-z])(?=[A-Z])", " ").toUpperCase(Locale.ROOT);
	}

	private static String text(List<@Nullable String> row, int column) {
		return Objects.requireNonNullElse(row.get(column), "");
	}

	/**
	 * A table that existed before.
	 */
	private static final class Table {

		private final String name;

		private String file;

		private Table(String name, String file) {
			this.name = name;
			this.file = file;
		}

		/**
		 * A table that is written anew gets a new file.
		 */
		boolean isRewritten(@Nullable String now) {
			boolean rewritten = now != null && !now.equals(this.file);
			this.file = (now != null) ? now : this.file;
			return rewritten;
		}

	}

	/**
	 * How long a table has been locked, and how strongly.
	 */
	private static final class Hold {

		private int strongest = -1;

		private int mode = -1;

		private long since;

		private long nanos;

		/**
		 * The lock is held.
		 * @return whether that is news
		 */
		boolean take(int mode) {
			if (this.mode < 0) {
				this.since = System.nanoTime();
			}
			boolean stronger = mode > this.mode;
			this.mode = Math.max(mode, this.mode);
			this.strongest = Math.max(mode, this.strongest);
			return stronger;
		}

		void release() {
			if (this.mode >= 0) {
				this.nanos += System.nanoTime() - this.since;
				this.mode = -1;
			}
		}

	}

}
