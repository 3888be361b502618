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
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.TableName;

/**
 * What other tools have recorded in a database before it has tables of ours.
 */
public interface Predecessors {

	/** Nobody looks for other tools. */
	Predecessors NONE = new Predecessors() {

		@Override
		public @Nullable List<AppliedMigration> read(Connection connection, TableName table,
				Map<String, String> columns) {
			return null;
		}

		@Override
		public List<TakenOver> takeOver(Connection connection, TableName table, Map<String, String> columns) {
			return List.of();
		}

	};

	/**
	 * Reads what another tool has recorded, without changing anything.
	 * @param connection the connection
	 * @param table the tracking table, which does not exist yet
	 * @param columns the columns of a table that bears its name and has another shape,
	 * empty if there is none
	 * @return what is applied, or {@code null} where no other tool has recorded anything
	 * @throws SQLException if the database fails
	 * @throws NotTakenOverException if a person has to say that it is taken over
	 */
	@Nullable List<AppliedMigration> read(Connection connection, TableName table, Map<String, String> columns)
			throws SQLException;

	/**
	 * Takes over what another tool has recorded: makes the name of the tracking table
	 * free, inside the transaction that creates it.
	 * @param connection a connection inside that transaction
	 * @param table the tracking table, which does not exist yet
	 * @param columns the columns of a table that bears its name and has another shape,
	 * empty if there is none
	 * @return what is to be recorded in the new table
	 * @throws SQLException if the database fails
	 * @throws NotTakenOverException if a person has to say that it is taken over
	 */
	List<TakenOver> takeOver(Connection connection, TableName table, Map<String, String> columns) throws SQLException;

}
