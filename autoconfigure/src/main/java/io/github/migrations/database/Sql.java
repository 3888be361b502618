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

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Statements of our own.
 */
final class Sql {

	private static final String SAVEPOINT = "migrations_starter_batch";

	private Sql() {
	}

	static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			statement.execute(sql);
		}
	}

	/**
	 * Reads rows.
	 * @return all rows, each with the texts of its columns
	 */
	static List<List<@Nullable String>> rows(Connection connection, String sql, Object... parameters)
			throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			for (int i = 0; i < parameters.length; i++) {
				statement.setObject(i + 1, parameters[i]);
			}
			List<List<@Nullable String>> rows = new ArrayList<>();
			try (ResultSet result = statement.executeQuery()) {
				int columns = result.getMetaData().getColumnCount();
				while (result.next()) {
					List<@Nullable String> row = new ArrayList<>();
					for (int i = 1; i <= columns; i++) {
						row.add(result.getString(i));
					}
					rows.add(row);
				}
			}
			return rows;
		}
	}

	/**
	 * Reads one value.
	 * @return the first column of the first row, or {@code null} if there is none
	 */
	static @Nullable String value(Connection connection, String sql, Object... parameters) throws SQLException {
		List<List<@Nullable String>> rows = rows(connection, sql, parameters);
		return (rows.isEmpty()) ? null : rows.get(0).get(0);
	}

	/**
	 * Tells whether a query finds nothing, without reading more than its first row.
	 */
	static boolean isEmpty(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(sql)) {
			return !result.next();
		}
	}

	/**
	 * Runs one statement of a script to its end: a database may do a part of the work
	 * only while its rows are fetched.
	 * @return how many rows it changed
	 */
	static long run(Connection connection, String sql, Session.Cancellation cancellation) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			Statement driver = ofDriver(statement);
			driver.setEscapeProcessing(false);
			cancellation.running(driver::cancel);
			return changed(driver, driver.execute(sql));
		}
		finally {
			cancellation.running(null);
		}
	}

	/**
	 * A pool may take the error of a script for one of the connection: HikariCP closes it
	 * when something is not supported (0A000), as a new type of a column that a view
	 * uses, and with it goes the transaction that the error has to be found out in.
	 */
	private static Statement ofDriver(Statement statement) throws SQLException {
		return (statement.isWrapperFor(Statement.class)) ? statement.unwrap(Statement.class) : statement;
	}

	/**
	 * Runs one statement of a script to its end by a driver that runs queries as updates,
	 * and takes their rows itself.
	 */
	static void runAsUpdate(Connection connection, String sql, Session.Cancellation cancellation) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			cancellation.running(statement::cancel);
			statement.executeLargeUpdate(sql);
		}
		finally {
			cancellation.running(null);
		}
	}

	/**
	 * Takes all results of what was executed.
	 * @param statement has executed it
	 * @param rows whether its first result has rows
	 * @return how many rows were changed
	 */
	static long changed(Statement statement, boolean rows) throws SQLException {
		long changed = 0;
		boolean result = rows;
		while (true) {
			if (result) {
				drain(statement);
			}
			else {
				long count = statement.getLargeUpdateCount();
				if (count < 0) {
					return changed;
				}
				changed += count;
			}
			result = statement.getMoreResults();
		}
	}

	/**
	 * Runs several statements of a script together, all or none of them.
	 * @return how many rows they changed
	 * @throws SQLTransactionRollbackException if one of them has ended the transaction
	 * around them
	 */
	static long runBatch(Connection connection, Batch batch, Session.Cancellation cancellation) throws SQLException {
		execute(connection, "SAVEPOINT " + SAVEPOINT);
		try (Statement statement = connection.createStatement()) {
			Statement driver = ofDriver(statement);
			driver.setEscapeProcessing(false);
			cancellation.running(driver::cancel);
			long rows = batch.run(driver);
			execute(connection, "RELEASE SAVEPOINT " + SAVEPOINT);
			return rows;
		}
		catch (SQLException ex) {
			rollback(connection, ex);
			throw ex;
		}
		finally {
			cancellation.running(null);
		}
	}

	/**
	 * SQLite may have rolled back the whole transaction already, for example by
	 * {@code ON CONFLICT ROLLBACK} or {@code RAISE(ROLLBACK, …)}.
	 */
	private static void rollback(Connection connection, SQLException ex) throws SQLException {
		try {
			execute(connection, "ROLLBACK TO SAVEPOINT " + SAVEPOINT);
		}
		catch (SQLException gone) {
			ex.addSuppressed(gone);
			throw new SQLTransactionRollbackException(ex.getMessage(), ex.getSQLState(), ex.getErrorCode(), ex);
		}
	}

	private static void drain(Statement statement) throws SQLException {
		try (ResultSet rows = statement.getResultSet()) {
			while (rows != null && rows.next()) {
				// the row itself is of no interest
			}
		}
	}

	/**
	 * How a driver takes several statements at once.
	 */
	interface Batch {

		long run(Statement statement) throws SQLException;

	}

}
