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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

/**
 * A SQLite file in a temporary folder of its own.
 */
final class SqliteScratch implements Scratch {

	private final Path folder;

	private SqliteScratch(Path folder) {
		this.folder = folder;
	}

	static Scratch create() throws SQLException {
		try {
			return new SqliteScratch(Files.createTempDirectory("migrations-scratch"));
		}
		catch (IOException ex) {
			throw new SQLException("No temporary folder can be made: " + ex, ex);
		}
	}

	@Override
	public DataSource dataSource() {
		return new ConnectorDataSource(DriverManager::getConnection,
				"jdbc:sqlite:" + this.folder.resolve("scratch.db"));
	}

	@Override
	public void close() throws SQLException {
		try (Stream<Path> files = Files.list(this.folder)) {
			for (Path file : List.copyOf(files.toList())) {
				Files.delete(file);
			}
			Files.delete(this.folder);
		}
		catch (IOException ex) {
			throw new SQLException("The temporary folder %s cannot be removed: %s".formatted(this.folder, ex), ex);
		}
	}

}
