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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import io.github.migrations.database.Database;
import io.github.migrations.database.Databases;
import io.github.migrations.script.Placeholders;
import io.github.migrations.script.ScriptFile;
import io.github.migrations.test.TestPostgres;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the safety check finds in files that were not written for it.
 */
class SafetyCheckFilesTests {

	private static final Path SAMPLE_APP = Path.of("../sample-app/src/main/resources/db/migrations");

	private static final Path DIFFERENTIAL = Path.of("src/test/resources/differential");

	private static final TestPostgres.Database SERVER = TestPostgres.createDatabase();

	@AfterAll
	static void dropDatabase() {
		SERVER.close();
	}

	private static Database sqlite() throws SQLException {
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
			return Databases.of(connection);
		}
	}

	private static Database postgres() throws SQLException {
		try (Connection connection = SERVER.dataSource().getConnection()) {
			return Databases.of(connection);
		}
	}

	@Test
	void theSampleApplicationBreaksNoRule() throws Exception {
		assertThat(files(SAMPLE_APP)).hasSizeGreaterThan(10);
		assertThat(findings(sqlite(), SAMPLE_APP)).isEmpty();
		assertThat(findings(postgres(), SAMPLE_APP)).isEmpty();
	}

	@Test
	void theScriptsOfTheComparisonForSqlite() throws Exception {
		assertThat(all(sqlite())).containsExactly(
				"last_insert_rowid/002_statement_by_statement.sql:3 non-transactional-mixed: VACUUM cannot run in a "
						+ "transaction, and stands beside other statements",
				"legacy_alter_table/002_rename.sql:5 rebuild-loses-trigger: the table a is dropped and made anew without "
						+ "its trigger ta",
				"pragmas/002_journal.sql:1 non-transactional-mixed: PRAGMA JOURNAL_MODE cannot run in a transaction, and "
						+ "stands beside other statements",
				"text_kept_in_the_schema/001_windows_line_ends.sql:2 double-quoted-string: \"x\" names no column, and is "
						+ "read as the text 'x'");
	}

	@Test
	void theScriptsOfTheComparisonForPostgres() throws Exception {
		assertThat(all(postgres())).containsExactly(
				"concurrently/003_mixed.sql:3 non-transactional-mixed: CREATE UNIQUE INDEX CONCURRENTLY cannot run in a "
						+ "transaction, and stands beside other statements",
				"deferred_constraints/002_rows_then_alter.sql:3 whole-table-update: UPDATE of all rows of the existing "
						+ "table children",
				"deferred_constraints/002_rows_then_alter.sql:3 work-after-exclusive-lock: UPDATE changes rows of children "
						+ "while the table children is locked since line 2",
				"do_blocks/002_commits_inside.sql:1 non-transactional-mixed: DO cannot run in a transaction, and stands "
						+ "beside other statements",
				"enum_values/002_add_and_use.sql:2 enum-value-used: the value 'yellow' is used, which line 1 has added to "
						+ "the type light",
				"enum_values/002_add_and_use.sql:3 enum-value-used: the value 'yellow' is used, which line 1 has added to "
						+ "the type light",
				"enum_values/003_add_only.sql:2 rename-enum-value: the value 'green' of the existing type light is renamed",
				"own_transactions/003_in_the_middle.sql:3 lock-table: the existing table steps is locked in EXCLUSIVE mode",
				"triggers/002_disabled.sql:2 whole-table-update: UPDATE of all rows of the existing table stock");
	}

	private static List<String> all(Database database) throws IOException {
		List<String> findings = new ArrayList<>();
		try (Stream<Path> folders = Files.list(DIFFERENTIAL.resolve(database.id()))) {
			for (Path folder : folders.sorted().toList()) {
				findings(database, folder).forEach((finding) -> findings.add(folder.getFileName() + "/" + finding));
			}
		}
		return findings;
	}

	private static List<String> findings(Database database, Path folder) throws IOException {
		List<ScriptFile> files = files(folder);
		ScriptSource source = new ScriptSource() {
			@Override
			public List<ScriptFile> find() {
				return files;
			}

			@Override
			public List<String> locations() {
				return List.of();
			}
		};
		return new SafetyCheck(database, Placeholders.NONE)
			.check(SafetyCheckContract.plan(database, source), (migration) -> true)
			.stream()
			.map((it) -> "%s:%d %s: %s".formatted(it.file(), it.line(), it.rule(), it.message()))
			.toList();
	}

	private static List<ScriptFile> files(Path folder) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter((file) -> file.toString().endsWith(".sql")).sorted().map((file) -> {
				String path = folder.relativize(file).toString();
				return new ScriptFile(path, path, () -> Files.newInputStream(file));
			}).toList();
		}
	}

}
