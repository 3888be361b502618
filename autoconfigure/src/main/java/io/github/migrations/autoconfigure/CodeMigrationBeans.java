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

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;

import io.github.migrations.engine.CodeMigration;
import io.github.migrations.engine.MigrationException;
import io.github.migrations.engine.Status;

/**
 * The beans that are code migrations, by the databases that they belong to.
 *
 * @param beanFactory makes the beans
 * @param databases the names of all databases that are migrated
 * @param primary the database of a bean that names none, or {@code null}
 */
record CodeMigrationBeans(ListableBeanFactory beanFactory, Set<String> databases, @Nullable String primary) {

	/**
	 * Returns the beans of a database.
	 * @param database its name
	 * @return its code migrations
	 * @throws MigrationException if a bean belongs to no database
	 */
	List<CodeMigration> of(String database) {
		return this.beanFactory.getBeanProvider(CodeMigration.class)
			.orderedStream()
			.filter((bean) -> database.equals(database(bean)))
			.toList();
	}

	private String database(CodeMigration bean) {
		String named = bean.database();
		String database = (named != null) ? named : this.primary;
		if (database == null || !this.databases.contains(database)) {
			String message = (named != null)
					? "The code migration %s belongs to the database '%s', which is not migrated."
						.formatted(bean.name(), named)
					: "The code migration %s names no database, and none of those that are migrated is the primary one."
						.formatted(bean.name());
			throw new MigrationException(message,
					"Let its method database() return one of: %s.".formatted(String.join(", ", this.databases)),
					new Status.Failure(bean.version(), bean.name(), 0, message), null);
		}
		return database;
	}

}
