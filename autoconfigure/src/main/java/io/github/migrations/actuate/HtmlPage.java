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
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.migrations.engine.State;
import io.github.migrations.engine.Status;
import io.github.migrations.tenant.TenantsStatus;

/**
 * The status as a page for a browser. It needs no script, and its policy allows nothing
 * but its own style sheet: what a file or a database says can only be read. An endpoint
 * cannot set headers, so policy and refresh are elements of the page.
 */
final class HtmlPage {

	private static final String TITLE = "Database migrations";

	/** What can be seen at least of a migration that runs. */
	private static final int REFRESH_SECONDS = 2;

	/** The page as a whole is in the first of these that a database is in. */
	private static final List<State> BY_WEIGHT = List.of(State.FAILED, State.MIGRATING, State.BACKFILLING,
			State.WAITING, State.PENDING, State.AHEAD, State.UP_TO_DATE);

	private final Stylesheet stylesheet;

	private final String policy;

	/**
	 * Creates the page.
	 * @param stylesheet its style sheet
	 */
	HtmlPage(Stylesheet stylesheet) {
		this.stylesheet = stylesheet;
		// the icon is an empty one: without it, browsers ask the application for one
		this.policy = "default-src 'none'; style-src " + stylesheet.hash()
				+ "; img-src data:; base-uri 'none'; form-action 'none'";
	}

	/**
	 * Writes the page.
	 * @param databases the status of each database by its name
	 * @param now when it was asked for
	 * @param refresh whether the page may ask for itself again while something goes on
	 * @return the document
	 */
	String of(Map<String, Status> databases, Instant now, boolean refresh) {
		return of(databases, null, "", now, refresh);
	}

	/**
	 * Writes the page.
	 * @param databases the status of each database by its name
	 * @param tenants the status of the tenants, or {@code null} if there are none
	 * @param path the address of the page from itself
	 * @param now when it was asked for
	 * @param refresh whether the page may ask for itself again while something goes on
	 * @return the document
	 */
	String of(Map<String, Status> databases, @Nullable TenantsStatus tenants, String path, Instant now,
			boolean refresh) {
		boolean live = databases.values().stream().anyMatch(HtmlPage::isLive) || tenants != null && isLive(tenants);
		Html html = new Html().open("html", "lang", "en");
		head(html, title(databases.values()), live && refresh);
		html.open("body").open("main");
		header(html, now, live, refresh);
		if (databases.size() > 1) {
			contents(html, databases);
		}
		DatabaseCard card = new DatabaseCard(html);
		int number = 0;
		for (Map.Entry<String, Status> database : databases.entrySet()) {
			number++;
			card.write(id(number), database.getKey(), database.getValue());
		}
		if (tenants != null) {
			new TenantsCard(html).write(tenants, path);
		}
		else if (databases.isEmpty()) {
			html.open("section", "class", "card")
				.element("h2", "There is no database to migrate.")
				.element("p", "Every DataSource bean on SQLite or PostgreSQL is shown here.")
				.close("section");
		}
		return html.close("main").close("body").close("html").toString();
	}

	/**
	 * Writes one page of the list of tenants.
	 * @param tenants the page of the list
	 * @param now when it was asked for
	 * @return the document
	 */
	String of(TenantPage tenants, Instant now) {
		Html html = new Html().open("html", "lang", "en");
		head(html, "Tenants · " + TITLE, false);
		html.open("body").open("main");
		header(html, now, false, false);
		new TenantsCard(html).write(tenants);
		return html.close("main").close("body").close("html").toString();
	}

	private void head(Html html, String title, boolean refresh) {
		html.open("head")
			.open("meta", "charset", "utf-8")
			.open("meta", "http-equiv", "Content-Security-Policy", "content", this.policy);
		if (refresh) {
			html.open("meta", "http-equiv", "refresh", "content", String.valueOf(REFRESH_SECONDS));
		}
		html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
			.open("meta", "name", "color-scheme", "content", "light dark")
			.element("title", title)
			.open("link", "rel", "icon", "href", "data:,")
			.style(this.stylesheet)
			.close("head");
	}

	private static void header(Html html, Instant now, boolean live, boolean refresh) {
		html.open("header").element("h1", TITLE).open("p").text("As of ").time(now);
		if (live && refresh) {
			html.text(" · refreshes every " + REFRESH_SECONDS + " seconds · ")
				.element("a", "Pause", "href", "?refresh=false");
		}
		else if (live) {
			html.text(" · paused · ").element("a", "Resume", "href", "?refresh=true");
		}
		html.close("p").close("header");
	}

	private static void contents(Html html, Map<String, Status> databases) {
		html.open("nav", "aria-label", "Databases").open("ul");
		int number = 0;
		for (Map.Entry<String, Status> database : databases.entrySet()) {
			number++;
			html.open("li").open("a", "href", "#" + id(number)).element("bdi", database.getKey());
			DatabaseCard.badge(html, database.getValue().state());
			html.close("a").close("li");
		}
		html.close("ul").close("nav");
	}

	/**
	 * The name of a database may be anything, so it cannot serve as one.
	 */
	private static String id(int number) {
		return "database-" + number;
	}

	private static String title(Collection<Status> statuses) {
		return BY_WEIGHT.stream()
			.filter((state) -> statuses.stream().anyMatch((status) -> status.state() == state))
			.findFirst()
			.map((state) -> Wording.state(state) + " · " + TITLE)
			.orElse(TITLE);
	}

	private static boolean isLive(TenantsStatus tenants) {
		boolean sweeping = tenants.sweep() != null && tenants.sweep().remaining() != null;
		return sweeping || !tenants.migrating().isEmpty();
	}

	/**
	 * Whether the next look may show something else, without anybody doing anything.
	 */
	private static boolean isLive(Status status) {
		return switch (status.state()) {
			case WAITING, MIGRATING, BACKFILLING -> true;
			case PENDING -> status.isUnread();
			case UP_TO_DATE, FAILED, AHEAD -> false;
		};
	}

}
