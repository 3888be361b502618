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

package io.github.migrations.actuate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

import io.github.migrations.autoconfigure.Migrations;
import io.github.migrations.engine.Migrator;
import io.github.migrations.engine.State;
import io.github.migrations.engine.Status;

/**
 * UP when every database has what this build needs, OUT_OF_SERVICE while something is
 * pending or runs, DOWN after a failure. Answers from memory as soon as a database is
 * known to be up to date, and during a run.
 */
final class MigrationsHealthIndicator extends AbstractHealthIndicator {

	private final Supplier<Migrations> migrations;

	MigrationsHealthIndicator(Supplier<Migrations> migrations) {
		super("The state of the migrations cannot be read");
		this.migrations = migrations;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		builder.up();
		Map<String, Object> details = new LinkedHashMap<>();
		boolean failed = false;
		for (Migrator migrator : this.migrations.get().all()) {
			if (isUnused(migrator)) {
				continue;
			}
			Status status = status(migrator);
			failed |= status.state() == State.FAILED;
			if (!status.state().isReady() && !failed) {
				builder.outOfService();
			}
			details.put(migrator.name(), details(status));
		}
		if (failed) {
			builder.down();
		}
		builder.withDetails(details);
	}

	/**
	 * A database without any migrations may be one that cannot be migrated at all.
	 */
	private static boolean isUnused(Migrator migrator) {
		return migrator.known() == null && migrator.failure() == null && !migrator.hasMigrations();
	}

	private static Status status(Migrator migrator) {
		Status known = migrator.known();
		return (known != null && (known.state().isReady() || known.state() == State.FAILED)) ? known
				: migrator.status();
	}

	private static Map<String, Object> details(Status status) {
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("state", status.state().name());
		if (status.version() != null) {
			details.put("version", status.version());
		}
		details.put("pending", status.pending().size());
		if (status.failure() != null) {
			details.put("failure", status.failure().message());
		}
		return details;
	}

}
