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

import io.github.migrations.autoconfigure.TenantMigrations;
import io.github.migrations.engine.Migrator;
import io.github.migrations.engine.Status;
import io.github.migrations.tenant.TenantName;

/**
 * Puts a safety copy of a tenant's file back.
 */
final class RestoreVerb implements Verb {

	@Override
	public String word() {
		return "restore";
	}

	@Override
	public String summary() {
		return "Puts back a safety copy of a tenant's database";
	}

	@Override
	public List<Option> options() {
		return List.of(CommandContext.TENANT, new Option("copy", "name", "which copy, the newest by default"));
	}

	@Override
	public CommandResult run(CommandContext context) {
		String tenant = context.options().text(CommandContext.TENANT.name());
		String copy = context.options().text("copy");
		if (tenant == null) {
			throw Options.refused("--tenant is missing: whose database is to be put back?",
					"Name the tenant: migrations:restore --tenant=ann. Nothing has been changed.");
		}
		TenantMigrations tenants = context.tenants();
		String restored = tenants.restore(tenant, copy);
		return CommandResult
			.of("%s: %s is put back%s\n".formatted(TenantName.shown(tenant), restored, version(tenants.find(tenant))));
	}

	private static String version(@Nullable Migrator migrator) {
		if (migrator == null) {
			return "";
		}
		Status status = migrator.status();
		return ": %d applied, %d pending, version %s".formatted(status.applied().size(), status.pending().size(),
				(status.version() != null) ? status.version() : "none");
	}

}
