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
package io.github.migrations.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Migration files and SQLite databases in the folder of one test.
 */
public final class TestFiles {

	private TestFiles() {
	}

	/**
	 * Writes migration files.
	 * @param folder the folder, made if it is missing
	 * @param namesAndTexts names of files, each followed by its text
	 * @return the property that names the folder
	 */
	public static String locations(Path folder, String... namesAndTexts) {
		try {
			Files.createDirectories(folder);
			for (int i = 0; i < namesAndTexts.length; i += 2) {
				Path file = folder.resolve(namesAndTexts[i]);
				Files.createDirectories(file.getParent());
				Files.writeString(file, namesAndTexts[i + 1]);
			}
			return "spring.migrations.locations=file:" + folder;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Names a SQLite file.
	 * @param folder its folder
	 * @return the property that makes it the application's database
	 */
	public static String sqlite(Path folder) {
		return "spring.datasource.url=" + url(folder);
	}

	/**
	 * Names a SQLite file.
	 * @param folder its folder
	 * @return its JDBC URL
	 */
	public static String url(Path folder) {
		return "jdbc:sqlite:" + folder.resolve("test.db");
	}

	/**
	 * Asks a database without the application.
	 * @param url the JDBC URL
	 * @param sql a query
	 * @return the first column
	 */
	public static List<String> query(String url, String sql) {
		try (Connection connection = DriverManager.getConnection(url);
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery(sql)) {
			List<String> rows = new ArrayList<>();
			while (result.next()) {
				rows.add(result.getString(1));
			}
			return rows;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Lists the tables of a SQLite file.
	 * @param folder its folder
	 * @return their names
	 */
	public static List<String> tables(Path folder) {
		return query(url(folder), "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
	}

}
