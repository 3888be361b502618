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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * What PostgreSQL tells about the work of another session. A view of its own shows each
 * kind of long work; only the sessions of the same user are visible to everybody, which
 * the migrating one is.
 *
 * @see <a href="https://www.postgresql.org/docs/current/progress-reporting.html">Progress
 * reporting</a>
 */
final class PostgresActivity {

	private static final String PROGRESS = """
			SELECT CASE WHEN phase LIKE 'building index%' THEN phase ELSE 'building index: ' || phase END, CASE WHEN lockers_total > 0 AND blocks_total = 0
			    THEN 100.0 * lockers_done / lockers_total
			    WHEN tuples_total > 0 THEN 100.0 * tuples_done / tuples_total
			    WHEN blocks_total > 0 THEN 100.0 * blocks_done / blocks_total END
			  FROM pg_catalog.pg_stat_progress_create_index WHERE pid = ?
			UNION ALL
			SELECT 'rewriting table: ' || phase,
			    CASE WHEN heap_blks_total > 0 THEN 100.0 * heap_blks_scanned / heap_blks_total END
			  FROM pg_catalog.pg_stat_progress_cluster WHERE pid = ?
			UNION ALL
			SELECT 'copying: ' || tuples_processed || ' rows',
			    CASE WHEN bytes_total > 0 THEN 100.0 * bytes_processed / bytes_total END
			  FROM pg_catalog.pg_stat_progress_copy WHERE pid = ?
			UNION ALL
			SELECT 'vacuuming: ' || phase,
			    CASE WHEN heap_blks_total > 0 THEN 100.0 * heap_blks_scanned / heap_blks_total END
			  FROM pg_catalog.pg_stat_progress_vacuum WHERE pid = ?
			UNION ALL
			SELECT 'analyzing: ' || phase,
			    CASE WHEN sample_blks_total > 0 THEN 100.0 * sample_blks_scanned / sample_blks_total END
			  FROM pg_catalog.pg_stat_progress_analyze WHERE pid = ?
			LIMIT 1""";

	private static final String BLOCKERS = """
			SELECT b.pid, a.application_name, pg_catalog.host(a.client_addr),
			    extract(epoch FROM coalesce(a.xact_start, a.state_change, a.backend_start))
			  FROM (SELECT DISTINCT pg_catalog.unnest(pg_catalog.pg_blocking_pids(?)) AS pid) b
			  LEFT JOIN pg_catalog.pg_stat_activity a ON a.pid = b.pid
			  ORDER BY 4, 1""";

	private PostgresActivity() {
	}

	static Activity of(Connection connection, int pid) throws SQLException {
		List<LockHolder> blockers = new ArrayList<>();
		for (List<@Nullable String> row : Sql.rows(connection, BLOCKERS, pid)) {
			blockers.add(holder(row));
		}
		List<List<@Nullable String>> progress = Sql.rows(connection, PROGRESS, pid, pid, pid, pid, pid);
		if (progress.isEmpty()) {
			return new Activity(null, null, blockers);
		}
		String percent = progress.get(0).get(1);
		return new Activity(progress.get(0).get(0), (percent != null) ? Double.valueOf(percent) : null, blockers);
	}

	/**
	 * Reads who somebody is.
	 * @param row process, application, address, and since when in seconds
	 */
	static LockHolder holder(List<@Nullable String> row) {
		String since = row.get(3);
		return new LockHolder(Integer.valueOf(Objects.requireNonNull(row.get(0))), row.get(1), row.get(2),
				(since != null) ? Instant.ofEpochMilli((long) (Double.parseDouble(since) * 1000)) : null);
	}

}
