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

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.migrations.database.LockHolder;
import io.github.migrations.engine.State;
import io.github.migrations.engine.Status;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ProgressLine}.
 */
class ProgressLineTests {

	@Test
	void showsVersionBarShareStatementAndTime() {
		assertThat(ProgressLine.of(running(3, 9, 5100, null), 80))
			.isEqualTo("002 [######------------------------]  22 % 3/9 5 s");
		assertThat(ProgressLine.of(running(3, 9, 125_000, "building index"), 80))
			.isEqualTo("002 [######------------------------]  22 % 3/9 2:05 min building index");
	}

	@Test
	void leavesTheBarOutWhereThereIsNoRoom() {
		assertThat(ProgressLine.of(running(3, 9, 5100, "building index"), 20)).isEqualTo("002  22 % 3/9 5 s b");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 10, 20, 30, 40, 80, 200 })
	void isAlwaysShorterThanTheTerminalIsWide(int width) {
		assertThat(ProgressLine.of(running(3, 9, 5100, "building\nindex: " + "x".repeat(300)), width))
			.hasSizeLessThan(width + 1)
			.doesNotContain("\n")
			.satisfies((line) -> assertThat(line.length()).isLessThan(Math.max(1, width)));
	}

	@Test
	void saysForWhomItWaits() {
		Status waiting = new Status("PostgreSQL", "18", "schema_migrations", State.WAITING, null, List.of(), List.of(),
				List.of(), null, new Status.WaitingFor(LockHolder.UNKNOWN, Instant.EPOCH), null);
		assertThat(ProgressLine.of(waiting, 80)).isEqualTo("Waiting for " + LockHolder.UNKNOWN);
	}

	@Test
	void isEmptyWhereNothingRuns() {
		Status idle = new Status("SQLite", "3", "schema_migrations", State.UP_TO_DATE, null, List.of(), List.of(),
				List.of(), null, null, null);
		assertThat(ProgressLine.of(idle, 80)).isEmpty();
	}

	private static Status running(int statement, int statements, long elapsed, @Nullable String detail) {
		Status.Running running = new Status.Running("002", statement, statements, 41, 0,
				100.0 * (statement - 1) / statements, elapsed, detail);
		return new Status("SQLite", "3", "schema_migrations", State.MIGRATING, null, List.of(), List.of(), List.of(),
				running, null, null);
	}

}
