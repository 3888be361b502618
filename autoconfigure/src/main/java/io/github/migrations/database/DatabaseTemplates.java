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

import javax.sql.DataSource;

/**
 * Databases that nobody uses and others are copied from. They stay on the server for
 * whoever comes next; of one group there is mostly one.
 */
public interface DatabaseTemplates {

	/** What their names begin with. */
	String PREFIX = "Migrations ";

	/**
	 * Makes a template, unless it is there already. Of several processes one makes it,
	 * and the others wait. Templates of the same group that were made for something else
	 * are removed then.
	 * @param key what it is made of, as a digest in hexadecimal digits
	 * @param maker fills the empty database; where it fails, nothing is left
	 * @throws SQLException if the server fails
	 * @throws InterruptedException if the thread is interrupted while it waits
	 */
	void prepare(String key, Maker maker) throws SQLException, InterruptedException;

	/**
	 * Makes a database as a copy of a template. It appears whole, or not at all, and not
	 * where somebody else has made one of that name meanwhile.
	 * @param key what the template is made of
	 * @param database the name of the copy
	 * @param finish is given a connection to the copy before it gets its name
	 * @return whether there is such a template
	 * @throws SQLException if the server fails
	 */
	boolean copy(String key, String database, Finish finish) throws SQLException;

	/**
	 * Fills a template.
	 */
	@FunctionalInterface
	interface Maker {

		/**
		 * Fills an empty database.
		 * @param dataSource gives connections to it
		 * @throws SQLException if it fails
		 */
		void make(DataSource dataSource) throws SQLException;

	}

	/**
	 * Makes a copy differ from its template.
	 */
	@FunctionalInterface
	interface Finish {

		/**
		 * Changes what has to be different.
		 * @param connection a connection to the copy
		 * @throws SQLException if it fails
		 */
		void finish(Connection connection) throws SQLException;

	}

}
