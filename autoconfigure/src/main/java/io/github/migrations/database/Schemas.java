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
import java.sql.SQLException;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The schemas of a database, where each of them can hold the tables of somebody else.
 */
public interface Schemas {

	/**
	 * Lists all schemas but those of the database itself.
	 * @param connection the connection
	 * @return their names in order
	 * @throws SQLException if the catalogue cannot be read
	 */
	List<String> names(Connection connection) throws SQLException;

	/**
	 * Makes a schema the only one in which tables are found without its name.
	 * @param connection a connection outside a transaction
	 * @param schema the name of the schema
	 * @return what has to be given to {@link #leave}, or {@code null} if there is no such
	 * schema and nothing has been changed
	 * @throws SQLException if the database refuses it
	 */
	@Nullable String enter(Connection connection, String schema) throws SQLException;

	/**
	 * Takes that back.
	 * @param connection a connection outside a transaction
	 * @param before what {@link #enter} returned
	 * @throws SQLException if the database refuses it
	 */
	void leave(Connection connection, String before) throws SQLException;

}
