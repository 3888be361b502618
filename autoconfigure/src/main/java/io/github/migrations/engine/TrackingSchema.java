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

package io.github.migrations.engine;

import java.sql.Connection;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Database;
import io.github.migrations.history.HistoryException;

/**
 * The schema of the tracking table.
 *
 * @param settings says which schema it is
 * @param database the kind of the database
 */
record TrackingSchema(Settings settings, Database database) {

	/**
	 * Creates it where it is missing, if that is wanted.
	 * @param connection a connection inside the transaction that creates the tables
	 * @throws SQLException if the database fails
	 * @throws HistoryException if it is missing and not to be created
	 */
	void prepare(Connection connection) throws SQLException {
		if (isMissing(connection)) {
			create(connection);
		}
	}

	/**
	 * Looks whether a schema is configured that does not exist.
	 * @param connection the connection
	 * @return whether it is missing
	 * @throws SQLException if the database fails
	 */
	boolean isMissing(Connection connection) throws SQLException {
		String schema = this.settings.table().schema();
		return schema != null && !this.database.hasSchema(connection, schema);
	}

	/**
	 * Says why a missing schema cannot be created.
	 * @return the reason and what to do, or {@code null} if it will be created
	 */
	@Nullable String refusal() {
		if (this.database.createsSchemas() && this.settings.preparation().createSchema()) {
			return null;
		}
		return "The schema '%s' (spring.migrations.schema) does not exist. %s".formatted(this.settings.table().schema(),
				(this.database.createsSchemas())
						? "Create it, or let it be created: spring.migrations.create-schemas=true"
						: "This database knows schemas only as attached files: remove the property");
	}

	/**
	 * Creates a missing schema.
	 * @param connection a connection inside a transaction
	 * @throws SQLException if the database fails
	 * @throws HistoryException if it is not to be created
	 */
	private void create(Connection connection) throws SQLException {
		String refusal = refusal();
		String schema = this.settings.table().schema();
		if (refusal != null || schema == null) {
			throw new HistoryException(String.valueOf(refusal));
		}
		this.database.createSchema(connection, schema);
	}

}
