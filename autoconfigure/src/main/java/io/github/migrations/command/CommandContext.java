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

package io.github.migrations.command;

import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;

import io.github.migrations.autoconfigure.Migrations;
import io.github.migrations.autoconfigure.TenantMigrations;
import io.github.migrations.engine.Migrator;
import io.github.migrations.tenant.TenantName;

/**
 * What a command works with.
 *
 * @param databases finds the databases when they are needed, and not before
 * @param tenantDatabases finds the tenants when they are needed; there may be none
 * @param environment the properties of the application
 * @param options the options that were typed
 * @param output shows how a run is getting on
 */
record CommandContext(Supplier<Migrations> databases, Supplier<@Nullable TenantMigrations> tenantDatabases,
		Environment environment, Options options, CommandOutput output) {

	/** Names the database of a command that is for one database alone. */
	static final Verb.Option DATABASE = new Verb.Option("database", "name",
			"which database, by the name of its DataSource bean");

	/** Names the tenant of a command that is for one database alone. */
	static final Verb.Option TENANT = new Verb.Option("tenant", "name", "which tenant");

	/**
	 * Creates the context of an application without tenants.
	 * @param databases finds the databases when they are needed, and not before
	 * @param environment the properties of the application
	 * @param options the options that were typed
	 * @param output shows how a run is getting on
	 */
	CommandContext(Supplier<Migrations> databases, Environment environment, Options options, CommandOutput output) {
		this(databases, () -> null, environment, options, output);
	}

	/**
	 * Returns the databases of the application.
	 * @return the databases
	 */
	Migrations migrations() {
		return this.databases.get();
	}

	/**
	 * Returns the tenants of the application.
	 * @return the tenants
	 * @throws io.github.migrations.engine.MigrationException if it has none
	 */
	TenantMigrations tenants() {
		TenantMigrations tenants = this.tenantDatabases.get();
		if (tenants == null) {
			throw Options.refused("The application has no tenants.",
					"Say where their databases are: spring.migrations.tenants.files, databases or schemas, or a bean of type TenantDatabases. "
							+ "Nothing has been changed.");
		}
		return tenants;
	}

	/**
	 * Returns the one database that a command is for.
	 * @return the database that was named, the tenant's, or the only one
	 * @throws io.github.migrations.engine.MigrationException if there is no such database
	 * or it is not clear which one is meant
	 */
	Migrator migrator() {
		String name = this.options.text(DATABASE.name());
		String tenant = this.options.text(TENANT.name());
		if (tenant != null) {
			return tenant(tenant, name);
		}
		Migrations migrations = migrations();
		if (migrations.all().isEmpty()) {
			throw Options.noDatabase();
		}
		Migrator found = (name != null) ? migrations.find(name) : migrations.all().iterator().next();
		if (found == null || name == null && migrations.all().size() > 1) {
			String names = migrations.all().stream().map(Migrator::name).collect(Collectors.joining(", "));
			throw Options.refused(
					(name != null) ? "There is no database '%s'.".formatted(name)
							: "There are several databases, and this command is for one of them.",
					"Name the one that is meant, --database=<name>, where the names are: %s. Nothing has been changed."
						.formatted(names));
		}
		return found;
	}

	private Migrator tenant(String tenant, @Nullable String database) {
		if (database != null) {
			throw Options.refused("--database and --tenant exclude each other.",
					"Give one of them. Nothing has been changed.");
		}
		Migrator migrator = tenants().find(tenant);
		if (migrator == null) {
			throw Options.refused("There is no tenant '%s'.".formatted(TenantName.shown(tenant)),
					"Look for the name with migrations:status --tenants. Nothing has been changed.");
		}
		return migrator;
	}

}
