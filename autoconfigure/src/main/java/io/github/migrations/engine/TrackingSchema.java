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

import io.github.migrations.database.Database;
import io.github.migrations.history.HistoryException;

/**
 * The schema that the settings name for the tracking tables.
 *
 * @param settings how the database is migrated
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
		String schema = this.settings.table().schema();
		if (schema == null || this.database.hasSchema(connection, schema)) {
			return;
		}
		if (!this.database.createsSchemas() || !this.settings.preparation().createSchema()) {
			throw new HistoryException("The schema '%s' (spring.migrations.schema) does not exist. %s".formatted(schema,
					(this.database.createsSchemas())
							? "Create it, or let it be created: spring.migrations.create-schemas=true"
							: "This database knows schemas only as attached files: remove the property"));
		}
		this.database.createSchema(connection, schema);
	}

}
