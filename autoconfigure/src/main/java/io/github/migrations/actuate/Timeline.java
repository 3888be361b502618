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

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.migrations.engine.Status;

/**
 * The migrations of one database: the one that runs, those to come in the order in which
 * they will run, those that run again, and those applied, newest first. Of many, all but
 * the nearest are folded.
 */
final class Timeline {

	/** How many of a kind are not folded. */
	private static final int SHOWN = 10;

	private final Html html;

	private final TimelineEntry entry;

	/**
	 * Creates a timeline.
	 * @param html where to write it
	 */
	Timeline(Html html) {
		this.html = html;
		this.entry = new TimelineEntry(html);
	}

	/**
	 * Writes the migrations.
	 * @param status the status of their database
	 */
	void write(Status status) {
		Status.Running running = status.running();
		if (running != null) {
			this.html.element("h3", "Running");
			entries(List.of(running), (it) -> this.entry.running(it, description(status, it.version())));
		}
		String current = (running != null) ? running.version() : null;
		String failed = (status.failure() != null) ? status.failure().version() : null;
		list("Pending", "next first", "later",
				status.pending().stream().filter((it) -> !it.version().equals(current)).toList(),
				(it) -> this.entry.pending(it, it.version().equals(failed)));
		list("Repeatable", "again whenever they change, times in UTC", "more",
				status.repeatable().stream().filter((it) -> !it.name().equals(current)).toList(),
				(it) -> this.entry.repeatable(it, it.name().equals(failed)));
		List<Status.Applied> applied = new ArrayList<>(status.applied());
		Collections.reverse(applied);
		list("Applied", "newest first, times in UTC", "older", applied, this.entry::applied);
	}

	private static @Nullable String description(Status status, String version) {
		Stream<String> pending = status.pending()
			.stream()
			.filter((it) -> it.version().equals(version))
			.map(Status.Pending::description);
		Stream<String> repeatable = status.repeatable()
			.stream()
			.filter((it) -> it.name().equals(version))
			.map(Status.Repeatable::description);
		return Stream.concat(pending, repeatable).findFirst().orElse(null);
	}

	private <T> void list(String title, String order, String rest, List<T> migrations, Consumer<T> entry) {
		if (migrations.isEmpty()) {
			return;
		}
		this.html.open("h3").text(title).text(" ").element("small", order).close("h3");
		int shown = Math.min(SHOWN, migrations.size());
		entries(migrations.subList(0, shown), entry);
		if (shown < migrations.size()) {
			int folded = migrations.size() - shown;
			this.html.open("details").element("summary", Wording.number(folded) + " " + rest);
			entries(migrations.subList(shown, migrations.size()), entry);
			this.html.close("details");
		}
	}

	/**
	 * The role is the one of the element; Safari takes it from lists without markers.
	 */
	private <T> void entries(List<T> migrations, Consumer<T> entry) {
		this.html.open("ol", "role", "list");
		migrations.forEach(entry);
		this.html.close("ol");
	}

}
