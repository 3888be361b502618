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

package io.github.migrations.autoconfigure;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.migrations.engine.Migrator;

/**
 * The migrators of an application, one for each database. A bean of this type defined by
 * the application replaces the one that is made of its DataSource beans.
 */
public class Migrations {

	private final Map<String, Migrator> migrators = new LinkedHashMap<>();

	/**
	 * Creates the set.
	 * @param migrators a migrator for each database
	 */
	public Migrations(Collection<Migrator> migrators) {
		migrators.forEach((migrator) -> this.migrators.put(migrator.name(), migrator));
	}

	/**
	 * Returns all migrators.
	 * @return the migrators in the order in which they run
	 */
	public Collection<Migrator> all() {
		return this.migrators.values();
	}

	/**
	 * Returns the migrator of a database.
	 * @param name the name of the database, which is that of its DataSource bean
	 * @return the migrator, or {@code null} if there is no such database
	 */
	public @Nullable Migrator find(String name) {
		return this.migrators.get(name);
	}

}
