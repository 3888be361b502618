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

package io.github.migrations.tenant;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.DatabaseTemplates;
import io.github.migrations.database.TableName;
import io.github.migrations.engine.MigrationListener;
import io.github.migrations.engine.SharedPlan;

/**
 * Gives a new tenant a copy of a database that has been migrated once. What a script
 * writes there by chance or by the clock is the same for all tenants then.
 */
public interface Template extends TenantMigrator, AutoCloseable {

	/** What the database that is copied is called in messages. */
	String NAME = "template";

	/**
	 * Makes what fits the databases. The first tenant who is new makes the database that
	 * others are copied from.
	 * @param databases where the databases of tenants are
	 * @param plan migrates the database that is copied
	 * @param table the tracking table
	 * @param next migrates the database of a tenant, also after it has been copied
	 * @param listener is told why somebody got no copy
	 * @return the way through the template, or {@code null} if such databases cannot be
	 * copied
	 */
	static @Nullable Template of(TenantDatabases databases, SharedPlan plan, TableName table, TenantMigrator next,
			MigrationListener listener) {
		DatabaseTemplates.Maker maker = (dataSource) -> plan.migrate(NAME, dataSource);
		if (databases instanceof TenantFiles files) {
			return new TemplateFiles(files, maker, table, next);
		}
		if (databases instanceof ServerDatabases server) {
			return new TemplateDatabases(server, new TemplateDatabases.Origin(plan::fingerprint, maker), table, next,
					(warning) -> listener.warning(NAME, warning));
		}
		return null;
	}

	/**
	 * Removes what the process has no use for any more when it ends.
	 */
	@Override
	void close();

}
