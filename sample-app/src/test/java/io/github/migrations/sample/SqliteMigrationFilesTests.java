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

package io.github.migrations.sample;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.io.TempDir;

/**
 * The migration files on SQLite.
 */
class SqliteMigrationFilesTests extends MigrationFilesTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path folder;

	@Override
	Connection connect() throws SQLException {
		return DriverManager.getConnection("jdbc:sqlite:" + this.folder.resolve("test.db") + "?foreign_keys=on");
	}

	@Override
	String folder() {
		return "sqlite";
	}

	@Override
	Map<String, List<String>> ownTables() {
		return Map.of();
	}

}
