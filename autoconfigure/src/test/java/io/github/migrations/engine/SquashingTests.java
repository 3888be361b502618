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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.migrations.script.Version;
import io.github.migrations.test.TestPostgres;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The way to squash old files that the documentation describes, with the tools that it
 * names.
 */
class SquashingTests {

	private static final String[] OLD = { "001_author.sql",
			"CREATE TABLE author (id INTEGER PRIMARY KEY, name TEXT NOT NULL);\n"
					+ "INSERT INTO author VALUES (1, 'semi;colon'), (2, 'it''s');",
			"001_author.down.sql", "DROP TABLE author;", "002_book.sql",
			"CREATE TABLE book (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES author (id));\n"
					+ "CREATE INDEX book_author ON book (author_id);\nINSERT INTO book VALUES (7, 1);\n"
					+ "CREATE VIEW titled AS SELECT b.id, a.name FROM book b JOIN author a ON a.id = b.author_id;" };

	private static final String THREE = "ALTER TABLE book ADD COLUMN year INTEGER;";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private File folder;

	private static void migrate(TestDatabase database, Settings settings, TestScripts scripts) {
		new Migrator("dataSource", database.dataSource(), database.dataSource(), scripts, settings,
				MigrationListener.NONE)
			.migrate(null);
	}

	private String dump(Map<String, String> environment, String... command) throws IOException, InterruptedException {
		File output = new File(this.folder, "dump.sql");
		ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(output)
			.redirectError(new File(this.folder, "dump.err"));
		builder.environment().putAll(environment);
		try {
			Assumptions.assumeTrue(builder.start().waitFor() == 0, "the tool is older than the database");
		}
		catch (IOException ex) {
			Assumptions.abort(command[0] + " is not there");
		}
		return Files.readString(output.toPath(), StandardCharsets.UTF_8);
	}

	private interface Dump {

		String of(TestDatabase database) throws IOException, InterruptedException;

	}

	private static void squash(TestDatabase existing, TestDatabase scratch, TestDatabase fresh, Dump dump)
			throws IOException, InterruptedException {
		migrate(existing, Settings.defaults(), TestScripts.of(OLD));
		migrate(scratch, Settings.defaults().withTarget(Version.of("2")), TestScripts.of(OLD).with("003_x.sql", THREE));
		scratch.execute("DROP TABLE schema_migrations", "DROP TABLE schema_migrations_details");
		TestScripts squashed = TestScripts.of("B2__baseline.sql", dump.of(scratch), "003_year.sql", THREE);
		migrate(existing, Settings.defaults(), squashed);
		migrate(fresh, Settings.defaults(), squashed);
		assertThat(fresh.schema()).isEqualTo(existing.schema());
		for (String query : List.of("SELECT id, name FROM author ORDER BY id", "SELECT id, name FROM titled")) {
			assertThat(fresh.query(query)).isEqualTo(existing.query(query)).isNotEmpty();
		}
		assertThat(existing.query("SELECT version FROM schema_migrations ORDER BY version")).containsExactly("001",
				"002", "003");
		assertThat(fresh.query("SELECT version FROM schema_migrations ORDER BY version")).containsExactly("003", "2");
	}

	@Test
	void endsAlikeOnSqlite() throws Exception {
		File scratch = new File(this.folder, "scratch.db");
		squash(new TestDatabase.Sqlite(new File(this.folder, "existing.db")), new TestDatabase.Sqlite(scratch),
				new TestDatabase.Sqlite(new File(this.folder, "fresh.db")),
				(database) -> dump(Map.of(), "sqlite3", scratch.toString(), ".dump"));
	}

	@Test
	void endsAlikeOnPostgres() throws Exception {
		try (TestDatabase existing = TestDatabase.postgres();
				TestDatabase scratch = TestDatabase.postgres();
				TestDatabase fresh = TestDatabase.postgres()) {
			TestPostgres.Database database = ((TestDatabase.Postgres) scratch).database();
			squash(existing, scratch, fresh,
					(ignored) -> dump(Map.of("PGPASSWORD", database.password()), "pg_dump", "--no-owner",
							"--no-privileges",
							"--dbname=" + database.url()
								.replace("jdbc:postgresql://", "postgresql://" + database.username() + "@")
								.replaceFirst("\\?.*", "")));
		}
	}

}
