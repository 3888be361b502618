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

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.migrations.autoconfigure.SlowMigration;
import io.github.migrations.autoconfigure.TestFiles;
import io.github.migrations.engine.Status;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the page in a real browser.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageBrowserTests {

	private static final String PATH = "/actuator/migrations";

	private static final String REFRESH = "meta[http-equiv=refresh]";

	/** Long words, several scripts, and what would be markup. */
	private static final String UNTIDY = "<script>document.title='owned'</script><img src=x onerror=alert(1)> &amp; \"it's\" "
			+ "word".repeat(60) + " \u202e\u05e9\u05dc\u05d5\u05dd\u200f 📏 \u001b[31m";

	/**
	 * The lowest contrast between a text and what is behind it
	 * (<a href="https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio">WCAG</a>), and the
	 * text.
	 */
	private static final String CONTRAST = """
			const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
			const luminance = (colour) => {
			  const [r, g, b] = colour.map((c) => (c /= 255) <= .03928 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4);
			  return .2126 * r + .7152 * g + .0722 * b;
			};
			const behind = (element) => {
			  const [r, g, b, alpha = 1] = channels(getComputedStyle(element).backgroundColor);
			  return alpha === 1 ? [r, g, b] : behind(element.parentElement);
			};
			let lowest = [99, ''];
			const look = (style, back, text) => {
			  const [one, other] = [luminance(channels(style.color).slice(0, 3)), luminance(back)].sort((a, b) => b - a);
			  const ratio = (one + .05) / (other + .05);
			  lowest = ratio < lowest[0] ? [ratio, text] : lowest;
			};
			for (const element of document.body.querySelectorAll('*')) {
			  const own = [...element.childNodes].filter((n) => n.nodeType === 3 && n.data.trim()).map((n) => n.data).join('');
			  if (own) look(getComputedStyle(element), behind(element), own);
			  const mark = getComputedStyle(element, '::before');
			  if (mark.content.startsWith('"!')) look(mark, channels(mark.backgroundColor), '!');
			}
			return lowest[0].toFixed(2) + ' ' + lowest[1];
			""";

	@SuppressWarnings("NullAway.Init")
	private Browser browser;

	@SuppressWarnings("NullAway.Init")
	private PageServer server;

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	@BeforeAll
	void start() {
		if (Browser.isInstalled()) {
			this.server = new PageServer();
			this.browser = Browser.start();
		}
	}

	@AfterAll
	void stop() {
		if (Browser.isInstalled()) {
			this.browser.close();
			this.server.close();
		}
	}

	@BeforeEach
	void forgetWhatWas() {
		Browser.assumeInstalled();
		this.browser.open(URI.create("about:blank"));
		this.browser.device("light", 1000);
		this.browser.complaints();
		this.browser.requests();
	}

	static Stream<Map<String, Status>> states() {
		Map<String, Status> several = new LinkedHashMap<>();
		several.put("orders", TestStatus.upToDate());
		several.put("billing", TestStatus.failed());
		several.put(UNTIDY, TestStatus.ahead());
		return Stream.of(Map.of(), several, Map.of("a", TestStatus.pending()),
				Map.of("a", TestStatus.running(33.3, "building index: scanning table")),
				Map.of("a", TestStatus.backfilling()), Map.of("a", TestStatus.waiting()),
				Map.of("a", TestStatus.unread()), Map.of("a", TestStatus.unreadable()),
				Map.of("a", TestStatus.many(500, 30)), Map.of("a", TestStatus.of(UNTIDY)),
				Map.of("a", TestStatus.of("20261120093000.12")), Map.of("a", TestStatus.repeatable()));
	}

	@ParameterizedTest
	@MethodSource("states")
	void isReadableOnEveryDevice(Map<String, Status> databases) {
		for (String scheme : List.of("light", "dark")) {
			for (int width : new int[] { 320, 360, 768, 1400 }) {
				this.browser.device(scheme, width);
				this.browser.open(this.server.show(databases));
				assertThat(this.browser.run("return innerWidth")).isEqualTo((long) width);
				assertThat(this.browser.run("return document.documentElement.scrollWidth"))
					.as("width of the page at %s", width)
					.isEqualTo((long) width);
				assertThat(this.browser.shows("h1")).isTrue();
				assertThat(this.browser.shows("h2")).isTrue();
			}
			String contrast = String.valueOf(this.browser.run(CONTRAST));
			assertThat(Double.parseDouble(contrast.split(" ")[0])).as("%s: %s", scheme, contrast).isBetween(4.5, 21.0);
		}
		assertUndisturbed();
	}

	@Test
	void followsTheColourSchemeOfTheDevice() {
		URI page = this.server.show(Map.of("a", TestStatus.failed()));
		String background = "return getComputedStyle(document.body).backgroundColor";
		this.browser.open(page);
		assertThat(this.browser.run(background)).isEqualTo("rgb(244, 245, 247)");
		this.browser.device("dark", 1000);
		this.browser.open(page);
		assertThat(this.browser.run(background)).isEqualTo("rgb(14, 17, 22)");
	}

	@Test
	void whatPeopleWriteIsText() {
		this.browser.open(this.server.show(Map.of(UNTIDY, TestStatus.of(UNTIDY))));
		assertThat(this.browser.run("return document.querySelectorAll('script, img, b b').length")).isEqualTo(0L);
		String shown = UNTIDY.replace('\u001b', '␛');
		for (String selector : List.of("h2", ".applied bdi", ".pending bdi", ".running bdi", ".detail", "pre")) {
			assertThat(this.browser.run("return document.querySelector('%s').textContent".formatted(selector)))
				.as(selector)
				.isEqualTo(shown);
		}
		assertThat(this.browser.text(".applied bdi")).contains("<script>document.title='owned'</script>");
		assertThat(this.browser.title()).isEqualTo("Failed · Database migrations");
		assertUndisturbed();
	}

	@Test
	void thePolicyAllowsNothingElse() {
		this.browser.open(this.server.show(Map.of("a", TestStatus.upToDate())));
		this.server.requests().clear();
		Object refused = this.browser.await("""
				const done = arguments[0], refused = new Set();
				const wanted = 6;
				document.addEventListener('securitypolicyviolation', (event) => {
				  refused.add(event.effectiveDirective);
				  if (refused.size === wanted) done([...refused].sort().join(' '));
				});
				const add = (name, set) => document.body.append(Object.assign(document.createElement(name), set));
				add('img', { src: '/x.png' });
				add('script', { textContent: 'document.title = "owned"' });
				add('style', { textContent: 'body { display: none }' });
				document.body.setAttribute('style', 'display: none');
				add('iframe', { src: '/x' });
				fetch('/x').catch(() => {});
				""");
		assertThat(refused).isEqualTo("connect-src frame-src img-src script-src-elem style-src-attr style-src-elem");
		assertThat(this.browser.shows("h1")).isTrue();
		assertThat(this.browser.title()).isEqualTo("Up to date · Database migrations");
		assertThat(this.server.requests()).isEmpty();
	}

	@Test
	void showsTheBarTheTimesAndThePlaceOfAFailure() {
		this.browser.open(this.server.show(Map.of("a", TestStatus.running(33.3, "building index"))));
		assertThat(this.browser.shows("progress")).isTrue();
		assertThat(this.browser.run("return document.querySelector('progress').position.toFixed(3)"))
			.isEqualTo("0.333");
		assertThat(this.browser.text(".running")).isEqualTo(
				"003\nViews for reports\n33.3 % · statement 3 of 9 · line 41 · 12,000 rows · 1 min 5 s\nbuilding index");
		assertThat(this.browser.text(".applied .facts")).isEqualTo("2026-11-20 09:30:02 · 1.5 s · undoable");
		this.browser.open(this.server.show(Map.of("a", TestStatus.backfilling())));
		assertThat(this.browser.run("return document.querySelector('progress').position")).isEqualTo(-1L);
		this.browser.open(this.server.show(Map.of("a", TestStatus.failed())));
		assertThat(this.browser.text(".notice")).isEqualTo(
				"Migration 003 failed\n/srv/db/migrations/003_views.sql:41\nno such table: missing (SQLITE_ERROR)");
		assertThat(this.browser.text(".badge")).isEqualTo("Failed");
	}

	@Test
	void unfoldsOlderMigrationsWithoutAScript() {
		this.browser.open(this.server.show(Map.of("a", TestStatus.many(12, 0))));
		assertThat(this.browser.text("summary")).isEqualTo("2 older");
		assertThat(this.browser.shows("details li")).isFalse();
		this.browser.click("summary");
		assertThat(this.browser.shows("details li")).isTrue();
		assertThat(this.browser.text("details li")).isEqualTo("002\nChange 2\n2026-11-20 09:30:02 · 1.5 s · undoable");
	}

	@Test
	void leadsToEachOfSeveralDatabases() {
		Map<String, Status> databases = new LinkedHashMap<>();
		databases.put("orders", TestStatus.many(500, 30));
		databases.put("billing", TestStatus.failed());
		this.browser.open(this.server.show(databases));
		this.browser.click("nav li:nth-child(2) a");
		Awaitility.await().until(() -> this.browser.run("return scrollY > 100").equals(true));
		assertThat(this.browser.run("return document.querySelector(':target h2').textContent")).isEqualTo("billing");
	}

	@Test
	void asksAgainByItselfUntilNothingGoesOn() {
		this.browser.open(this.server.showLive(Map.of("a", TestStatus.waiting())));
		assertThat(this.browser.title()).isEqualTo("Waiting · Database migrations");
		Awaitility.await().until(() -> this.server.requests().size() > 1);
		this.server.show(Map.of("a", TestStatus.upToDate()));
		Awaitility.await().ignoreExceptions().until(() -> this.browser.title().startsWith("Up to date"));
		assertThat(this.browser.has(REFRESH)).isFalse();
		assertUndisturbed();
	}

	@ParameterizedTest
	@CsvSource({ "light, 1000", "dark, 360" })
	void showsARealRunFromItsBeginningToItsEnd(String scheme, int width) {
		this.browser.device(scheme, width);
		try (SlowMigration migration = new SlowMigration(this.folder);
				TestApplication application = new TestApplication(migration.arguments())) {
			try {
				migration.awaitRunning();
				this.browser.open(application.uri(PATH));
				assertThat(this.browser.title()).isEqualTo("Migrating · Database migrations");
				Awaitility.await()
					.ignoreExceptions()
					.untilAsserted(() -> assertThat(this.browser.text(".running")).contains("Things",
							"statement 2 of 2 · line 3 · "));
				Awaitility.await().ignoreExceptions().until(() -> this.browser.has(REFRESH));
				follow("?refresh=false", "paused · Resume");
				assertThat(this.browser.has(REFRESH)).isFalse();
				follow("?refresh=true", "refreshes every 2 seconds · Pause");
			}
			finally {
				migration.release();
			}
			application.awaitStarted();
			Awaitility.await().ignoreExceptions().until(() -> this.browser.title().startsWith("Up to date"));
			assertThat(this.browser.has(REFRESH)).isFalse();
			assertThat(this.browser.text(".applied")).startsWith("001\nThings\n");
			assertUndisturbed();
		}
	}

	@Test
	void whatStandsInAFileIsText() {
		String description = "<script>document.title='owned'</script> & \"more\"";
		TestFiles.locations(this.folder.resolve("scripts"), "001_things.sql",
				"-- migration: description=" + description + "\nCREATE TABLE things (id INTEGER);",
				"002_<img src=x onerror=alert(1)>.sql", "CREATE TABLE more (id INTEGER);", "003_failing.sql",
				"SELECT * FROM \"<b>bold</b>\";");
		try (TestApplication application = TestApplication.started("--" + TestFiles.sqlite(this.folder),
				"--spring.migrations.locations=file:" + this.folder.resolve("scripts"),
				"--spring.migrations.on-failure=keep-running")) {
			this.browser.open(application.uri(PATH + "/dataSource"));
			assertThat(this.browser.title()).isEqualTo("Failed · Database migrations");
			assertThat(this.browser.text(".applied:last-child bdi")).isEqualTo(description);
			assertThat(this.browser.text(".notice")).contains("<b>bold</b>");
			assertThat(this.browser.run("return document.querySelectorAll('script, img, pre b').length")).isEqualTo(0L);
			assertUndisturbed();
		}
	}

	/**
	 * Follows a link above the databases, once more where the page was just being
	 * replaced by itself.
	 */
	private void follow(String address, String shown) {
		String link = "main > header a[href='%s']".formatted(address);
		Awaitility.await()
			.ignoreExceptions()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(500))
			.until(() -> {
				boolean there = this.browser.text("main > header p").endsWith(shown);
				if (!there) {
					this.browser.click(link);
				}
				return there;
			});
	}

	/** Nothing in the console, and nothing asked of anybody but the application. */
	private void assertUndisturbed() {
		assertThat(this.browser.complaints()).isEmpty();
		List<String> requests = this.browser.requests();
		assertThat(requests).isNotEmpty()
			.allMatch((address) -> address.equals("data:,") || address
				.matches("http://localhost:\\d+/actuator/migrations(/dataSource)?(\\?refresh=(true|false))?"));
	}

}
