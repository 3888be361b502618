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

import java.util.Locale;

import io.github.migrations.database.LockHolder;
import io.github.migrations.engine.State;
import io.github.migrations.engine.Status;

/**
 * One database on the page: what it is, what is in its way, and its migrations.
 */
final class DatabaseCard {

	private final Html html;

	/**
	 * Creates the writer of cards.
	 * @param html where to write them
	 */
	DatabaseCard(Html html) {
		this.html = html;
	}

	/**
	 * Writes a card.
	 * @param id the identifier of the card in the page
	 * @param name the name of the database
	 * @param status its status
	 */
	void write(String id, String name, Status status) {
		this.html.open("article", "class", "card", "id", id, "aria-labelledby", id + "-name")
			.open("header")
			.open("h2", "id", id + "-name")
			.element("bdi", name)
			.close("h2");
		badge(this.html, status.state());
		this.html.close("header");
		if (!status.isUnread()) {
			new Facts(this.html).add(status.product() + " " + status.productVersion())
				.addCode("table ", status.table())
				.end();
			figures(status);
		}
		explanation(status);
		if (status.failure() != null) {
			failure(status.failure());
		}
		if (status.waiting() != null) {
			waiting(status.waiting());
		}
		new Timeline(this.html).write(status);
		this.html.close("article");
	}

	/**
	 * Writes the state, in words as well as in a colour.
	 * @param html where to
	 * @param state the state
	 */
	static void badge(Html html, State state) {
		html.element("span", Wording.state(state), "class",
				"badge " + state.name().toLowerCase(Locale.ROOT).replace('_', '-'));
	}

	private void figures(Status status) {
		this.html.open("dl");
		figure("Version", (status.version() != null) ? status.version() : "none");
		figure("Applied", Wording.number(status.applied().size()));
		figure("Pending", Wording.number(status.pending().size()));
		this.html.close("dl");
	}

	private void figure(String name, String value) {
		this.html.open("div").element("dt", name).element("dd", value).close("div");
	}

	private void explanation(Status status) {
		if (status.state() == State.AHEAD) {
			this.html.element("p", "The database has newer migrations than this build knows.");
		}
		else if (status.failure() == null && status.isUnread()) {
			this.html.element("p", "The database has not been read yet.");
		}
		else if (status.failure() == null && status.applied().isEmpty() && status.pending().isEmpty()
				&& status.repeatable().isEmpty()) {
			this.html.element("p", "There are no migrations.");
		}
	}

	private void failure(Status.Failure failure) {
		this.html.open("section", "class", "notice failed")
			.element("h3", (failure.version() != null) ? "Migration " + failure.version() + " failed" : "Failed");
		if (failure.file() != null) {
			this.html.open("p")
				.open("code")
				.element("bdi", failure.file())
				.text((failure.line() > 0) ? ":" + failure.line() : "")
				.close("code")
				.close("p");
		}
		this.html.element("pre", failure.message()).close("section");
	}

	private void waiting(Status.WaitingFor waiting) {
		LockHolder holder = waiting.holder();
		this.html.open("section", "class", "notice waiting")
			.open("h3")
			.text("Waiting for ")
			.element("bdi", holder.toString())
			.close("h3")
			.open("p")
			.text("Since ")
			.time(waiting.since())
			.close("p");
		if (holder.since() != null) {
			this.html.open("p").text("The other process has been busy since ").time(holder.since()).close("p");
		}
		this.html.close("section");
	}

}
