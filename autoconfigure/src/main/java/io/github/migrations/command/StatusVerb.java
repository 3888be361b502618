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

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.boot.json.JsonWriter;

import io.github.migrations.autoconfigure.TenantMigrations;
import io.github.migrations.engine.Migrator;
import io.github.migrations.engine.Status;
import io.github.migrations.engine.StatusMap;
import io.github.migrations.engine.StatusText;
import io.github.migrations.tenant.TenantsStatus;
import io.github.migrations.tenant.TenantsStatusMap;
import io.github.migrations.tenant.TenantsStatusText;

/**
 * Shows what is applied and what is pending.
 */
final class StatusVerb implements Verb {

	@Override
	public String word() {
		return "status";
	}

	@Override
	public String summary() {
		return "Shows what is applied and what is pending";
	}

	@Override
	public List<Option> options() {
		return List.of(new Option("json", "", "the same as JSON"), TenantChoice.TENANTS, CommandContext.TENANT);
	}

	@Override
	public CommandResult run(CommandContext context) {
		boolean json = context.options().flag("json");
		if (TenantChoice.isMade(context.options())) {
			if (context.options().text(CommandContext.TENANT.name()) != null) {
				throw Options.refused("--tenant and --tenants exclude each other.", "Give one of them.");
			}
			TenantMigrations tenants = context.tenants();
			TenantsStatus status = tenants.read(TenantChoice.of(context.options()).names(tenants));
			return CommandResult
				.of((json) ? json(Map.of("tenants", TenantsStatusMap.of(status))) : TenantsStatusText.of(status));
		}
		Map<String, Status> statuses = statuses(context);
		return CommandResult.of((json) ? json(StatusMap.of(statuses)) : StatusText.of(statuses));
	}

	private static Map<String, Status> statuses(CommandContext context) {
		Map<String, Status> statuses = new LinkedHashMap<>();
		boolean one = context.options().text(CommandContext.TENANT.name()) != null;
		Collection<Migrator> migrators = (one) ? List.of(context.migrator()) : context.migrations().all();
		migrators.forEach((migrator) -> statuses.put(migrator.name(), migrator.status()));
		return statuses;
	}

	private static String json(Map<String, Object> map) {
		return JsonWriter.<Map<String, Object>>standard().writeToString(map) + "\n";
	}

}
