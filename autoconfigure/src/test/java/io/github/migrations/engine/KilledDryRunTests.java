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

package io.github.migrations.engine;

import java.io.File;
import java.util.List;
import java.util.Objects;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.migrations.test.TestPostgres;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is left of a dry run whose process was killed, or asked to end.
 */
class KilledDryRunTests {

	private static final String ENDLESS = "INSERT INTO a WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) "
			+ "SELECT count(*) FROM c;\n";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private File folder;

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void postgresTakesEverythingBack(boolean killed) throws Exception {
		try (TestDatabase.Postgres database = (TestDatabase.Postgres) TestDatabase.postgres()) {
			database.execute("CREATE TABLE a (id BIGINT)");
			List<String> before = database.schema();
			TestPostgres.Database where = database.database();
			try (MigrateProcess process = MigrateProcess.startDryRun(this.folder, where.url(), where.username(),
					where.password(), "ALTER TABLE a ADD COLUMN b INTEGER;\nSELECT pg_sleep(600);")) {
				Awaitility.await()
					.until(() -> database
						.query("SELECT 1 FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(600)' "
								+ "AND state = 'active' AND datname = current_database()")
						.size() == 1);
				end(process, killed);
			}
			Awaitility.await()
				.until(() -> database
					.query("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' "
							+ "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")
					.isEmpty());
			assertThat(database.schema()).isEqualTo(before);
		}
	}

	private static void end(MigrateProcess process, boolean killed) throws InterruptedException {
		if (killed) {
			process.kill();
		}
		else {
			process.terminate();
		}
	}

	@Test
	void sqliteRemovesItsCopyWhenTheProcessIsAskedToEnd() throws Exception {
		TestDatabase.Sqlite database = (TestDatabase.Sqlite) TestDatabase.sqlite(this.folder);
		database.execute("CREATE TABLE a (id BIGINT)");
		List<String> before = database.schema();
		try (MigrateProcess process = MigrateProcess.startDryRun(this.folder, "jdbc:sqlite:" + database.file(), "", "",
				"CREATE TABLE b (id INTEGER);\n" + ENDLESS)) {
			Awaitility.await().until(this::writesToItsCopy);
			process.terminate();
		}
		assertThat(copies()).isZero();
		assertThat(database.schema()).isEqualTo(before);
	}

	/** Nothing is left to be read and planned that would take time from the removal. */
	private boolean writesToItsCopy() {
		File[] copies = this.folder.listFiles((parent, name) -> name.startsWith("migrations-copy"));
		return copies != null && copies.length == 1 && new File(copies[0], "0.db-journal").exists();
	}

	private long copies() {
		return List.of(Objects.requireNonNull(this.folder.list()))
			.stream()
			.filter((name) -> name.startsWith("migrations-copy"))
			.count();
	}

}
