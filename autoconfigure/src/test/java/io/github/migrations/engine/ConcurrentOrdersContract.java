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
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Rollback and repair, killed, and together with whatever else works on the database.
 */
abstract class ConcurrentOrdersContract extends EngineContract {

	private static final String[] TWO = { "1_one.sql", "CREATE TABLE one (id INTEGER)", "1_one.down.sql",
			"DROP TABLE one", "2_two.sql", "CREATE TABLE two (id INTEGER)", "2_two.down.sql", "DROP TABLE two" };

	private final ExecutorService threads = Executors.newCachedThreadPool();

	@TempDir
	@SuppressWarnings("NullAway.Init")
	File folder;

	@AfterEach
	void endThreads() {
		this.threads.shutdownNow();
	}

	/** A statement that does not end. */
	abstract String endless();

	/** Waits until the endless statement runs, behind one that has changed something. */
	abstract void awaitEndless();

	/** Waits until nobody holds a lock. */
	abstract void awaitUnlocked();

	private static TestScripts two() {
		return TestScripts.of(TWO);
	}

	@Test
	void nothingIsLeftOfARollbackWhoseProcessWasKilled() throws Exception {
		TestScripts scripts = two().with("2_two.down.sql", "DROP TABLE two;\n" + endless());
		migrate(scripts);
		List<String> schema = this.database.schema();
		try (MigrateProcess process = MigrateProcess.rollBack(this.folder, this.database, TWO)) {
			awaitEndless();
			process.kill();
			assertThat(process.output()).doesNotContain("rolled back");
		}
		awaitUnlocked();
		assertThat(this.database.schema()).isEqualTo(schema);
		assertThat(this.database.query("SELECT version FROM schema_migrations ORDER BY version")).containsExactly("1",
				"2");
		assertThat(migrator(two()).rollback(RollbackRequest.steps(2).usingFiles()).applied()).isEmpty();
	}

	@Test
	void eightProcessesThatRollBackTogetherUndoEachMigrationOnce() throws Exception {
		this.database.execute("CREATE TABLE log (n INTEGER)");
		List<String> namesAndTexts = new ArrayList<>();
		for (int i = 1; i <= 6; i++) {
			namesAndTexts.addAll(List.of(i + "_n.sql", "INSERT INTO log VALUES (" + i + ")", i + "_n.down.sql",
					"INSERT INTO log VALUES (-" + i + ")"));
		}
		String[] all = namesAndTexts.toArray(String[]::new);
		migrate(all);
		List<MigrateProcess> processes = new ArrayList<>();
		try {
			for (int i = 0; i < 8; i++) {
				processes.add(MigrateProcess.rollBack(this.folder, this.database, all));
			}
			for (MigrateProcess process : processes) {
				assertThat(process.awaitExit()).as(process.output()).isZero();
			}
		}
		finally {
			processes.forEach(MigrateProcess::close);
		}
		assertThat(this.database.query("SELECT n FROM log WHERE n < 0 ORDER BY n")).containsExactly("-6", "-5", "-4",
				"-3", "-2", "-1");
		assertThat(this.database.query("SELECT version FROM schema_migrations")).isEmpty();
		assertThat(this.database.query("SELECT version FROM schema_migrations_details")).isEmpty();
	}

	/** A migration that waits inside its transaction. */
	private static TestCode.Undoable waiting(String version, CountDownLatch reached, CountDownLatch go) {
		CodeRun.Body body = (context) -> {
			try (Statement statement = context.connection().createStatement()) {
				statement.execute("CREATE TABLE waiting" + version + " (id INTEGER)");
			}
			reached.countDown();
			go.await();
		};
		return new TestCode.Undoable(version, body, (context) -> {
			reached.countDown();
			go.await();
			try (Statement statement = context.connection().createStatement()) {
				statement.execute("DROP TABLE waiting" + version);
			}
		});
	}

	private void awaitWaiting() {
		Awaitility.await().until(() -> this.events.lines.stream().anyMatch((line) -> line.startsWith("waiting for")));
	}

	@Test
	void aRollbackThatWaitsForAMigrationDoesNotUndoWhatIsBelowIt() throws Exception {
		migrate(two());
		CountDownLatch reached = new CountDownLatch(1);
		CountDownLatch go = new CountDownLatch(1);
		Migrator migrating = migrator(two().with(waiting("3", reached, go)));
		Future<Status> migration = this.threads.submit(() -> migrating.migrate(null));
		reached.await();
		Future<Status> rollback = this.threads.submit(() -> migrator(two()).rollback(RollbackRequest.steps(1)));
		awaitWaiting();
		go.countDown();
		assertThat(migration.get().version()).isEqualTo("3");
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(rollback::get)
			.havingCause()
			.isInstanceOf(MigrationException.class)
			.withMessage("Migration 2 (Two) is not undone, because another process has applied migration 3 meanwhile.");
		assertThat(recorded()).extracting((line) -> line.substring(0, 1)).containsExactly("1", "2", "3");
	}

	@Test
	void aMigrationThatWaitsForARollbackSaysWhatIsPendingAgain() throws Exception {
		CountDownLatch reached = new CountDownLatch(2);
		CountDownLatch go = new CountDownLatch(1);
		CountDownLatch free = new CountDownLatch(0);
		migrate(two().with(waiting("3", reached, free)));
		TestScripts scripts = two().with(waiting("3", reached, go));
		TestScripts newer = two().with(waiting("3", reached, go)).with("4_four.sql", "CREATE TABLE four (id INTEGER)");
		Future<Status> rollback = this.threads.submit(() -> migrator(scripts).rollback(RollbackRequest.steps(1)));
		reached.await();
		Future<Status> migration = this.threads.submit(() -> migrator(newer).migrate(null));
		awaitWaiting();
		go.countDown();
		assertThat(rollback.get().version()).isEqualTo("2");
		assertThat(migration.get().pending()).extracting(Status.Pending::version).containsExactly("3");
		assertThat(migration.get().state()).isEqualTo(State.PENDING);
	}

	@Test
	void aRepairWaitsForAMigration() throws Exception {
		migrate(two());
		CountDownLatch reached = new CountDownLatch(1);
		CountDownLatch go = new CountDownLatch(1);
		TestScripts changed = two().with("1_one.sql", "CREATE TABLE one (id BIGINT)");
		Migrator migrating = migrator(two().with(waiting("3", reached, go)));
		Future<Status> migration = this.threads.submit(() -> migrating.migrate(null));
		reached.await();
		Future<List<String>> repair = this.threads.submit(() -> migrator(changed).repair());
		awaitWaiting();
		go.countDown();
		assertThat(migration.get().version()).isEqualTo("3");
		assertThat(repair.get()).hasSize(1);
		assertThat(migrate(changed).state()).isEqualTo(State.AHEAD);
	}

}
