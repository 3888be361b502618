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
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.migrations.autoconfigure.TenantMigrations;
import io.github.migrations.engine.MigrationException;
import io.github.migrations.engine.Migrator;
import io.github.migrations.engine.Status;
import io.github.migrations.script.Version;
import io.github.migrations.tenant.SweepProgress;
import io.github.migrations.tenant.TenantsStatusText;

/**
 * Migrates the databases of tenants. One that fails is named, and holds up none of the
 * others, unless too many fail.
 *
 * @param tenants all tenants
 * @param to the last version to apply, or {@code null} for all
 */
record TenantsRun(TenantMigrations tenants, @Nullable Version to) {

	/** If none of so many can be read, the fault is hardly that of a single one. */
	private static final int MAX_LOOKS = 20;

	CommandResult migrate(List<String> names) {
		check(names);
		SweepProgress end = this.tenants.migrate(names, this.to);
		StringBuilder text = new StringBuilder();
		end.failures().forEach((tenant, reason) -> text.append(TenantsStatusText.failure(tenant, reason)).append('\n'));
		if (end.reason() != null) {
			text.append("%s.\n".formatted(end.reason()));
		}
		text.append("Tenants: %d migrated, %d failed%s\n".formatted(end.migrated(), end.failed(),
				(end.done() < end.total()) ? ", %d not tried".formatted(end.total() - end.done()) : ""));
		return new CommandResult(text.toString(), (end.failed() > 0 || end.reason() != null) ? 1 : 0);
	}

	/**
	 * A version that does not exist is one mistake, and not one of every tenant. A
	 * database that cannot be read does not know, and holds up nobody else.
	 */
	private void check(List<String> names) {
		MigrationException unread = null;
		for (String name : (this.to != null) ? names.subList(0, Math.min(names.size(), MAX_LOOKS))
				: List.<String>of()) {
			Status status;
			try {
				status = status(name);
			}
			catch (MigrationException ex) {
				unread = ex;
				continue;
			}
			if (status != null) {
				check(name, status);
				return;
			}
		}
		if (unread != null) {
			throw unread;
		}
	}

	private @Nullable Status status(String name) {
		Migrator migrator = this.tenants.find(name);
		return (migrator != null) ? migrator.status() : null;
	}

	private void check(String name, Status status) {
		if (this.to != null && !isKnown(status, this.to)) {
			throw Options.refused("There is no migration with the version %s for tenants.".formatted(this.to),
					"Name a version that migrations:status --tenant=%s lists. Nothing has been changed."
						.formatted(name));
		}
	}

	/**
	 * Tells whether a database has a migration, applied or not.
	 * @param status the status of the database
	 * @param version the version of the migration
	 * @return whether the status lists it
	 */
	static boolean isKnown(Status status, Version version) {
		return Stream
			.concat(status.applied().stream().map(Status.Applied::version),
					status.pending().stream().map(Status.Pending::version))
			.anyMatch((known) -> version.equals(Version.parse(known)));
	}

}
