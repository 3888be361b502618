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

package io.github.migrations.autoconfigure;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.github.migrations.database.LockHolder;
import io.github.migrations.engine.State;
import io.github.migrations.engine.Status;
import io.github.migrations.engine.Status.Running;
import io.github.migrations.engine.Status.WaitingFor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProgressText}.
 */
class ProgressTextTests {

	private static final Instant NOW = Instant.parse("2026-11-20T09:31:00Z");

	private static final WaitingFor HOLDER = new WaitingFor(
			new LockHolder(4711, "shop", "10.0.0.5", NOW.minusSeconds(300)), NOW.minusSeconds(75));

	private static @Nullable String text(@Nullable Running running, @Nullable WaitingFor waiting) {
		return ProgressText.of(new Status("PostgreSQL", "18.6", "schema_migrations", State.MIGRATING, "002",
				List.of(new Status.Applied("001", "One", null, null, true),
						new Status.Applied("002", "Two", null, null, true)),
				List.of(new Status.Pending("003", "Index on owner", false), new Status.Pending("004", "Four", false)),
				List.of(), running, waiting, null), NOW);
	}

	private static Running running(int statements, long rows, @Nullable String detail) {
		return new Running("003", (statements > 0) ? 3 : 0, statements, 41, rows, 33.333, 65100, detail);
	}

	@Test
	void saysWhereTheRunIs() {
		assertThat(text(running(9, 12000, "building index: scanning table"), null))
			.isEqualTo("migration 3 of 4 (003 Index on owner), statement 3 of 9 on line 41, 12000 rows so far, 33.3 %, "
					+ "1:05 min, building index: scanning table");
		assertThat(text(running(9, 0, null), null))
			.isEqualTo("migration 3 of 4 (003 Index on owner), statement 3 of 9 on line 41, 33.3 %, 1:05 min");
	}

	@Test
	void codeHasNoStatements() {
		assertThat(text(running(0, 30, "filling names"), null))
			.isEqualTo("migration 3 of 4 (003 Index on owner), 30 rows so far, 33.3 %, 1:05 min, filling names");
	}

	@Test
	void aRepeatableMigrationHasNoNumber() {
		Status status = new Status("SQLite", "3.54.1", "schema_migrations", State.MIGRATING, null, List.of(), List.of(),
				List.of(new Status.Repeatable("R__views", "Views", null, true)),
				new Running("R__views", 1, 2, 4, 0, 0, 10000, null), null, null);
		assertThat(ProgressText.of(status, NOW))
			.isEqualTo("migration R__views, statement 1 of 2 on line 4, 0.0 %, 10 s");
	}

	@Test
	void saysWhoIsInTheWayOfAStatement() {
		assertThat(text(running(9, 0, "waiting for a lock that somebody holds"), HOLDER)).isEqualTo(
				"migration 3 of 4 (003 Index on owner), statement 3 of 9 on line 41, 33.3 %, 1:05 min, waiting for a lock "
						+ "of process 4711 'shop' on 10.0.0.5, which has been busy since 2026-11-20T09:26:00Z, for 1:15 min");
	}

	@Test
	void saysWhomItWaitsFor() {
		assertThat(text(null, HOLDER))
			.isEqualTo("waiting for process 4711 'shop' on 10.0.0.5, which has been busy since "
					+ "2026-11-20T09:26:00Z, for 1:15 min");
		assertThat(text(null, new WaitingFor(LockHolder.UNKNOWN, NOW.minusSeconds(9))))
			.isEqualTo("waiting for another process for 9 s");
	}

	@Test
	void saysNothingWhereNothingGoesOn() {
		assertThat(text(null, null)).isNull();
	}

}
