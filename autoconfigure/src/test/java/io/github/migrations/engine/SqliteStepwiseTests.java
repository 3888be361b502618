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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Files on SQLite that cannot run in one transaction.
 */
class SqliteStepwiseTests {

	private final Events events = new Events();

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private File folder;

	@SuppressWarnings("NullAway.Init")
	private TestDatabase database;

	@BeforeEach
	void open() {
		this.database = TestDatabase.sqlite(this.folder);
	}

	private Status migrate(String... namesAndTexts) {
		return new Migrator("dataSource", this.database.dataSource(), this.database.dataSource(),
				TestScripts.of(namesAndTexts), Settings.defaults(), this.events)
			.migrate(null);
	}

	/**
	 * For SQLite it would begin a transaction, which none of ours may be around.
	 */
	@Test
	void refusesASavepointOutsideATransaction() {
		String head = "CREATE TABLE a (id INTEGER);\n";
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrate("1_s.sql",
					"PRAGMA journal_mode = WAL;\n" + head + "SAVEPOINT s;\nINSERT INTO a VALUES (1);\nRELEASE s;"))
			.withMessage(
					"db/migrations/1_s.sql:3: this savepoint is set outside a transaction, and would be gone after "
							+ "the statement, because the file runs statement by statement: line 1 (PRAGMA JOURNAL_MODE =) cannot "
							+ "run in a transaction. Write BEGIN before it, and COMMIT behind what belongs to it");
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrate("1_s.sql", head + "SAVEPOINT s;\nINSERT INTO a VALUES (1);\nROLLBACK;"))
			.withMessageStartingWith("db/migrations/1_s.sql:2: this savepoint is set outside a transaction");
		assertThat(this.database.query("SELECT name FROM sqlite_schema")).doesNotContain("a");
		migrate("1_s.sql",
				"PRAGMA journal_mode = WAL;\n" + head
						+ "BEGIN;\nSAVEPOINT s;\nINSERT INTO a VALUES (1);\nROLLBACK TO s;\nRELEASE s;\n"
						+ "INSERT INTO a VALUES (2);\nCOMMIT;");
		assertThat(this.database.query("SELECT id FROM a")).containsExactly("2");
	}

	@Test
	void switchesForeignKeysWhereTheFileSaysSoBetweenItsTransactions() {
		String script = """
				CREATE TABLE parent (id INTEGER PRIMARY KEY);
				CREATE TABLE child (id INTEGER, parent_id INTEGER REFERENCES parent (id) ON DELETE CASCADE);
				INSERT INTO parent VALUES (1), (2);
				INSERT INTO child VALUES (10, 1), (20, 2);
				PRAGMA foreign_keys = ON;
				BEGIN; DELETE FROM parent WHERE id = 1; COMMIT;
				PRAGMA foreign_keys = OFF;
				BEGIN;
				CREATE TABLE parent_new (id INTEGER PRIMARY KEY, name TEXT);
				INSERT INTO parent_new (id) SELECT id FROM parent;
				DROP TABLE parent;
				ALTER TABLE parent_new RENAME TO parent;
				COMMIT;
				""";
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrate("1_f.sql", script + "WRONG;"));
		assertThat(this.database.query("SELECT id FROM child")).containsExactly("20");
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrate("1_f.sql", script + "DELETE FROM parent; SELECT 1;"))
			.withMessageContaining("it would leave rows that refer to nothing: 1 rows of 'child'");
	}

	@Test
	void runsWhatCannotRunInATransaction() {
		Status status = migrate("1_wal.sql", "PRAGMA journal_mode = WAL;\nCREATE TABLE a (id INTEGER);\nVACUUM;",
				"2_checkpoint.sql", "PRAGMA wal_checkpoint(TRUNCATE)", "3_attach.sql",
				"ATTACH ':memory:' AS other; CREATE TABLE other.b (id INTEGER); DETACH other;");
		assertThat(status.version()).isEqualTo("3");
		assertThat(this.database.query("PRAGMA journal_mode")).containsExactly("wal");
		assertThat(this.database.query("SELECT count(*) FROM a")).containsExactly("0");
	}

	@Test
	void goesOnWhereItWasInterrupted() {
		String head = "CREATE TABLE a (id INTEGER);\nVACUUM;\nINSERT INTO a VALUES (1);\n";
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrate("1_steps.sql", head + "INSERT INTO wrong VALUES (2);"))
			.withMessage(
					"""
							Migration 1 (Steps) failed at db/migrations/1_steps.sql:4
							  no such table: wrong (SQLITE_ERROR)
							  Statement 4 of 4: INSERT INTO wrong VALUES (2)
							It runs statement by statement, because line 2 (VACUUM) cannot run in a transaction. The first 3 statements are done and stay so.""");
		migrate("1_steps.sql", head + "INSERT INTO a VALUES (2);");
		assertThat(this.database.query("SELECT id FROM a ORDER BY id")).containsExactly("1", "2");
	}

	@Test
	void runsADumpWithItsPragmasAroundOneTransactionInOne() {
		String dump = """
				PRAGMA foreign_keys=OFF;
				BEGIN TRANSACTION;
				CREATE TABLE a (id INTEGER PRIMARY KEY);
				INSERT INTO a VALUES (1);
				%s
				COMMIT;
				PRAGMA foreign_keys=ON;
				""";
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrate("1_dump.sql", dump.formatted("WRONG;")));
		assertThat(this.database.query("SELECT count(*) FROM sqlite_schema")).containsExactly("0");
		migrate("1_dump.sql", dump.formatted(""));
		assertThat(this.database.query("SELECT id FROM a")).containsExactly("1");
	}

	@Test
	void runsSeveralTransactionsOfTheFileAsItSays() {
		migrate("1_pairs.sql", """
				BEGIN;
				CREATE TABLE a (id INTEGER);
				COMMIT;
				BEGIN IMMEDIATE;
				INSERT INTO a VALUES (1);
				END TRANSACTION;
				BEGIN;
				INSERT INTO a VALUES (2);
				ROLLBACK;
				""");
		assertThat(this.database.query("SELECT id FROM a")).containsExactly("1");
	}

	@Test
	void saysWhatStaysWhereTheLastStatementMayNotBeCommitted() {
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrate("1_steps.sql", """
				-- migration: transaction=off
				CREATE TABLE p (id INTEGER PRIMARY KEY);
				CREATE TABLE c (id INTEGER REFERENCES p (id));
				INSERT INTO c VALUES (7);
				"""))
			.withMessage(
					"""
							Migration 1 (Steps) failed: db/migrations/1_steps.sql
							  it would leave rows that refer to nothing: 1 rows of 'c' refer to rows of 'p' that do not exist (before: 0)
							It runs statement by statement. The first 2 of 3 statements are done and stay so.""");
		assertThat(this.database.query("SELECT count(*) FROM c")).containsExactly("0");
	}

	@Test
	void eachStatementRunsOnceWhenSeveralStartTogether() throws Exception {
		String insert = "INSERT INTO log (n) VALUES (%d);\n";
		StringBuilder script = new StringBuilder("-- migration: transaction=off\nCREATE TABLE log (n INTEGER);\n");
		for (int i = 0; i < 20; i++) {
			script.append(insert.formatted(i));
		}
		script.append("BEGIN;\n" + insert.formatted(20) + insert.formatted(21) + "COMMIT;\nANALYZE;\n")
			.append(insert.formatted(22));
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			CountDownLatch start = new CountDownLatch(1);
			List<Future<Status>> results = new ArrayList<>();
			for (int i = 0; i < 8; i++) {
				results.add(threads.submit(() -> {
					start.await();
					return migrate("1_log.sql", script.toString(), "2_more.sql", insert.formatted(23));
				}));
			}
			start.countDown();
			for (Future<Status> result : results) {
				assertThat(result.get().state()).isEqualTo(State.UP_TO_DATE);
			}
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(this.database.query("SELECT n FROM log ORDER BY rowid"))
			.containsExactlyElementsOf(IntStream.range(0, 24).mapToObj(String::valueOf).toList());
		assertThat(this.events.lines).filteredOn((line) -> line.startsWith("applied"))
			.containsExactly("applied 1 Log", "applied 2 More");
	}

	@Test
	void warnsOfACommentThatIsNeverClosed() {
		migrate("1_open.sql", "CREATE TABLE a (id INTEGER);\n/* CREATE TABLE b (id INTEGER);");
		assertThat(this.events.lines).contains("warning db/migrations/1_open.sql: the comment that begins on line 2 is "
				+ "never closed; everything after it is ignored");
	}

}
