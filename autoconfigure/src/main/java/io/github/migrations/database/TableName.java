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

import org.jspecify.annotations.Nullable;

/**
 * The name of a tracking table.
 *
 * @param schema the schema, or {@code null} where the connection's current one is meant
 * @param name the name of the table
 */
public record TableName(@Nullable String schema, String name) {

	/**
	 * Returns the table that holds what does not fit the columns of this one.
	 * @return the name with {@code _details} added, in the same schema
	 */
	public TableName details() {
		return new TableName(this.schema, this.name + "_details");
	}

	/**
	 * Returns the same table in a schema.
	 * @param schema the schema
	 * @return the qualified name
	 */
	public TableName in(String schema) {
		return new TableName(schema, this.name);
	}

	/**
	 * Returns the name as it stands in a statement.
	 * @return the quoted name, led by the quoted schema where one is given
	 */
	public String sql() {
		return (this.schema != null) ? quote(this.schema) + "." + quote(this.name) : quote(this.name);
	}

	/**
	 * Quotes an identifier.
	 * @param identifier any name
	 * @return the name in double quotes
	 */
	public static String quote(String identifier) {
		return '"' + identifier.replace("\"", "\"\"") + '"';
	}

	@Override
	public String toString() {
		return (this.schema != null) ? this.schema + "." + this.name : this.name;
	}

}
