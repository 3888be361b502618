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

package io.github.migrations.history.foreign;

import java.util.List;
import java.util.Set;

import io.github.migrations.history.HistoryException;

/**
 * The table of one tool.
 */
interface Shape {

	/** The end of a message about rows that do not tell what is applied. */
	String SAY_IT = "say yourself up to which version the files are applied: "
			+ "java -jar app.jar migrations:adopt --version=<version>";

	/**
	 * Returns the name of the tool.
	 * @return such as {@code Flyway}
	 */
	String tool();

	/**
	 * Returns what is appended to the name of a table that makes room for ours.
	 * @return such as {@code flyway}
	 */
	String suffix();

	/**
	 * Returns the names that the tool gives its table, where they are not ours.
	 * @return the names, in lower case
	 */
	List<String> tableNames();

	/**
	 * Returns the columns that are read.
	 * @return their names
	 */
	Set<String> columns();

	/**
	 * Tells whether a table with further columns is somebody else's.
	 * @return whether the columns have to be these, and no others
	 */
	default boolean isExact() {
		return false;
	}

	/**
	 * Tells whether a table has this shape.
	 * @param columns the names of its columns
	 * @return whether it is one of the tool's
	 */
	default boolean matches(Set<String> columns) {
		return (isExact()) ? columns.equals(columns()) : columns.containsAll(columns());
	}

	/**
	 * Returns the column that rows are sorted by before they are read.
	 * @return its name
	 */
	default String order() {
		return "version";
	}

	/**
	 * Tells whether the table can be taken over without asking a person, provided that
	 * the names in it are those of the files.
	 * @return whether nobody else has tables of this shape
	 */
	default boolean isUnmistakable() {
		return false;
	}

	/**
	 * Says what is applied.
	 * @param rows the rows of the table
	 * @param table the table as it is named to people
	 * @return what is applied, in no certain order
	 * @throws HistoryException if the rows do not tell
	 */
	List<ForeignMigration> read(List<ForeignRow> rows, String table);

}
