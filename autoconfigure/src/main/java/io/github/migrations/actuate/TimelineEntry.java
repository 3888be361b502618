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

import org.jspecify.annotations.Nullable;

import io.github.migrations.engine.Status;

/**
 * One migration in the timeline.
 */
final class TimelineEntry {

	private static final String UNDOABLE = "undoable";

	private static final String FAILED = "failed";

	private final Html html;

	/**
	 * Creates the writer of entries.
	 * @param html where to write them
	 */
	TimelineEntry(Html html) {
		this.html = html;
	}

	/**
	 * Writes an applied migration.
	 * @param migration the migration
	 */
	void applied(Status.Applied migration) {
		begin("applied", migration.version(), migration.description());
		Facts facts = new Facts(this.html);
		if (migration.appliedAt() != null) {
			facts.add(migration.appliedAt());
		}
		if (migration.executionTimeMs() != null) {
			facts.add(Wording.duration(migration.executionTimeMs()));
		}
		facts.addIf(migration.undoable(), UNDOABLE).end();
		this.html.close("li");
	}

	/**
	 * Writes a migration that is to be applied.
	 * @param migration the migration
	 * @param failed whether it is the one that failed
	 */
	void pending(Status.Pending migration, boolean failed) {
		begin((failed) ? FAILED : "pending", migration.version(), migration.description());
		new Facts(this.html).addIf(failed, FAILED).addIf(migration.undoable(), UNDOABLE).end();
		this.html.close("li");
	}

	/**
	 * Writes a migration that runs again whenever it changes.
	 * @param migration the migration
	 * @param failed whether it is the one that failed
	 */
	void repeatable(Status.Repeatable migration, boolean failed) {
		String kind = (migration.pending()) ? "pending" : "applied";
		begin((failed) ? FAILED : kind, migration.name(), migration.description());
		Facts facts = new Facts(this.html).add((failed) ? FAILED : kind);
		if (migration.appliedAt() != null) {
			facts.add(migration.appliedAt());
		}
		facts.end();
		this.html.close("li");
	}

	/**
	 * Writes the migration that runs.
	 * @param running how it is getting on
	 * @param description its description, or {@code null} if that is not known
	 */
	void running(Status.Running running, @Nullable String description) {
		begin("running", running.version(), description);
		boolean measured = running.percent() > 0;
		bar(running, measured);
		new Facts(this.html).addIf(measured, Wording.percent(running.percent()))
			.addIf(running.statement() > 0, "statement %d of %d".formatted(running.statement(), running.statements()))
			.addIf(running.line() > 0, "line " + running.line())
			.addIf(running.rows() > 0, Wording.number(running.rows()) + " rows")
			.add(Wording.duration(running.elapsedMs()))
			.end();
		if (running.detail() != null) {
			this.html.element("p", running.detail(), "class", "detail");
		}
		this.html.close("li");
	}

	/**
	 * Without a value the bar says that something goes on, and not how far it has come.
	 */
	private void bar(Status.Running running, boolean measured) {
		String label = "Progress of migration " + running.version();
		if (measured) {
			this.html.element("progress", "", "aria-label", label, "max", "100", "value",
					Wording.plain(running.percent()));
		}
		else {
			this.html.element("progress", "", "aria-label", label);
		}
	}

	/**
	 * A description may be written from right to left, and must not turn round what
	 * follows it.
	 */
	private void begin(String kind, String version, @Nullable String description) {
		this.html.open("li", "class", kind).open("p").element("b", version);
		if (description != null) {
			this.html.text(" ").element("bdi", description);
		}
		this.html.close("p");
	}

}
