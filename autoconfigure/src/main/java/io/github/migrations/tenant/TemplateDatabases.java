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

import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.migrations.database.DatabaseTemplates;
import io.github.migrations.database.Databases;
import io.github.migrations.database.TableName;
import io.github.migrations.history.CopiedRecords;

/**
 * Gives a new tenant a copy of a database of the same server that has been migrated once,
 * by whichever process came first. Where there can be no copy, the tenant gets its tables
 * by the scripts.
 */
final class TemplateDatabases implements Template {

	private final ServerDatabases databases;

	private final DatabaseTemplates templates;

	private final Origin origin;

	private final TableName table;

	private final TenantMigrator next;

	private final Consumer<String> warnings;

	private volatile boolean prepared;

	/**
	 * Creates it.
	 * @param databases where the databases of tenants are
	 * @param origin migrates the database that is copied
	 * @param table the tracking table
	 * @param next migrates the database of a tenant, also after it has been copied
	 * @param warnings is told why somebody got no copy
	 */
	TemplateDatabases(ServerDatabases databases, Origin origin, TableName table, TenantMigrator next,
			Consumer<String> warnings) {
		this.databases = databases;
		this.templates = databases.server().templates(databases.pattern().toString(), warnings);
		this.origin = origin;
		this.table = table;
		this.next = next;
		this.warnings = warnings;
	}

	@Override
	public void migrate(String tenant) throws SQLException {
		if (this.databases.isNew(tenant)) {
			String database = this.databases.database(tenant);
			try {
				copy(database);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new TenantException("Interrupted while waiting for another process that makes the template", ex);
			}
			catch (SQLException ex) {
				this.warnings
					.accept("A new tenant gets its tables by the scripts, because its database cannot be copied from a "
							+ "template: " + this.databases.server().message(ex));
			}
		}
		this.next.migrate(tenant);
	}

	/**
	 * Another build may remove the template at any moment, and make its own. Where that
	 * happens twice, the scripts will do.
	 */
	private void copy(String database) throws SQLException, InterruptedException {
		String key = this.origin.key().get();
		prepare(key);
		if (!stamped(key, database)) {
			this.prepared = false;
			prepare(key);
			stamped(key, database);
		}
	}

	private boolean stamped(String key, String database) throws SQLException {
		return this.templates.copy(key, database,
				(connection) -> new CopiedRecords(Databases.of(connection), this.table).stamp(connection));
	}

	private synchronized void prepare(String key) throws SQLException, InterruptedException {
		if (!this.prepared) {
			this.templates.prepare(key, this.origin.maker());
			this.prepared = true;
		}
	}

	/**
	 * The template stays for other processes.
	 */
	@Override
	public void close() {
	}

	/**
	 * What a template is made of.
	 *
	 * @param key a digest that is the same where the result is the same
	 * @param maker migrates an empty database to its end
	 */
	record Origin(Supplier<String> key, DatabaseTemplates.Maker maker) {
	}

}
