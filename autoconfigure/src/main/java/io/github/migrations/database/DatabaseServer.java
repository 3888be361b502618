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
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A server that holds many databases, reached as one user. The connections are new ones,
 * which no pool knows of.
 */
public interface DatabaseServer {

	/** The longest name of a database, or of a schema in it, in bytes. */
	int MAX_NAME_BYTES = 63;

	/**
	 * Connects to a database.
	 * @param database its name
	 * @return a new connection, or {@code null} if there is no such database
	 * @throws SQLException if the server refuses it
	 */
	@Nullable Connection connect(String database) throws SQLException;

	/**
	 * Creates a database, unless somebody else has been faster.
	 * @param database its name
	 * @throws SQLException if the server refuses it
	 */
	void create(String database) throws SQLException;

	/**
	 * Lists the databases that can be used.
	 * @return their names; without those of the server itself, the one that the address
	 * names, and templates
	 * @throws SQLException if the server cannot be asked
	 */
	List<String> names() throws SQLException;

	/**
	 * Tells whether a database can be used.
	 * @param database its name
	 * @return whether it is one of {@link #names()}
	 * @throws SQLException if the server cannot be asked
	 */
	boolean has(String database) throws SQLException;

	/**
	 * Tells whether a database is not to be given to anybody.
	 * @param database its name
	 * @return whether it belongs to the server itself, or is the one that the address
	 * names
	 * @throws SQLException if the server cannot be asked
	 */
	boolean isReserved(String database) throws SQLException;

	/**
	 * Says what went wrong.
	 * @param ex what the server said
	 * @return its message for people
	 */
	String message(SQLException ex);

	/**
	 * Returns the databases that others are copied from.
	 * @param group tells them from those of other applications
	 * @param warnings is told what could not be done, and does not matter at once
	 * @return the access to them
	 */
	DatabaseTemplates templates(String group, Consumer<String> warnings);

	/**
	 * As whom to connect.
	 *
	 * @param user the name of the user, or {@code null} where the address says it
	 * @param password the password, or {@code null} where none is needed
	 */
	record Login(@Nullable String user, @Nullable String password) {
	}

}
