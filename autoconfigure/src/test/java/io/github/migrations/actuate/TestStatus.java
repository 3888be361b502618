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

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.LockHolder;
import io.github.migrations.engine.State;
import io.github.migrations.engine.Status;

/**
 * What the engine may say about a database.
 */
final class TestStatus {

	static final Instant TIME = Instant.parse("2026-11-20T09:30:00.123Z");

	static final Status.Failure FAILURE = new Status.Failure("003", "/srv/db/migrations/003_views.sql", 41,
			"no such table: missing (SQLITE_ERROR)");

	private TestStatus() {
	}

	static Status upToDate() {
		return new Status("SQLite", "3.54.1", "schema_migrations", State.UP_TO_DATE, "002", applied(2), List.of(),
				List.of(), null, null, null);
	}

	static Status ahead() {
		return new Status("SQLite", "3.54.1", "schema_migrations", State.AHEAD, "002", applied(2), List.of(), List.of(),
				null, null, null);
	}

	static Status pending() {
		return pending(State.PENDING, null, null, null);
	}

	static Status running(double percent, @Nullable String detail) {
		return pending(State.MIGRATING, new Status.Running("003", 3, 9, 41, 12000, percent, 65100, detail), null, null);
	}

	static Status backfilling() {
		return pending(State.BACKFILLING, new Status.Running("003", 1, 1, 4, 12000, 0, 65100, null), null, null);
	}

	static Status waiting() {
		LockHolder holder = new LockHolder(4711, "PostgreSQL JDBC Driver", "10.0.0.5", TIME);
		return pending(State.WAITING, null, new Status.WaitingFor(holder, TIME.plusSeconds(30)), null);
	}

	static Status failed() {
		return pending(State.FAILED, null, null, FAILURE);
	}

	static Status repeatable() {
		return new Status("PostgreSQL", "18.6", "schema_migrations", State.FAILED, null, List.of(), List.of(),
				List.of(new Status.Repeatable("R__a", "A", TIME, false), new Status.Repeatable("R__b", "B", TIME, true),
						new Status.Repeatable("R__c", "C", null, true), new Status.Repeatable("R__d", "D", null, true)),
				new Status.Running("R__b", 1, 1, 4, 0, 0, 5, null), null,
				new Status.Failure("R__c", "/srv/db/migrations/R__c.sql", 1, "no such table: missing (SQLITE_ERROR)"));
	}

	static Status unread() {
		return unread(State.PENDING, null);
	}

	static Status unreadable() {
		return unread(State.FAILED,
				new Status.Failure(null, null, 0, "Database 'dataSource' cannot be read or written: timeout"));
	}

	/** Everything that people write is the same text. */
	static Status of(String text) {
		return new Status(text, text, text, State.FAILED, text, List.of(new Status.Applied(text, text, TIME, 4L, true)),
				List.of(new Status.Pending(text, text, true), new Status.Pending(text + "2", text, true)),
				List.of(new Status.Repeatable(text + "3", text, TIME, true)),
				new Status.Running(text, 1, 2, 3, 4, 50, 6, text),
				new Status.WaitingFor(new LockHolder(1, text, text, TIME), TIME),
				new Status.Failure(text, text, 7, text));
	}

	static Status many(int applied, int pending) {
		return new Status("SQLite", "3.54.1", "schema_migrations", State.PENDING, String.valueOf(applied),
				applied(applied),
				IntStream.rangeClosed(applied + 1, applied + pending)
					.mapToObj((number) -> new Status.Pending("%03d".formatted(number), "Change " + number, false))
					.toList(),
				List.of(), null, null, null);
	}

	private static Status pending(State state, Status.@Nullable Running running, Status.@Nullable WaitingFor waiting,
			Status.@Nullable Failure failure) {
		return new Status("PostgreSQL", "18.6", "schema_migrations", state, "002", applied(2),
				List.of(new Status.Pending("003", "Views for reports", true),
						new Status.Pending("004", "Index on owner", false)),
				List.of(), running, waiting, failure);
	}

	private static Status unread(State state, Status.@Nullable Failure failure) {
		return new Status(Status.UNKNOWN, Status.UNKNOWN, Status.UNKNOWN, state, null, List.of(), List.of(), List.of(),
				null, null, failure);
	}

	private static List<Status.Applied> applied(int number) {
		return IntStream.rangeClosed(1, number)
			.mapToObj((it) -> new Status.Applied("%03d".formatted(it), "Change " + it,
					(it != 1) ? TIME.plusSeconds(it) : null, (it != 1) ? 1500L : null, it != 1))
			.toList();
	}

}
