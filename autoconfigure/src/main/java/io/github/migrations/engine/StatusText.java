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

package io.github.migrations.engine;

import java.util.Map;
import java.util.StringJoiner;

/**
 * A status as lines of text for people.
 */
public final class StatusText {

	private StatusText() {
	}

	/**
	 * Writes the status of several databases.
	 * @param databases the status of each database by its name
	 * @return lines of text, ending in a line end
	 */
	public static String of(Map<String, Status> databases) {
		if (databases.isEmpty()) {
			return "There is no database to migrate.\n";
		}
		StringJoiner blocks = new StringJoiner("\n");
		databases.forEach((name, status) -> blocks.add(of(status, (databases.size() > 1) ? " (" + name + ")" : "")));
		return blocks.toString();
	}

	private static String of(Status status, String name) {
		StringBuilder text = new StringBuilder();
		text.append("%s Migration Status%s:%n%n".formatted(status.product(), name));
		status.applied()
			.forEach((applied) -> text
				.append("  ✅ Version %s: %s (Applied)%n".formatted(applied.version(), shown(applied.description()))));
		status.pending()
			.forEach((pending) -> text
				.append("  %s Version %s: %s (%s)%n".formatted((isRunning(status, pending)) ? "⏳" : "❌",
						pending.version(), shown(pending.description()), state(status, pending))));
		status.repeatable()
			.forEach((repeatable) -> text
				.append("  %s Repeatable: %s (%s)%n".formatted((repeatable.pending()) ? "❌" : "✅",
						shown(repeatable.description()), (repeatable.pending()) ? "Pending" : "Applied")));
		if (status.applied().isEmpty() && status.pending().isEmpty() && status.repeatable().isEmpty()) {
			text.append("  There are no migrations.%n".formatted());
		}
		if (status.waiting() != null) {
			text.append("%n  Waiting for %s since %s%n".formatted(status.waiting().holder(), status.waiting().since()));
		}
		if (status.failure() != null) {
			text.append("%n  Failed: %s%n".formatted(failure(status.failure())));
		}
		return text.toString().replace(System.lineSeparator(), "\n");
	}

	/**
	 * What others have written must not steer the terminal, nor look like a line of ours.
	 */
	private static String shown(String description) {
		return description.replaceAll("\\p{Cntrl}", " ");
	}

	private static boolean isRunning(Status status, Status.Pending pending) {
		return status.running() != null && status.running().version().equals(pending.version());
	}

	private static String state(Status status, Status.Pending pending) {
		Status.Running running = status.running();
		if (running == null || !isRunning(status, pending)) {
			return "Pending";
		}
		if (running.statements() == 0) {
			return "Running: %s %%%s, %d ms".formatted(running.percent(),
					(running.detail() != null) ? ", " + running.detail() : "", running.elapsedMs());
		}
		return "Running: statement %d of %d, line %d, %d ms".formatted(running.statement(), running.statements(),
				running.line(), running.elapsedMs());
	}

	private static String failure(Status.Failure failure) {
		String place = (failure.file() != null)
				? failure.file() + ((failure.line() > 0) ? ":" + failure.line() : "") + ": " : "";
		return place + failure.message().replace("\n", "\n    ");
	}

}
