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
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

import io.github.migrations.test.TestPostgres;

/**
 * A real, empty database for one test.
 */
interface TestDatabase extends AutoCloseable {

	DataSource dataSource();

	/** What stands for the schema: one line for each object, in order. */
	List<String> schema();

	/** The names of all tables, in order. */
	List<String> tables();

	@Override
	void close();

	static TestDatabase sqlite(File folder) {
		return new Sqlite(new File(folder, "test.db"));
	}

	static TestDatabase postgres() {
		return new Postgres(TestPostgres.createDatabase());
	}

	default void execute(String... statements) {
		try (Connection connection = dataSource().getConnection(); Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Returns the rows of a query, columns joined by a bar. */
	default List<String> query(String sql) {
		try (Connection connection = dataSource().getConnection();
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery(sql)) {
			List<String> rows = new ArrayList<>();
			while (result.next()) {
				List<String> row = new ArrayList<>();
				for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
					row.add(result.getString(i));
				}
				rows.add(String.join("|", row));
			}
			return rows;
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * A SQLite file whose connections enforce foreign keys, as an application's should.
	 */
	record Sqlite(File file) implements TestDatabase {

		@Override
		public DataSource dataSource() {
			SQLiteConfig config = new SQLiteConfig();
			config.enforceForeignKeys(true);
			SQLiteDataSource dataSource = new SQLiteDataSource(config);
			dataSource.setUrl("jdbc:sqlite:" + this.file);
			return dataSource;
		}

		@Override
		public List<String> schema() {
			return query("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema ORDER BY 1, 2");
		}

		@Override
		public List<String> tables() {
			return query("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY 1");
		}

		@Override
		public void close() {
		}

	}

	/**
	 * A PostgreSQL database.
	 */
	record Postgres(TestPostgres.Database database) implements TestDatabase {

		@Override
		public DataSource dataSource() {
			return this.database.dataSource();
		}

		@Override
		public List<String> schema() {
			return query("SELECT n.nspname, c.relname, c.relkind, coalesce(string_agg(a.attname || ' ' || "
					+ "format_type(a.atttypid, a.atttypmod), ',' ORDER BY a.attnum), '') FROM pg_class c "
					+ "JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_attribute a ON a.attrelid = c.oid "
					+ "AND a.attnum > 0 AND NOT a.attisdropped WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', "
					+ "'pg_toast') GROUP BY 1, 2, 3 ORDER BY 1, 2");
		}

		@Override
		public List<String> tables() {
			return query("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace "
					+ "ORDER BY 1");
		}

		@Override
		public void close() {
			this.database.close();
		}

	}

}
