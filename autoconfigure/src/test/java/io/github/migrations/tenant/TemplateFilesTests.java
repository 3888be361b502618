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

package io.github.migrations.tenant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.migrations.database.TableName;
import io.github.migrations.engine.MigrationException;
import io.github.migrations.engine.SharedPlan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link TemplateFiles}.
 */
class TemplateFilesTests {

	private static final TableName TABLE = new TableName(null, "schema_migrations");

	/** Whether a database is a copy is told by what was random. */
	private static final TenantScripts SCRIPTS = TenantScripts.JOBS.and("003_seed.sql",
			"CREATE TABLE seed AS SELECT hex(randomblob(8)) AS value;", "R__view.sql",
			"CREATE VIEW IF NOT EXISTS v AS SELECT * FROM jobs;");

	private final AtomicInteger templates = new AtomicInteger();

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	private TenantFiles files() {
		return new TenantFiles(this.folder + "/{tenant}.db", true, Map.of("foreign_keys", "on"));
	}

	private TemplateFiles template(TenantScripts scripts) {
		SharedPlan plan = scripts.plan();
		return new TemplateFiles(files(), (dataSource) -> {
			this.templates.incrementAndGet();
			plan.migrate("template", dataSource);
		}, TABLE, TenantMigrator.of(plan, files()));
	}

	private List<String> query(String tenant, String sql) throws SQLException {
		try (Connection connection = files().open(tenant)) {
			return TenantScripts.query(connection, sql);
		}
	}

	private List<Path> left() throws IOException {
		try (Stream<Path> files = Files.list(this.folder)) {
			return files.filter((file) -> !file.toString().endsWith(".db")).toList();
		}
	}

	@Test
	void aNewTenantGetsACopyWithItsOwnRecords() throws Exception {
		try (TemplateFiles template = template(SCRIPTS)) {
			template.migrate("a");
			List<String> before = query("a", "SELECT applied_at FROM schema_migrations");
			String after = before.get(0);
			while (after.equals(before.get(0))) {
				Files.deleteIfExists(files().file("b"));
				template.migrate("b");
				after = query("b", "SELECT applied_at FROM schema_migrations").get(0);
			}
			assertThat(after).isGreaterThan(before.get(0));
			assertThat(query("b", "SELECT version, description FROM schema_migrations ORDER BY 1"))
				.isEqualTo(query("a", "SELECT version, description FROM schema_migrations ORDER BY 1"))
				.hasSize(3);
			assertThat(query("b", "SELECT value FROM seed")).isEqualTo(query("a", "SELECT value FROM seed"));
			assertThat(query("b", "SELECT applied_at > '%s' FROM schema_migrations_details WHERE version = 'R__view'"
				.formatted(before.get(0)))).containsExactly("1");
			assertThat(query("b", "SELECT DISTINCT applied_by LIKE '%(process " + ProcessHandle.current().pid()
					+ ")' FROM schema_migrations_details"))
				.containsExactly("1");
			assertThat(query("b", "PRAGMA integrity_check")).containsExactly("ok");
			assertThat(this.templates).hasValue(1);
			assertThat(left()).isEmpty();
		}
	}

	@Test
	void aDatabaseThatExistsIsMigratedAndNeverReplaced() throws Exception {
		template(TenantScripts.JOBS).migrate("a");
		try (Connection connection = files().open("a")) {
			TenantScripts.execute(connection, "INSERT INTO jobs VALUES (7, 'mine')");
		}
		try (TemplateFiles template = template(SCRIPTS)) {
			template.migrate("a");
		}
		assertThat(this.templates).hasValue(1);
		assertThat(query("a", "SELECT title FROM jobs")).containsExactly("mine");
		assertThat(query("a", "SELECT count(*) FROM schema_migrations")).containsExactly("3");
	}

	/**
	 * A file that another process has made meanwhile.
	 */
	@Test
	void aFileIsNeverOverwritten() throws Exception {
		Path copy = Files.writeString(this.folder.resolve("copy"), "copy");
		Path file = Files.writeString(this.folder.resolve("file"), "file");
		Folders.place(copy, file);
		assertThat(file).hasContent("file");
		Files.delete(file);
		Folders.place(copy, file);
		assertThat(file).hasContent("copy");
	}

	@Test
	void whatADeletedFileLeftBehindIsNotPutUnderANewOne() throws Exception {
		Files.writeString(this.folder.resolve("a.db-journal"), "");
		try (TemplateFiles template = template(SCRIPTS)) {
			template.migrate("a");
		}
		assertThat(this.templates).hasValue(0);
		assertThat(query("a", "SELECT count(*) FROM schema_migrations")).containsExactly("3");
	}

	@Test
	void aScriptThatFailsIsReportedAndLeavesNothing() throws Exception {
		try (TemplateFiles template = template(TenantScripts.of("001_bad.sql", "CREATE TABLE;"))) {
			assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> template.migrate("a"))
				.withMessageContaining("001_bad.sql");
		}
		try (Stream<Path> files = Files.list(this.folder)) {
			assertThat(files).isEmpty();
		}
	}

	@Test
	void theTemplateIsMadeAgainWhereSomebodyHasDeletedIt() throws Exception {
		try (TemplateFiles template = template(SCRIPTS)) {
			template.migrate("a");
			template.close();
			template.migrate("b");
		}
		assertThat(this.templates).hasValue(2);
		assertThat(query("b", "SELECT count(*) FROM schema_migrations")).containsExactly("3");
	}

	@Test
	void aDatabaseInWriteAheadModeIsCopiedWhole() throws Exception {
		try (TemplateFiles template = template(SCRIPTS.and("004_wal.sql",
				"-- migration: transaction=off\nPRAGMA journal_mode=WAL; CREATE TABLE last (id INTEGER);"))) {
			template.migrate("a");
			template.migrate("b");
		}
		assertThat(query("b", "PRAGMA journal_mode")).containsExactly("wal");
		assertThat(query("b", "SELECT count(*) FROM last")).containsExactly("0");
		assertThat(this.templates).hasValue(1);
	}

	@Test
	void manyNewTenantsAtOnceGetTheirOwnFilesFromOneTemplate() throws Exception {
		try (TemplateFiles template = template(SCRIPTS)) {
			Tenants tenants = new Tenants(template);
			CompletableFuture<?>[] callers = IntStream.range(0, 32)
				.mapToObj((i) -> CompletableFuture.runAsync(() -> await(tenants, "t" + i % 16),
						(task) -> new Thread(task).start()))
				.toArray(CompletableFuture<?>[]::new);
			assertThat(CompletableFuture.allOf(callers)).succeedsWithin(Duration.ofSeconds(60));
		}
		assertThat(this.templates).hasValue(1);
		assertThat(files().names()).hasSize(16);
		assertThat(left()).isEmpty();
	}

	private static void await(Tenants tenants, String tenant) {
		try {
			tenants.await(tenant);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
