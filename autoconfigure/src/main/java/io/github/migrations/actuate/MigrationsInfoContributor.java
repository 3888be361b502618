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

import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

import io.github.migrations.autoconfigure.Migrations;
import io.github.migrations.engine.Migrator;
import io.github.migrations.engine.Status;

/**
 * Says which version the schema of each database has, as this process has seen it last:
 * whoever asks for information, which may be anybody, asks no database.
 */
final class MigrationsInfoContributor implements InfoContributor {

	private final Supplier<Migrations> migrations;

	MigrationsInfoContributor(Supplier<Migrations> migrations) {
		this.migrations = migrations;
	}

	@Override
	public void contribute(Info.Builder builder) {
		Map<String, Object> databases = new LinkedHashMap<>();
		for (Migrator migrator : this.migrations.get().all()) {
			Status known = migrator.known();
			if (known != null) {
				databases.put(migrator.name(), details(known));
			}
		}
		if (!databases.isEmpty()) {
			builder.withDetail("migrations", databases);
		}
	}

	private static Map<String, Object> details(Status status) {
		Map<String, Object> details = new LinkedHashMap<>();
		if (status.version() != null) {
			details.put("version", status.version());
		}
		details.put("state", status.state().name());
		return details;
	}

}
