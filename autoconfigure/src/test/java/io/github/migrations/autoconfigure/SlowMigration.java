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

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import org.awaitility.Awaitility;

import io.github.migrations.test.TestPostgres;

/**
 * A migration on PostgreSQL that runs until the test lets it end.
 */
public final class SlowMigration implements AutoCloseable {

	private static final String SCRIPT = """
			CREATE TABLE things (id INTEGER);

			DO $$
			BEGIN
			  WHILE NOT EXISTS (SELECT FROM latch) LOOP
			    PERFORM pg_sleep(0.02);
			  END LOOP;
			END
			$$;
			""";

	private final TestPostgres.Database database = TestPostgres.createDatabase();

	private final Path folder;

	/**
	 * Creates a database for it.
	 * @param folder where its file is to be
	 */
	public SlowMigration(Path folder) {
		this.folder = folder;
		execute("CREATE TABLE latch (open BOOLEAN)");
	}

	/**
	 * Says how an application is to be started.
	 * @param more further arguments
	 * @return the arguments of the application
	 */
	public String[] arguments(String... more) {
		String[] arguments = new String[more.length + 5];
		arguments[0] = "--" + TestFiles.locations(this.folder, "001_things.sql", SCRIPT);
		arguments[1] = "--spring.datasource.url=" + this.database.url();
		arguments[2] = "--spring.datasource.username=" + this.database.username();
		arguments[3] = "--spring.datasource.password=" + this.database.password();
		arguments[4] = "--spring.datasource.hikari.maximum-pool-size=1";
		System.arraycopy(more, 0, arguments, 5, more.length);
		return arguments;
	}

	/**
	 * Waits until it runs.
	 */
	public void awaitRunning() {
		Awaitility.await()
			.until(() -> "1".equals(query("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
					+ "AND state = 'active' AND query LIKE 'DO $$%'")));
	}

	/**
	 * Lets it end.
	 */
	public void release() {
		execute("INSERT INTO latch VALUES (TRUE)");
	}

	/**
	 * Asks the database without the application.
	 * @param sql a query
	 * @return the first column of the first row
	 */
	public String query(String sql) {
		try (Connection connection = this.database.dataSource().getConnection();
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery(sql)) {
			result.next();
			return result.getString(1);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void execute(String sql) {
		try (Connection connection = this.database.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.database.close();
	}

}
