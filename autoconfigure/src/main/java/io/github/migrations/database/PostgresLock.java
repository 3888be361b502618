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

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.migrations.script.Sha256;

/**
 * A session advisory lock, one for each tracking table. It is only ever tried and never
 * waited for inside the database: a session that waits there takes part in the snapshots
 * that a concurrent index build waits for, and the two would wait for each other.
 *
 * @see <a href=
 * "https://www.postgresql.org/docs/current/explicit-locking.html#ADVISORY-LOCKS">Advisory
 * locks</a>
 */
final class PostgresLock {

	/** How long to sleep between two tries, in milliseconds. */
	private static final long PAUSE = 100;

	private static final String LOCKS = "FROM pg_catalog.pg_locks l WHERE l.locktype = 'advisory' AND l.granted "
			+ "AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()) "
			+ "AND l.classid::bigint = %d AND l.objid::bigint = %d AND l.objsubid = 1";

	private static final String HOLDER = "SELECT l.pid, a.application_name, pg_catalog.host(a.client_addr), "
			+ "extract(epoch FROM coalesce(a.xact_start, a.state_change, a.backend_start)) FROM (SELECT l.pid %s) l "
			+ "LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid";

	private final Connection connection;

	private final long key;

	PostgresLock(Connection connection, TableName table) {
		this.connection = connection;
		this.key = key(table);
	}

	private static long key(TableName table) {
		byte[] name = ("io.github.migrations:" + table.sql()).getBytes(StandardCharsets.UTF_8);
		return ByteBuffer.wrap(Sha256.digest().digest(name)).getLong();
	}

	void lock(Waiting waiting) throws SQLException, InterruptedException {
		while (!"t".equals(Sql.value(this.connection, "SELECT pg_catalog.pg_try_advisory_lock(" + this.key + ")"))) {
			LockHolder holder = holder();
			if (holder != null) {
				waiting.on(holder);
			}
			Thread.sleep(PAUSE);
		}
	}

	private @Nullable LockHolder holder() throws SQLException {
		List<List<@Nullable String>> rows = Sql.rows(this.connection, HOLDER.formatted(locks()));
		return (rows.isEmpty()) ? null : PostgresActivity.holder(rows.get(0));
	}

	/**
	 * Tells whether the backend that runs this very statement holds the lock: behind a
	 * pooler that hands out another backend for each transaction, it may not.
	 * @param more what the statement also selects, each with a comma before it
	 * @return whether it does
	 */
	boolean isHeld(String more) throws SQLException {
		return !Sql
			.rows(this.connection, "SELECT 1" + more + " " + locks() + " AND l.pid = pg_catalog.pg_backend_pid()")
			.isEmpty();
	}

	void unlock() throws SQLException {
		Sql.execute(this.connection, "SELECT pg_catalog.pg_advisory_unlock(" + this.key + ")");
	}

	private String locks() {
		return LOCKS.formatted(this.key >>> 32, this.key & 0xFFFFFFFFL);
	}

}
