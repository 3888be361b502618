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

import io.github.migrations.database.TableName;
import io.github.migrations.script.Placeholders;

/**
 * How a database is migrated.
 *
 * @param table the tracking table; without a schema it is looked up in the connection's
 * current one
 * @param placeholders the values of placeholders in scripts
 */
public record Settings(TableName table, Placeholders placeholders) {

	/**
	 * Returns the settings that hold where nothing is said.
	 * @return the table {@code schema_migrations}, no placeholders
	 */
	public static Settings defaults() {
		return new Settings(new TableName(null, "schema_migrations"), Placeholders.NONE);
	}

}
