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

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.rules.Linter;
import io.github.migrations.script.Lexer;
import io.github.migrations.script.Piece;

/**
 * A database product: everything in which it differs from the other ones.
 */
public interface Database {

	/** Statements that change rows. */
	Set<String> BATCHABLE = Set.of("INSERT", "UPDATE", "DELETE", "REPLACE");

	/**
	 * Returns the identifier, which is also the name of the folder that holds scripts for
	 * this database alone.
	 * @return such as {@code sqlite}
	 */
	String id();

	/**
	 * Makes a lexer that cuts scripts as the database's own client does.
	 * @param reader the script
	 * @return a lexer at the beginning of the script
	 */
	Lexer lexer(Reader reader);

	/**
	 * Tells what a statement means for the transaction around it.
	 * @param statement a statement of a script
	 * @return its kind
	 */
	StatementKind kind(Piece statement);

	/**
	 * Tells whether a statement may change something in the session that outlives its
	 * transaction.
	 * @param statement a statement of a script
	 * @return {@code false} only if it certainly does not
	 */
	boolean changesSession(Piece statement);

	/**
	 * Tells whether a statement switches the enforcement of foreign keys, which has no
	 * effect inside a transaction.
	 * @param statement a statement of a script
	 * @return whether they are enforced after it, or {@code null} if it is about
	 * something else
	 */
	default @Nullable Boolean foreignKeys(Piece statement) {
		return null;
	}

	/**
	 * Tells whether a statement has an effect only before anything is in the database.
	 * @param statement a statement of a script
	 * @return whether it says how a new database is laid out
	 */
	default boolean shapesNewDatabase(Piece statement) {
		return false;
	}

	/**
	 * Tells whether a statement says how the transaction that it begins, or stands in, is
	 * to be run.
	 * @param statement a statement of a script
	 * @return whether the transaction has to be the script's own
	 */
	default boolean setsTransaction(Piece statement) {
		return false;
	}

	/**
	 * Tells why a statement that the database's own client runs cannot be run here.
	 * @param statement a statement of a script
	 * @return what is in the way and what to do, or {@code null}
	 */
	default @Nullable String refusal(Piece statement) {
		return null;
	}

	/**
	 * Returns which procedures a statement calls, each of which may commit.
	 * @param statement a statement of a script
	 * @return their names, without schema
	 */
	default Set<String> calls(Piece statement) {
		return Set.of();
	}

	/**
	 * Returns the procedure that a statement creates and that commits.
	 * @param statement a statement of a script
	 * @return its name, without schema, or {@code null}
	 */
	default @Nullable String createsCommitting(Piece statement) {
		return null;
	}

	/**
	 * Tells whether a procedure commits, so that no transaction may be around its call.
	 * @param connection the connection
	 * @param procedures the names of procedures, without schema
	 * @return whether one of them does
	 * @throws SQLException if the catalogue cannot be read
	 */
	default boolean commits(Connection connection, Set<String> procedures) throws SQLException {
		return false;
	}

	/**
	 * Makes a linter that knows what is dangerous in scripts for this database.
	 * @return a linter that has seen no script yet
	 */
	Linter linter();

	/**
	 * Opens a session that migrates.
	 * @param connection a connection, which stays open when the session is closed
	 * @param table the tracking table in its schema
	 * @return the session
	 * @throws SQLException if the connection fails
	 */
	Session open(Connection connection, TableName table) throws SQLException;

	/**
	 * Opens a trial of migrations.
	 * @param connection a connection, which stays open when the trial is closed
	 * @param table the tracking table in its schema
	 * @return the trial
	 * @throws SQLException if the connection fails
	 */
	Trial openTrial(Connection connection, TableName table) throws SQLException;

	/**
	 * Remembers what statements may change in a session.
	 * @param connection the connection
	 * @return what puts it back
	 * @throws SQLException if the connection fails
	 */
	State remember(Connection connection) throws SQLException;

	/**
	 * Returns the server behind an address, where one server holds many databases.
	 * @param url the JDBC URL of a database of any kind
	 * @param login is asked anew for each connection
	 * @return the server, or {@code null} if it is none of this kind
	 */
	default @Nullable DatabaseServer server(String url, Supplier<DatabaseServer.Login> login) {
		return null;
	}

	/**
	 * Returns the schemas, where each can hold the tables of somebody else.
	 * @return the access to them
	 * @throws SQLException if the database has no such thing
	 */
	default Schemas schemas() throws SQLException {
		throw new SQLFeatureNotSupportedException(
				"Schemas of this database cannot hold the tables of one tenant each. Give each of them a file: see "
						+ "spring.migrations.tenants.files");
	}

	/**
	 * Tells whether a schema exists.
	 * @param connection the connection
	 * @param schema its name
	 * @return whether a table can be created in it
	 * @throws SQLException if the catalogue cannot be read
	 */
	boolean hasSchema(Connection connection, String schema) throws SQLException;

	/**
	 * Tells whether schemas can be created.
	 * @return {@code false} if a schema is something else than a part of the database
	 */
	boolean createsSchemas();

	/**
	 * Tells whether a transaction that writes excludes all others from its beginning, so
	 * that nobody gains by several short ones in place of one.
	 * @return whether it does
	 */
	boolean excludesOthers();

	/**
	 * Rolls back what is not committed, also where a statement began the transaction and
	 * the driver does not know of it. Afterwards each statement commits by itself.
	 * @param connection the connection
	 * @throws SQLException if the connection fails
	 */
	default void endTransaction(Connection connection) throws SQLException {
		if (connection.getAutoCommit()) {
			connection.setAutoCommit(false);
		}
		connection.rollback();
		connection.setAutoCommit(true);
	}

	/**
	 * Tells whether there is nothing at all where a table would be, so that nothing need
	 * be looked for there.
	 * @param connection the connection
	 * @param table the table
	 * @return whether there is nothing; {@code false} as well where that takes more than
	 * a glance
	 * @throws SQLException if the database fails
	 */
	default boolean isEmpty(Connection connection, TableName table) throws SQLException {
		return false;
	}

	/**
	 * Returns a statement that gives one text for all that decides what is to be applied,
	 * in one row or several: two databases with the same rows need the same.
	 * @param table the first table
	 * @return the statement; one of its rows is {@code null}, or it is refused, where
	 * there is no such text
	 */
	String digestQuery(TableName table);

	/**
	 * Creates a schema that does not exist.
	 * @param connection the connection
	 * @param schema its name
	 * @throws SQLException if the database refuses it
	 */
	default void createSchema(Connection connection, String schema) throws SQLException {
		// another program may be faster
		Sql.execute(connection, "CREATE SCHEMA IF NOT EXISTS " + TableName.quote(schema));
	}

	/**
	 * Returns the schema in which a table without a schema would be created.
	 * @param connection the connection
	 * @return the schema
	 * @throws SQLException if there is none
	 */
	String currentSchema(Connection connection) throws SQLException;

	/**
	 * Returns the statement that reads both tracking tables, or the first one alone. Its
	 * columns are {@code found_schema} (where the table was found),
	 * {@code current_schema} (where it would be created), {@code version},
	 * {@code description}, {@code applied_at}, {@code details_version},
	 * {@code details_description}, {@code details_applied_at}, {@code checksum},
	 * {@code execution_time_ms}, {@code undoable}, {@code statements_done},
	 * {@code statements_checksum} and {@code statement_started}; a table without rows may
	 * give one row without a version.
	 * @param table the tracking table
	 * @param details whether the second table is read as well
	 * @return the statement
	 */
	String historyQuery(TableName table, boolean details);

	/**
	 * Returns the columns of a table.
	 * @param connection the connection
	 * @param table the table in its schema
	 * @return the type of each column by its name (in lower case where the database does
	 * not tell cases apart), empty if there is no such table
	 * @throws SQLException if the catalogue cannot be read
	 */
	Map<String, String> columns(Connection connection, TableName table) throws SQLException;

	/**
	 * Finds tables and views by their names, in one schema and in whatever the connection
	 * finds without a schema.
	 * @param connection the connection
	 * @param near a table in the schema that is looked in first, or without a schema for
	 * the connection's current one
	 * @param names the names to look for
	 * @return those that exist, one a name, each with its schema
	 * @throws SQLException if the catalogue cannot be read
	 */
	List<TableName> find(Connection connection, TableName near, Collection<String> names) throws SQLException;

	/**
	 * Tells whether a name is that of a table, and not of a view or anything else that
	 * has columns.
	 * @param connection the connection
	 * @param table the table in its schema
	 * @return whether it is one
	 * @throws SQLException if the catalogue cannot be read
	 */
	boolean isTable(Connection connection, TableName table) throws SQLException;

	/**
	 * Tells whether a column gives back every text as it was written.
	 * @param type the type of the column
	 * @return {@code false} if it takes {@code 1.10} for a number
	 */
	boolean keepsText(String type);

	/**
	 * Returns the type of a column that holds a point in time.
	 * @return the type for a {@code CREATE TABLE}
	 */
	String timeType();

	/**
	 * Returns what stands behind the columns of a table of our own that is written while
	 * a script runs, so that the script cannot notice.
	 * @return options for the end of a {@code CREATE TABLE}
	 */
	default String tableOptions() {
		return "";
	}

	/**
	 * Returns the expression that is the current time.
	 * @param type the type of the column that it is written to
	 * @return an SQL expression, UTC where the type knows no zone
	 */
	String now(String type);

	/**
	 * Returns the expression that is a point in time.
	 * @param time the point in time, in the years 1 to 9999
	 * @return an SQL expression for a column of the type {@link #timeType}
	 */
	String at(Instant time);

	/**
	 * Reads a point in time in whatever form the column holds it.
	 * @param row the current row
	 * @param column the name of the column
	 * @return a temporal value, a number, a text or {@code null}
	 * @throws SQLException if it cannot be read
	 */
	@Nullable Object time(ResultSet row, String column) throws SQLException;

	/**
	 * Returns what a statement adds that can be used only after it is committed.
	 * @param statement a statement of a script
	 * @return the text by which later statements use it, or {@code null}
	 */
	default @Nullable String addsForLater(Piece statement) {
		return null;
	}

	/**
	 * Tells whether statements like this one are faster together than one by one. Where
	 * the answer turns out to be wrong, they are run one by one.
	 * @param statement a statement of a script
	 * @return whether it changes rows
	 */
	default boolean isBatchable(Piece statement) {
		return !statement.tokens().isEmpty() && BATCHABLE.contains(statement.tokens().get(0));
	}

	/**
	 * Tells whether a statement changes nothing but the session, so that a run that goes
	 * on in another session has to repeat it.
	 * @param statement a statement of a script
	 * @return whether it is one
	 */
	boolean isSessionOnly(Piece statement);

	/**
	 * Notes what has to be known to find out later whether a statement took effect that
	 * runs outside a transaction.
	 * @param connection a connection outside a transaction
	 * @param statement the statement, before it is run
	 * @return a note for {@link #recover}
	 * @throws SQLException if the catalogue cannot be read
	 */
	String note(Connection connection, Piece statement) throws SQLException;

	/**
	 * Finds out what has become of a statement that was started outside a transaction,
	 * and removes what an interrupted one left behind.
	 * @param connection a connection outside a transaction
	 * @param statement the statement
	 * @param note what {@link #note} returned before it was started
	 * @return what is to be done about it
	 * @throws SQLException if the catalogue cannot be read
	 */
	Recovery recover(Connection connection, Piece statement, String note) throws SQLException;

	/**
	 * Tells whether a table or column that a statement names does not exist.
	 * @param ex what the database said
	 * @return whether that was the reason
	 */
	boolean isMissing(SQLException ex);

	/**
	 * Tells whether somebody else's lock was in the way and the same may succeed later.
	 * @param ex what the database said
	 * @return whether that was the reason
	 */
	boolean isBusy(SQLException ex);

	/**
	 * Tells whether a statement was refused because this connection, or its user, may not
	 * write.
	 * @param ex what the database said
	 * @return whether that was the reason
	 */
	boolean isReadOnly(SQLException ex);

	/**
	 * Tells whether a statement failed because what it was to create is there already.
	 * @param ex what the database said
	 * @return whether that was the reason
	 */
	boolean isThereAlready(SQLException ex);

	/**
	 * Tells whether a statement failed because it may not run inside a transaction.
	 * @param ex what the database said
	 * @return whether that was the reason
	 */
	boolean isOutsideOnly(SQLException ex);

	/**
	 * Tells whether a statement gave up waiting for a lock of somebody else, so that the
	 * same may succeed later.
	 * @param ex what the database said
	 * @return whether that was the reason
	 */
	default boolean isLockTimeout(SQLException ex) {
		return false;
	}

	/**
	 * Says what another session is doing.
	 * @param connection a connection outside a transaction
	 * @param session what {@link Session#id()} returned in that session
	 * @return what it does, as far as the database tells
	 * @throws SQLException if the database fails
	 */
	default Activity activity(Connection connection, String session) throws SQLException {
		return Activity.NONE;
	}

	/**
	 * Returns where in the statement an error lies.
	 * @param ex what the database said
	 * @return the position of a character, counted from 1 in code points, or 0 if the
	 * database does not tell
	 */
	int errorPosition(SQLException ex);

	/**
	 * Returns what the database said, for people.
	 * @param ex what the database said
	 * @return the message with its detail and hint, on one or more lines
	 */
	String message(SQLException ex);

	/**
	 * Returns the address of a database that is a file.
	 * @param file the file
	 * @return the JDBC URL, or {@code null} if databases of this kind are no files
	 */
	default @Nullable String url(Path file) {
		return null;
	}

	/**
	 * Describes the tables, views, triggers and what belongs to them, so that two
	 * databases can be compared.
	 * @param connection the connection
	 * @param leftOut tells by its name whether a table is left out, with all that belongs
	 * to it
	 * @return the description
	 * @throws SQLException if the catalogue cannot be read
	 */
	Schema describe(Connection connection, Predicate<String> leftOut) throws SQLException;

	/**
	 * Makes an empty database that is thrown away after use.
	 * @param connection a connection to the database that it stands for, in autocommit
	 * mode
	 * @param connector connects to another database of the same server
	 * @return the new database, to be closed by the caller
	 * @throws SQLException if the database does not allow it
	 */
	Scratch scratch(Connection connection, Scratch.Connector connector) throws SQLException;

	/**
	 * Tells whether a file is no database, or a damaged one.
	 * @param ex what the database said
	 * @return whether that was the reason
	 */
	default boolean isDamaged(SQLException ex) {
		return false;
	}

	/**
	 * Finds an empty database to look at in place of one that opening it would create.
	 * @param url the JDBC URL of a database of any kind
	 * @return the JDBC URL of an empty database, or {@code null}
	 */
	default @Nullable String standIn(String url) {
		return null;
	}

	/**
	 * Returns how a database that is a file is copied.
	 * @return the means, or {@code null} if a database is something else
	 */
	default @Nullable FileCopy fileCopy() {
		return null;
	}

	/**
	 * Returns the version of the database, without asking it.
	 * @param connection the connection
	 * @return such as {@code 3.54.1}
	 * @throws SQLException if the connection fails
	 */
	default String version(Connection connection) throws SQLException {
		return connection.getMetaData().getDatabaseProductVersion();
	}

	/**
	 * What a session was like at one moment.
	 */
	interface State {

		/**
		 * Comes before a statement that may change something that the database does not
		 * list.
		 * @param sql the statement
		 * @throws SQLException if the database fails
		 */
		default void beforeStatement(String sql) throws SQLException {
		}

		/**
		 * Puts everything back.
		 * @throws SQLException if the database refuses it
		 */
		void restore() throws SQLException;

	}

	/**
	 * Copies a database that is a file.
	 */
	interface FileCopy {

		/**
		 * Finds the file.
		 * @param connection a connection to the database
		 * @return the file, or {@code null} if there is none, or nothing in it
		 * @throws SQLException if the database fails
		 */
		@Nullable Path file(Connection connection) throws SQLException;

		/**
		 * Copies the file as its last commit has left it, while others read and write.
		 * @param file the file
		 * @param to the copy, which does not exist, and can be read by those who can read
		 * the file
		 * @throws IOException if the copy cannot be created
		 * @throws SQLException if the database fails
		 */
		void copy(Path file, Path to) throws IOException, SQLException;

		/**
		 * Gives a database the content of a copy in one transaction, so that others who
		 * have it open see either the one or the other.
		 * @param file the database, which need not exist
		 * @param copy the copy, which stays as it is
		 * @throws SQLException if the database fails; nothing has been changed then
		 */
		void replace(Path file, Path copy) throws SQLException;

		/**
		 * Reads a copy from end to end.
		 * @param copy the copy, which stays as it is
		 * @throws SQLException if it is damaged, or is no database
		 */
		void check(Path copy) throws SQLException;

	}

}
