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

package io.github.migrations.benchmarks;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.migrations.engine.MigrationListener;
import io.github.migrations.engine.ScriptSource;
import io.github.migrations.engine.Settings;
import io.github.migrations.engine.SharedPlan;
import io.github.migrations.script.ScriptFile;
import io.github.migrations.tenant.TenantConnections;
import io.github.migrations.tenant.TenantDataSource;
import io.github.migrations.tenant.TenantFiles;
import io.github.migrations.tenant.TenantMigrator;
import io.github.migrations.tenant.Tenants;

/**
 * A connection to the database of a tenant that is known to be migrated: what the look
 * into memory costs over the pool's own connection.
 */
final class KnownTenants {

	private static final int TENANTS = 64;

	private static final int PORTION = 20_000;

	private static final int WARM_UP = 20;

	private static final int PORTIONS = 200;

	private KnownTenants() {
	}

	public static void main(String[] args) throws Exception {
		Path folder = Files.createTempDirectory("tenants");
		TenantFiles files = new TenantFiles(folder + "/{tenant}.db", true, Map.of());
		Tenants tenants = new Tenants(
				TenantMigrator.of(new SharedPlan(new Source(), Settings.defaults(), MigrationListener.NONE), files));
		List<String> names = IntStream.range(0, TENANTS).mapToObj((i) -> "user" + i).toList();
		TenantConnections.Size size = new TenantConnections.Size(TENANTS, 4, Duration.ofMinutes(10),
				Duration.ofSeconds(1));
		try (TenantConnections pool = new TenantConnections(files, tenants, size)) {
			TenantDataSource dataSource = new TenantDataSource(() -> null, tenants, pool);
			compare(names, dataSource::getConnection, pool::get);
		}
		try (Stream<Path> all = Files.walk(folder)) {
			all.sorted(Comparator.reverseOrder()).forEach((file) -> file.toFile().delete());
		}
	}

	private static void compare(List<String> names, Source.Opened ours, Source.Opened pool) throws Exception {
		Comparison times = Comparison.of(WARM_UP, PORTIONS, (portion) -> time(names, ours),
				(portion) -> time(names, pool));
		double a = Comparison.median(times.ours());
		double b = Comparison.median(times.theirs());
		System.out.printf(
				"a connection to a known tenant: %.0f ns, of its pool alone %.0f ns, %.0f ns more, ratio %.2f%n", a, b,
				a - b, a / b);
	}

	private static double time(List<String> names, Source.Opened source) throws SQLException {
		long start = System.nanoTime();
		for (int i = 0; i < PORTION; i++) {
			source.open(names.get(i % TENANTS)).close();
		}
		return (System.nanoTime() - start) / (double) PORTION;
	}

	private static final class Source implements ScriptSource {

		@Override
		public List<ScriptFile> find() {
			byte[] content = "CREATE TABLE jobs (id INTEGER PRIMARY KEY);\n".getBytes(StandardCharsets.UTF_8);
			return List.of(new ScriptFile("1_jobs.sql", "1_jobs.sql", () -> new ByteArrayInputStream(content)));
		}

		@Override
		public List<String> locations() {
			return List.of("memory");
		}

		interface Opened {

			Connection open(String tenant) throws SQLException;

		}

	}

}
