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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.SQLiteDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tables and databases that cannot be worked with, on SQLite.
 */
class SqliteBadInputTests extends BadInputContract {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	File folder;

	@Override
	TestDatabase open() {
		return TestDatabase.sqlite(this.folder);
	}

	@Override
	Migrator readOnly(TestScripts scripts) {
		SQLiteDataSource dataSource = new SQLiteDataSource();
		dataSource.setUrl("jdbc:sqlite:file:" + ((TestDatabase.Sqlite) this.database).file() + "?mode=ro");
		return new Migrator("dataSource", dataSource, dataSource, scripts, this.settings, this.events);
	}

	@Override
	String refusal() {
		return "attempt to write a readonly database (SQLITE_READONLY)";
	}

	@ParameterizedTest
	@CsvSource({ "444, 755", "444, 555", "644, 555" })
	void filesAndFoldersThatMayOnlyBeReadAreNoObstacleWhereNothingIsPending(String file, String below)
			throws IOException, InterruptedException {
		migrate("1_one.sql", ONE);
		Path path = ((TestDatabase.Sqlite) this.database).file().toPath();
		permit(path, file);
		permit(this.folder.toPath(), below);
		try {
			String url = "jdbc:sqlite:" + path;
			assertThat(RestrictedProcess.migrate(new File("/"), url, "1_one.sql", ONE)).contains("UP_TO_DATE");
			assertThat(RestrictedProcess.migrate(new File("/"), url, "1_one.sql", ONE, "2_two.sql", "SELECT 2"))
				.contains("Database 'dataSource' cannot be migrated, because it cannot be written: ")
				.contains("\n  Pending: 2\n");
		}
		finally {
			permit(this.folder.toPath(), "755");
		}
		assertThat(recorded()).containsExactly("1|One");
	}

	private static void permit(Path path, String digits) throws IOException {
		StringBuilder text = new StringBuilder();
		digits.chars().forEach((digit) -> {
			int bits = digit - '0';
			text.append(((bits & 4) != 0) ? 'r' : '-')
				.append(((bits & 2) != 0) ? 'w' : '-')
				.append(((bits & 1) != 0) ? 'x' : '-');
		});
		Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(text.toString()));
	}

	@Test
	void aColumnOfAnotherTypeIsNoObstacleToReading() {
		this.database.execute(
				"CREATE TABLE schema_migrations (version BLOB PRIMARY KEY, description TEXT, applied_at INTEGER)",
				"INSERT INTO schema_migrations VALUES ('1', 'One', 1774264211)", ONE);
		Status status = migrate("1_one.sql", ONE);
		assertThat(status.applied()).singleElement()
			.satisfies((one) -> assertThat(one.appliedAt()).hasToString("2026-03-23T11:10:11Z"));
	}

}
