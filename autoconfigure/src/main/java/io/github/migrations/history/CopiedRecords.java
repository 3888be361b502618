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
import java.sql.SQLException;

import io.github.migrations.database.Database;
import io.github.migrations.database.TableName;

/**
 * Turns the records of a database into those of a copy: it has got its migrations now,
 * and by this process.
 *
 * @param database the kind of the database
 * @param table the first table, which this version has created
 */
public record CopiedRecords(Database database, TableName table) {

	/**
	 * Writes when and by whom the migrations were applied.
	 * @param connection a connection to the copy, outside a transaction
	 * @throws SQLException if the database fails; nothing has been changed then
	 */
	public void stamp(Connection connection) throws SQLException {
		String now = this.database.now(this.database.timeType());
		connection.setAutoCommit(false);
		try {
			Updates.run(connection, "UPDATE %s SET applied_at = %s WHERE version <> ?".formatted(this.table.sql(), now),
					"");
			Updates.run(connection,
					("UPDATE %s SET applied_by = ?, "
							+ "applied_at = CASE WHEN applied_at IS NULL THEN NULL ELSE %s END")
						.formatted(this.table.details().sql(), now),
					HistoryTable.appliedBy());
			connection.commit();
		}
		finally {
			connection.rollback();
			connection.setAutoCommit(true);
		}
	}

}
