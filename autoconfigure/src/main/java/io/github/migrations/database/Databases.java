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

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.rules.Rule;

/**
 * All databases that are supported.
 */
public final class Databases {

	private static final List<Database> ALL = List.of(new SqliteDatabase(), new PostgresDatabase());

	private Databases() {
	}

	/**
	 * Recognises the database behind a connection, without asking it.
	 * @param connection the connection
	 * @return the database
	 * @throws SQLException if the connection fails
	 * @throws UnsupportedDatabaseException if it is none of those supported
	 */
	public static Database of(Connection connection) throws SQLException {
		String product = connection.getMetaData().getDatabaseProductName();
		return ALL.stream()
			.filter((database) -> database.id().equalsIgnoreCase(product))
			.findFirst()
			.orElseThrow(() -> new UnsupportedDatabaseException(product));
	}

	/**
	 * Rolls back what is not committed, also where a statement began the transaction and
	 * the driver does not know of it. Afterwards each statement commits by itself.
	 * @param connection the connection
	 * @throws SQLException if the connection fails
	 */
	public static void endTransaction(Connection connection) throws SQLException {
		of(connection).endTransaction(connection);
	}

	/**
	 * Tells whether somebody else's lock was in the way and the same may succeed later.
	 * @param ex what a database, or a pool in front of it, said
	 * @return whether that was the reason
	 */
	public static boolean isBusy(SQLException ex) {
		return ALL.stream().anyMatch((database) -> database.isBusy(ex));
	}

	/**
	 * Tells whether a file is no database, or a damaged one.
	 * @param ex what a database said
	 * @return whether that was the reason
	 */
	public static boolean isDamaged(SQLException ex) {
		return ALL.stream().anyMatch((database) -> database.isDamaged(ex));
	}

	/**
	 * Finds an empty database to look at in place of one that does not exist yet and that
	 * opening it would create.
	 * @param url the JDBC URL of a database
	 * @return the JDBC URL of an empty database, or {@code null} if the database exists,
	 * or can be looked at without creating it
	 */
	public static @Nullable String standIn(String url) {
		return ALL.stream().map((database) -> database.standIn(url)).filter(Objects::nonNull).findFirst().orElse(null);
	}

	/**
	 * Returns the server behind an address.
	 * @param url the JDBC URL of a database
	 * @param login is asked anew for each connection
	 * @return the server, or {@code null} if none of those supported is there
	 */
	public static @Nullable DatabaseServer server(String url, Supplier<DatabaseServer.Login> login) {
		return ALL.stream()
			.map((database) -> database.server(url, login))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Returns the address of a database that is a file.
	 * @param file the file
	 * @return its JDBC URL
	 */
	public static String url(Path file) {
		return ALL.stream()
			.map((database) -> database.url(file))
			.filter(Objects::nonNull)
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("No database is a file"));
	}

	/**
	 * Returns how a database that is a file is copied.
	 * @return the means
	 */
	public static Database.FileCopy fileCopy() {
		return ALL.stream()
			.map(Database::fileCopy)
			.filter(Objects::nonNull)
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("No database is a file"));
	}

	/**
	 * Returns the names of all rules about safety, whichever database they are for: a
	 * script may be for several databases.
	 * @return the names in alphabetical order
	 */
	public static SortedSet<String> ruleNames() {
		return ALL.stream()
			.flatMap((database) -> database.linter().rules().stream())
			.map(Rule::id)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/**
	 * Returns the identifiers of all databases.
	 * @return the names of the folders that hold scripts for one database alone
	 */
	public static Set<String> ids() {
		return ALL.stream().map(Database::id).collect(Collectors.toUnmodifiableSet());
	}

}
