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

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.migrations.autoconfigure.Migrations;
import io.github.migrations.autoconfigure.TenantMigrations;
import io.github.migrations.engine.Migrator;
import io.github.migrations.engine.Status;
import io.github.migrations.script.Version;

/**
 * Applies what is pending.
 */
final class MigrateVerb implements Verb {

	@Override
	public String word() {
		return "migrate";
	}

	@Override
	public String summary() {
		return "Applies pending migrations";
	}

	@Override
	public List<Option> options() {
		return List.of(new Option("to", "version", "the last version to apply"), TenantChoice.TENANTS);
	}

	@Override
	public CommandResult run(CommandContext context) {
		Version to = context.options().version("to");
		if (TenantChoice.isMade(context.options())) {
			TenantMigrations tenants = context.tenants();
			return new TenantsRun(tenants, to).migrate(TenantChoice.of(context.options()).names(tenants));
		}
		Migrations migrations = context.migrations();
		checkDatabases(migrations, to);
		StringBuilder text = new StringBuilder();
		for (Migrator migrator : migrations.all()) {
			Status status = migrate(migrator, to, context.output());
			text.append("%s: %d applied, %d pending, version %s\n".formatted(migrator.name(), status.applied().size(),
					status.pending().size(), (status.version() != null) ? status.version() : "none"));
		}
		return CommandResult.of(text.toString());
	}

	private static Status migrate(Migrator migrator, @Nullable Version to, CommandOutput output) {
		try (CommandOutput.Watch watch = output.watch(migrator::known)) {
			return migrator.migrate(to);
		}
	}

	/**
	 * A version has to be there in every database, before the first one is changed.
	 */
	static void checkDatabases(Migrations migrations, @Nullable Version to) {
		if (migrations.all().isEmpty()) {
			throw Options.refused("There is no database to migrate: the application has no DataSource.",
					"Define one (spring.datasource.url), or give migrations a connection of their own "
							+ "(spring.migrations.url).");
		}
		for (Migrator migrator : migrations.all()) {
			if (to != null && migrations.all().size() > 1 && !TenantsRun.isKnown(migrator.status(), to)) {
				throw Options.refused(
						"Database '%s' has no migration with the version %s.".formatted(migrator.name(), to),
						"Name a version that the status lists for every database. Nothing has been changed.");
			}
		}
	}

}
