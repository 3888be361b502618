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

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.StringJoiner;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.LockHolder;
import io.github.migrations.engine.Status;

/**
 * How a run is getting on, as one line for people.
 */
final class ProgressText {

	private static final int MINUTE = 60;

	private ProgressText() {
	}

	/**
	 * Writes the line.
	 * @param status what is known about the database
	 * @param now the time
	 * @return the line, or {@code null} if nothing runs and nothing is waited for
	 */
	static @Nullable String of(Status status, Instant now) {
		Status.Running running = status.running();
		Status.WaitingFor waiting = status.waiting();
		if (running != null) {
			return running(status, running)
					+ ((waiting != null) ? ", waiting for a lock of " + waiting(waiting, now) : detail(running));
		}
		return (waiting != null) ? "waiting for " + waiting(waiting, now) : null;
	}

	private static String running(Status status, Status.Running running) {
		StringJoiner text = new StringJoiner(", ");
		Position position = Position.of(status);
		text.add(((position != null) ? "migration %s (%s)" : "migration %2$s").formatted(position,
				title(status, running.version())));
		if (running.statements() > 0) {
			text.add("statement %d of %d on line %d".formatted(running.statement(), running.statements(),
					running.line()));
		}
		if (running.rows() > 0) {
			text.add(running.rows() + ((running.rows() == 1) ? " row" : " rows") + " so far");
		}
		text.add(String.format(Locale.ROOT, "%.1f %%", running.percent()));
		text.add(time(Duration.ofMillis(running.elapsedMs())));
		return text.toString();
	}

	private static String title(Status status, String version) {
		for (Status.Pending pending : status.pending()) {
			if (pending.version().equals(version)) {
				return version + " " + pending.description();
			}
		}
		return version;
	}

	private static String detail(Status.Running running) {
		return (running.detail() != null) ? ", " + running.detail() : "";
	}

	private static String waiting(Status.WaitingFor waiting, Instant now) {
		LockHolder holder = waiting.holder();
		return "%s%s for %s".formatted(holder,
				(holder.since() != null) ? ", which has been busy since " + holder.since() + "," : "",
				time(Duration.between(waiting.since(), now)));
	}

	private static String time(Duration duration) {
		long seconds = duration.toSeconds();
		return (seconds < MINUTE) ? seconds + " s" : "%d:%02d min".formatted(seconds / MINUTE, seconds % MINUTE);
	}

}
