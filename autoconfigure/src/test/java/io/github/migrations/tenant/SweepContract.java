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

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a walk does to real databases, each in an environment of its own.
 */
abstract class SweepContract {

	private static final int TENANTS = 40;

	/** Each script notes that it has run. */
	private static final TenantScripts SCRIPTS = TenantScripts.of("001_runs.sql",
			"CREATE TABLE runs (script TEXT); INSERT INTO runs VALUES ('001');", "002_more.sql",
			"INSERT INTO runs VALUES ('002');", "003_more.sql", "INSERT INTO runs VALUES ('003');");

	abstract TenantDatabases databases();

	private Sweep instance() {
		TenantDatabases databases = databases();
		return new Sweep(databases, SCRIPTS.tenants(databases),
				new SweepSettings(2, 0, Share.parse("5"), Share.parse("5%"), 10), (progress) -> {
				});
	}

	private void create(String tenant, TenantScripts scripts) throws SQLException {
		scripts.tenants(databases()).await(tenant);
	}

	private List<String> runs(String tenant) throws SQLException {
		try (Connection connection = databases().open(tenant)) {
			return TenantScripts.query(connection, "SELECT script FROM runs ORDER BY script");
		}
	}

	@Test
	void severalInstancesMigrateEachTenantOnce() throws Exception {
		TenantScripts first = TenantScripts.of("001_runs.sql", SCRIPTS.files().get(1));
		for (int i = 0; i < TENANTS; i++) {
			create("t" + i, first);
		}
		List<CompletableFuture<SweepProgress>> instances = IntStream.range(0, 3)
			.mapToObj((i) -> CompletableFuture.supplyAsync(() -> instance().run(), (task) -> new Thread(task).start()))
			.toList();
		for (CompletableFuture<SweepProgress> instance : instances) {
			assertThat(instance).succeedsWithin(Duration.ofMinutes(2)).satisfies((progress) -> {
				assertThat(progress.failures()).isEmpty();
				assertThat(progress.state()).isEqualTo(SweepProgress.State.DONE);
				assertThat(progress.migrated()).isEqualTo(TENANTS);
			});
		}
		for (int i = 0; i < TENANTS; i++) {
			assertThat(runs("t" + i)).containsExactly("001", "002", "003");
		}
	}

	@Test
	void aScriptThatFailsForTheFirstFewLeavesTheOthersAsTheyWere() throws SQLException {
		TenantScripts first = TenantScripts.of("001_runs.sql", SCRIPTS.files().get(1));
		for (int i = 0; i < TENANTS; i++) {
			create("t" + i, first);
		}
		TenantDatabases databases = databases();
		Tenants tenants = first.and("002_bad.sql", "DELETE FROM runs; DROP TABLE nothing;").tenants(databases);
		SweepProgress progress;
		try (Sweep sweep = new Sweep(databases, tenants,
				new SweepSettings(2, 0, Share.parse("5"), Share.parse("5%"), 100), (told) -> {
				})) {
			progress = sweep.run();
		}
		assertThat(progress.state()).isEqualTo(SweepProgress.State.STOPPED);
		assertThat(progress.failures()).hasSize(5);
		for (int i = 0; i < TENANTS; i++) {
			assertThat(runs("t" + i)).containsExactly("001");
		}
	}

}
