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

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.github.migrations.autoconfigure.TenantMigrations.KnownTenant;
import io.github.migrations.engine.Status;
import io.github.migrations.tenant.SweepProgress;
import io.github.migrations.tenant.TenantName;
import io.github.migrations.tenant.TenantsStatus;
import io.github.migrations.tenant.TenantsStatusMap;

/**
 * All tenants on the page, or a list of some of them.
 */
final class TenantsCard {

	/** Of more failures than this only the number is shown. */
	private static final int SHOWN = 10;

	private final Html html;

	/**
	 * Creates the writer of cards.
	 * @param html where to write them
	 */
	TenantsCard(Html html) {
		this.html = html;
	}

	/**
	 * Writes what there is to say about all tenants.
	 * @param status the status
	 * @param path the address of the endpoint, as the page itself can name it
	 */
	void write(TenantsStatus status, String path) {
		this.html.open("article", "class", "card", "id", TenantsView.NAME, "aria-labelledby", "tenants-name")
			.open("header")
			.open("h2", "id", "tenants-name")
			.element("a", "Tenants", "href", path + "/" + TenantsView.NAME)
			.close("h2")
			.close("header");
		this.html.open("dl");
		figure("All", status.total());
		status.byState().forEach((state, count) -> figure(Wording.state(state), count));
		figure("Not read yet", status.unread());
		this.html.close("dl");
		Facts versions = new Facts(this.html);
		status.byVersion()
			.forEach((version, count) -> versions.add("version " + version + ": " + Wording.number(count)));
		versions.end();
		if (status.sweep() != null) {
			sweep(status.sweep());
		}
		failures(status.failed(), path);
		this.html.close("article");
	}

	private void figure(String name, long value) {
		if (value > 0 || name.equals("All")) {
			this.html.open("div").element("dt", name).element("dd", Wording.number(value)).close("div");
		}
	}

	private void sweep(SweepProgress progress) {
		double percent = TenantsStatusMap.percent(progress);
		this.html.element("h3", "Sweep")
			.element("progress", "", "aria-label", "Progress of the sweep", "max", "100", "value",
					Wording.plain(percent));
		Facts facts = new Facts(this.html).add(Wording.words(progress.state().name()))
			.add("%s of %s".formatted(Wording.number(progress.done()), Wording.number(progress.total())))
			.add(Wording.percent(percent))
			.addIf(progress.failed() > 0, Wording.number(progress.failed()) + " failed")
			.add(Wording.plain(progress.rate()) + " a second");
		if (progress.remaining() != null) {
			facts.add(Wording.duration(progress.remaining().toMillis()) + " left");
		}
		facts.end();
		if (progress.reason() != null) {
			this.html.element("p", progress.reason());
		}
	}

	private void failures(Map<String, Status.Failure> failures, String path) {
		if (failures.isEmpty()) {
			return;
		}
		this.html.open("section", "class", "notice failed")
			.element("h3", Wording.number(failures.size()) + " failed")
			.open("ol", "role", "list");
		failures.entrySet().stream().limit(SHOWN).forEach((failure) -> {
			this.html.open("li").open("p");
			link(failure.getKey(), path + "/" + TenantsView.NAME);
			this.html.close("p").element("pre", failure.getValue().message()).close("li");
		});
		this.html.close("ol").close("section");
	}

	/**
	 * Writes one page of the list.
	 * @param page the page
	 */
	void write(TenantPage page) {
		this.html.open("article", "class", "card")
			.open("header")
			.element("h2", "Tenants")
			.close("header")
			.open("ol", "role", "list");
		page.tenants().forEach(this::entry);
		this.html.close("ol");
		this.html.open("footer")
			.open("p")
			.text("Page %s of %s".formatted(Wording.number(page.number() + 1L),
					Wording.number(Math.max(1, page.pages()))));
		if (page.number() > 0) {
			this.html.text(" · ").element("a", "Previous", "href", query(page.number() - 1, page.size()));
		}
		if (page.number() + 1 < page.pages()) {
			this.html.text(" · ").element("a", "Next", "href", query(page.number() + 1, page.size()));
		}
		this.html.close("p").close("footer").close("article");
	}

	private static String query(int page, int size) {
		return "?page=" + page + "&size=" + size;
	}

	private void entry(KnownTenant tenant) {
		this.html.open("li").open("p");
		link(tenant.name(), TenantsView.NAME);
		this.html.close("p");
		Facts facts = new Facts(this.html).add(TenantPage.state(tenant));
		if (tenant.version() != null) {
			facts.add("version " + tenant.version());
		}
		facts.end();
		this.html.close("li");
	}

	private void link(String tenant, String path) {
		String segment = URLEncoder.encode(tenant, StandardCharsets.UTF_8).replace("+", "%20");
		this.html.open("a", "href", path + "/" + segment).element("bdi", TenantName.shown(tenant)).close("a");
	}

}
