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

package io.github.migrations.database.rules;

/**
 * The name of an object as the database compares it.
 *
 * @param schema the schema, or an empty text
 * @param name the name
 */
record Name(String schema, String name) {

	static Name of(String name) {
		return new Name("", name);
	}

	/** The same schema with another name. */
	Name renamed(String name) {
		return new Name(this.schema, name);
	}

	/**
	 * Whether both may be the same object; a name without a schema is found in any of
	 * them.
	 */
	boolean mayBe(Name other) {
		return this.name.equals(other.name)
				&& (this.schema.equals(other.schema) || this.schema.isEmpty() || other.schema.isEmpty());
	}

	@Override
	public String toString() {
		return (this.schema.isEmpty()) ? this.name : this.schema + "." + this.name;
	}

}
