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

import java.util.Set;
import java.util.stream.Collectors;

/**
 * A trigger of SQLite.
 *
 * @param name its name
 * @param table the table or view whose changes it follows
 * @param references the tables that it reads or writes
 */
record SqliteTrigger(Name name, Name table, Set<Name> references) {

	boolean refersTo(Name other) {
		return this.references.stream().anyMatch((name) -> SqliteSchema.same(name, other));
	}

	SqliteTrigger referring(Name from, Name to) {
		return new SqliteTrigger(this.name, this.table,
				this.references.stream()
					.map((name) -> (SqliteSchema.same(name, from)) ? to : name)
					.collect(Collectors.toSet()));
	}

	SqliteTrigger on(Name newTable) {
		return new SqliteTrigger(this.name, newTable, this.references);
	}

}
