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

package io.github.migrations.history;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

import io.github.migrations.database.Database;
import io.github.migrations.database.TableName;
import io.github.migrations.script.Version;

/**
 * Changes what has been recorded before: a migration is taken back, or a person says that
 * the record is to be another one.
 */
public final class HistoryChanges {

	/** Other programs may have padded the version. */
	private static final String OF_VERSION = " WHERE trim(version) = ?";

	private final Database database;

	private final TableName table;

	/**
	 * Creates the access to the tables.
	 * @param database the kind of the database
	 * @param table the first table in its schema
	 */
	public HistoryChanges(Database database, TableName table) {
		this.database = database;
		this.table = table;
	}

	/**
	 * Reads the undo scripts that were stored when migrations were applied.
	 * @param connection a connection outside a transaction
	 * @return the script by version, empty where nothing is stored
	 * @throws SQLException if the database fails
	 */
	public Map<Version, String> undoScripts(Connection connection) throws SQLException {
		Map<Version, String> scripts = new TreeMap<>();
		try (Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("SELECT version, undo_script FROM " + this.table.details().sql()
						+ " WHERE undo_script IS NOT NULL")) {
			while (rows.next()) {
				Version version = Version.parse(rows.getString(1).strip());
				if (version != null) {
					scripts.put(version, rows.getString(2));
				}
			}
		}
		catch (SQLException ex) {
			if (!this.database.isMissing(ex)) {
				throw ex;
			}
		}
		return scripts;
	}

	/**
	 * Removes everything that is recorded about an applied migration.
	 * @param connection a connection inside a transaction
	 * @param version the version as the table spells it
	 * @throws SQLException if the database fails
	 * @throws HistoryException if the table holds no such row
	 */
	public void remove(Connection connection, Version version) throws SQLException {
		int removed = Updates.run(connection, "DELETE FROM " + this.table.sql() + OF_VERSION, version.toString());
		if (removed != 1) {
			throw new HistoryException(
					"The row of version %s could not be removed from the table %s. Look what hides or protects it"
						.formatted(version, this.table));
		}
		Updates.run(connection, "DELETE FROM " + this.table.details().sql() + OF_VERSION, version.toString());
	}

	/**
	 * Writes down another checksum.
	 * @param connection a connection inside a transaction
	 * @param version the version of an applied migration as the table spells it
	 * @param checksum the checksum with its algorithm
	 * @throws SQLException if the database fails
	 */
	public void checksum(Connection connection, Version version, String checksum) throws SQLException {
		detail(connection, version, "checksum", checksum);
	}

	/**
	 * Stores another undo script.
	 * @param connection a connection inside a transaction
	 * @param version the version of an applied migration as the table spells it
	 * @param script the script, placeholders replaced
	 * @throws SQLException if the database fails
	 */
	public void undoScript(Connection connection, Version version, String script) throws SQLException {
		detail(connection, version, "undo_script", script);
	}

	private void detail(Connection connection, Version version, String column, String value) throws SQLException {
		String details = this.table.details().sql();
		int updated = Updates.run(connection, "UPDATE %s SET %s = ?".formatted(details, column) + OF_VERSION, value,
				version.toString());
		if (updated == 0) {
			Updates.run(connection, "INSERT INTO %s (%s, version) VALUES (?, ?)".formatted(details, column), value,
					version.toString());
		}
	}

	/**
	 * Removes the record of a run that is half done.
	 * @param connection a connection inside a transaction
	 * @param version the version as the table spells it
	 * @throws SQLException if the database fails
	 */
	public void clearHalfDone(Connection connection, Version version) throws SQLException {
		String details = this.table.details().sql();
		Updates.run(connection,
				"UPDATE %s SET statements_done = NULL, statements_checksum = NULL, statement_started = NULL"
					.formatted(details) + OF_VERSION,
				version.toString());
		Updates.run(connection,
				"DELETE FROM %s".formatted(details) + OF_VERSION
						+ " AND checksum IS NULL AND undo_script IS NULL AND NOT EXISTS (SELECT 1 FROM %s m"
							.formatted(this.table.sql())
						+ " WHERE trim(m.version) = ?)",
				version.toString(), version.toString());
	}

}
