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

package io.github.migrations.differential;

import java.nio.file.Path;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * A kind of database and its own client.
 */
interface Target {

	/** The identifier, which is also the name of the folder of its fixtures. */
	String id();

	/** The name of the client. */
	String client();

	/** The version of the client, or {@code null} if it is not installed. */
	@Nullable String clientVersion();

	/** The version of the database that our library talks to. */
	String databaseVersion();

	/** Makes a new, empty database. */
	Trial create();

	static Target of(String id) {
		return switch (id) {
			case "postgresql" -> new PostgresTarget();
			case "sqlite" -> new SqliteTarget();
			default -> throw new IllegalArgumentException("'%s' is neither sqlite nor postgresql".formatted(id));
		};
	}

	/**
	 * A database that one of the two sides fills.
	 */
	interface Trial extends AutoCloseable {

		DataSource dataSource();

		/**
		 * Runs a file through the client.
		 * @return what the client said if it failed, otherwise {@code null}
		 */
		@Nullable String run(Path file);

		/** Everything but our own two tables. */
		Snapshot snapshot();

		@Override
		void close();

	}

}
