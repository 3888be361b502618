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

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.github.migrations.engine.State;
import io.github.migrations.engine.Status;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TenantsStatusText} and {@link TenantsStatusMap}.
 */
class TenantsStatusTests {

	private static final Status.Failure FAILURE = new Status.Failure("003", "/srv/003_views.sql", 41,
			"no such table: missing\nat line 41");

	@Test
	void saysAllThatThereIsToSay() {
		SweepProgress sweep = new SweepProgress(SweepProgress.State.RUNNING, 1200, 300, 290, 1, Map.of(), 12.34,
				Duration.ofSeconds(75), null);
		assertThat(TenantsStatusText.of(status(sweep))).isEqualTo("""
				Tenants: 1204

				  ✅ Up to date: 1198
				  ❌ Pending: 3
				  ⏳ Migrating: 1
				  ❌ Failed: 1
				  Not read yet: 1

				  Version 010: 1198
				  Version 009: 4

				  Migrating: ann, b?b

				  Sweep: running, 300 of 1200 (25.0 %), 1 failed, 12.3 a second, 75 s left

				  ❌ cem: /srv/003_views.sql:41: no such table: missing
				    at line 41
				""");
	}

	@Test
	void saysWhyAWalkHasStopped() {
		SweepProgress sweep = new SweepProgress(SweepProgress.State.STOPPED, 10, 5, 0, 5, Map.of(), 1, null,
				"Too many failed");
		assertThat(TenantsStatusText.of(status(sweep)))
			.contains("\n  Sweep: stopped, 5 of 10 (50.0 %), 5 failed, 1.0 a second\n    Too many failed\n");
		assertThat(TenantsStatusMap.of(status(sweep)).get("sweep")).asString()
			.contains("state=STOPPED", "percent=50.0", "reason=Too many failed")
			.doesNotContain("remainingMs");
	}

	@Test
	void saysLittleWhereThereIsNothing() {
		TenantsStatus none = new TenantsStatus(0, Map.of(), Map.of(), 0, List.of(), Map.of(), 0, null);
		assertThat(TenantsStatusText.of(none)).isEqualTo("Tenants: 0\n");
		assertThat(TenantsStatusMap.of(none)).hasToString(
				"{total=0, byState={}, byVersion={}, unread=0, migrating=[], failedTotal=0, failed=[], rate=0.0}");
	}

	@Test
	void listsAHundredFailuresAndCountsTheOthers() {
		Map<String, Status.Failure> failures = new LinkedHashMap<>();
		for (int i = 0; i < 102; i++) {
			failures.put("tenant" + i, new Status.Failure(null, null, 0, "locked"));
		}
		TenantsStatus status = new TenantsStatus(102, Map.of(State.FAILED, 102L), Map.of(), 0, List.of(), failures, 0,
				null);
		assertThat(TenantsStatusText.of(status)).contains("  ❌ tenant99: locked\n  … and 2 more\n")
			.doesNotContain("tenant100");
		assertThat(TenantsStatusMap.of(status)).containsEntry("failedTotal", 102)
			.satisfies((map) -> assertThat((List<?>) map.get("failed")).hasSize(100)
				.first()
				.hasToString("{tenant=tenant0, message=locked}"));
	}

	@Test
	void anEmptyFleetThatIsDoneIsDone() {
		assertThat(TenantsStatusMap
			.percent(new SweepProgress(SweepProgress.State.DONE, 0, 0, 0, 0, Map.of(), 0, null, null))).isEqualTo(100);
		assertThat(TenantsStatusMap
			.percent(new SweepProgress(SweepProgress.State.WAITING, 0, 0, 0, 0, Map.of(), 0, null, null))).isZero();
	}

	private static TenantsStatus status(@Nullable SweepProgress sweep) {
		Map<State, Long> byState = new LinkedHashMap<>();
		byState.put(State.UP_TO_DATE, 1198L);
		byState.put(State.PENDING, 3L);
		byState.put(State.MIGRATING, 1L);
		byState.put(State.FAILED, 1L);
		Map<String, Long> byVersion = new LinkedHashMap<>();
		byVersion.put("010", 1198L);
		byVersion.put("009", 4L);
		return new TenantsStatus(1204, byState, byVersion, 1, List.of("ann", "b\nb"), Map.of("cem", FAILURE), 12.34,
				sweep);
	}

}
