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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.migrations.engine.Status;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HtmlPage}: its exact parts.
 */
class HtmlPageTests {

	private final HtmlPage page = new HtmlPage(new Stylesheet("a{}\n"));

	private String page(Status status) {
		return this.page.of(Map.of("dataSource", status), TestStatus.TIME, true);
	}

	@Test
	void isAWholeDocument() {
		assertThat(page(TestStatus.upToDate())).isEqualTo(
				"""
						<!DOCTYPE html>
						<html lang="en">
						<head>
						<meta charset="utf-8">
						<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; \
						style-src &#39;sha256-u0Jj2e1i7IBkNDEHdGEj6YSZteK6W+q1Sv+Vn8x343I=&#39;; img-src data:; \
						base-uri &#39;none&#39;; form-action &#39;none&#39;">
						<meta name="viewport" content="width=device-width, initial-scale=1">
						<meta name="color-scheme" content="light dark">
						<title>Up to date · Database migrations</title>
						<link rel="icon" href="data:,">
						<style>a{}
						</style></head>
						<body>
						<main>
						<header>
						<h1>Database migrations</h1>
						<p>As of <time datetime="2026-11-20T09:30:00.123Z">2026-11-20 09:30:00 UTC</time></p></header>
						<article class="card" id="database-1" aria-labelledby="database-1-name">
						<header>
						<h2 id="database-1-name"><bdi>dataSource</bdi></h2><span class="badge up-to-date">Up to date</span></header>
						<p class="facts">SQLite 3.54.1 · table <code>schema_migrations</code></p>
						<dl>
						<div><dt>Version</dt><dd>002</dd></div>
						<div><dt>Applied</dt><dd>2</dd></div>
						<div><dt>Pending</dt><dd>0</dd></div></dl>
						<h3>Applied <small>newest first, times in UTC</small></h3>
						<ol role="list">
						<li class="applied">
						<p><b>002</b> <bdi>Change 2</bdi></p>
						<p class="facts"><time datetime="2026-11-20T09:30:02.123Z">2026-11-20 09:30:02</time> · 1.5 s · undoable</p></li>
						<li class="applied">
						<p><b>001</b> <bdi>Change 1</bdi></p></li></ol></article></main></body></html>
						""");
	}

	@Test
	void showsWhatIsPendingBeforeWhatIsApplied() {
		assertThat(page(TestStatus.pending())).contains("<title>Pending · Database migrations</title>", """
				<span class="badge pending">Pending</span>""", """
				<div><dt>Pending</dt><dd>2</dd></div>""", """
				<h3>Pending <small>next first</small></h3>
				<ol role="list">
				<li class="pending">
				<p><b>003</b> <bdi>Views for reports</bdi></p>
				<p class="facts">undoable</p></li>
				<li class="pending">
				<p><b>004</b> <bdi>Index on owner</bdi></p></li></ol>
				<h3>Applied <small>""");
	}

	@Test
	void showsHowFarTheRunningMigrationHasCome() {
		assertThat(page(TestStatus.running(33.3, "building index: scanning table"))).contains("""
				<span class="badge migrating">Migrating</span>""", """
				<h3>Running</h3>
				<ol role="list">
				<li class="running">
				<p><b>003</b> <bdi>Views for reports</bdi></p>
				<progress aria-label="Progress of migration 003" max="100" value="33.3"></progress>
				<p class="facts">33.3 % · statement 3 of 9 · line 41 · 12,000 rows · 1 min 5 s</p>
				<p class="detail">building index: scanning table</p></li></ol>
				<h3>Pending <small>next first</small></h3>
				<ol role="list">
				<li class="pending">
				<p><b>004</b> <bdi>Index on owner</bdi></p></li></ol>""");
	}

	@Test
	void theBarHasNoValueWhereNothingIsMeasured() {
		assertThat(page(TestStatus.backfilling())).contains("""
				<span class="badge backfilling">Backfilling</span>""", """
				<progress aria-label="Progress of migration 003"></progress>
				<p class="facts">statement 1 of 1 · line 4 · 12,000 rows · 1 min 5 s</p></li></ol>""");
	}

	@Test
	void showsWhomAProcessWaitsFor() {
		assertThat(page(TestStatus.waiting())).contains("""
				<span class="badge waiting">Waiting</span>""",
				"""
						<section class="notice waiting">
						<h3>Waiting for <bdi>process 4711 &#39;PostgreSQL JDBC Driver&#39; on 10.0.0.5</bdi></h3>
						<p>Since <time datetime="2026-11-20T09:30:30.123Z">2026-11-20 09:30:30 UTC</time></p>
						<p>The other process has been busy since <time datetime="2026-11-20T09:30:00.123Z">2026-11-20 09:30:00 UTC</time></p></section>""");
	}

	@Test
	void showsWhatFailedAndWhere() {
		assertThat(page(TestStatus.failed())).contains("""
				<span class="badge failed">Failed</span>""", """
				<section class="notice failed">
				<h3>Migration 003 failed</h3>
				<p><code><bdi>/srv/db/migrations/003_views.sql</bdi>:41</code></p>
				<pre>
				no such table: missing (SQLITE_ERROR)</pre></section>
				<h3>Pending <small>next first</small></h3>
				<ol role="list">
				<li class="failed">
				<p><b>003</b> <bdi>Views for reports</bdi></p>
				<p class="facts">failed · undoable</p></li>
				<li class="pending">""");
	}

	@Test
	void showsRepeatableMigrations() {
		assertThat(page(TestStatus.repeatable())).contains("""
				<h3>Running</h3>
				<ol role="list">
				<li class="running">
				<p><b>R__b</b> <bdi>B</bdi></p>""", """
				<h3>Repeatable <small>again whenever they change, times in UTC</small></h3>
				<ol role="list">
				<li class="applied">
				<p><b>R__a</b> <bdi>A</bdi></p>
				<p class="facts">applied · <time datetime="2026-11-20T09:30:00.123Z">2026-11-20 09:30:00</time></p></li>
				<li class="failed">
				<p><b>R__c</b> <bdi>C</bdi></p>
				<p class="facts">failed</p></li>
				<li class="pending">
				<p><b>R__d</b> <bdi>D</bdi></p>
				<p class="facts">pending</p></li></ol></article>""");
	}

	@Test
	void showsAFailureThatComesBeforeTheDatabaseIsRead() {
		assertThat(page(TestStatus.unreadable())).contains("""
				<span class="badge failed">Failed</span></header>
				<section class="notice failed">
				<h3>Failed</h3>
				<pre>
				Database &#39;dataSource&#39; cannot be read or written: timeout</pre></section></article>""");
	}

	@Test
	void saysWhatThereIsNothingToShowOf() {
		assertThat(page(TestStatus.unread())).contains("""
				<span class="badge pending">Pending</span></header>
				<p>The database has not been read yet.</p></article>""");
		assertThat(page(TestStatus.many(0, 0))).contains("</dl>\n<p>There are no migrations.</p></article>");
		assertThat(page(TestStatus.ahead()))
			.contains("</dl>\n<p>The database has newer migrations than this build knows.</p>");
		assertThat(this.page.of(Map.of(), TestStatus.TIME, true)).contains("<title>Database migrations</title>", """
				<section class="card">
				<h2>There is no database to migrate.</h2>
				<p>Every DataSource bean on SQLite or PostgreSQL is shown here.</p></section></main>""");
	}

	@Test
	void ofManyMigrationsAllButTheNearestAreFolded() {
		String page = page(TestStatus.many(500, 30));
		assertThat(numbers(page.substring(page.indexOf("<h3>Pending"), page.indexOf("<details>")))).hasSize(10)
			.startsWith("501", "502")
			.endsWith("510");
		assertThat(page).contains(
				"<summary>20 later</summary>\n<ol role=\"list\">\n<li class=\"pending\">\n<p><b>511</b>",
				"<p><b>530</b> <bdi>Change 530</bdi></p></li></ol></details>\n<h3>Applied ",
				"<summary>490 older</summary>\n<ol role=\"list\">\n<li class=\"applied\">\n<p><b>490</b>",
				"<p><b>001</b> <bdi>Change 1</bdi></p></li></ol></details></article>");
		assertThat(numbers(page)).hasSize(530);
		assertThat(page(TestStatus.many(10, 10))).doesNotContain("<details>");
	}

	private static List<String> numbers(String page) {
		return Pattern.compile("<b>(.*?)</b>").matcher(page).results().map((match) -> match.group(1)).toList();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "<script>alert(1)</script>", "\"'><img src=x onerror=alert(1)>", "</title></style></pre>" })
	void whatPeopleWriteIsOnlyText(String text) {
		String page = several(text);
		String escaped = text.replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
		assertThat(page).doesNotContain(text)
			.contains("<bdi>" + escaped + "</bdi></h2>", "<code>" + escaped + "</code>", "<b>" + escaped + "</b>",
					"<code><bdi>" + escaped + "</bdi>:7</code>", "<pre>\n" + escaped + "</pre>",
					"<p class=\"detail\">" + escaped + "</p>", "Migration " + escaped + " failed",
					"\"Progress of migration " + escaped + "\"");
		assertThat(page.replace(escaped, "x")).isEqualTo(several("x"));
	}

	private String several(String text) {
		Map<String, Status> databases = new LinkedHashMap<>();
		databases.put(text, TestStatus.of(text));
		databases.put("other", TestStatus.upToDate());
		return this.page.of(databases, TestStatus.TIME, true);
	}

	static Stream<Status> live() {
		return Stream.of(TestStatus.running(50, null), TestStatus.backfilling(), TestStatus.waiting(),
				TestStatus.unread());
	}

	static Stream<Status> atRest() {
		return Stream.of(TestStatus.upToDate(), TestStatus.ahead(), TestStatus.pending(), TestStatus.failed(),
				TestStatus.unreadable(), TestStatus.many(0, 0));
	}

	@ParameterizedTest
	@MethodSource("live")
	void refreshesItselfWhileSomethingGoesOn(Status status) {
		assertThat(page(status)).contains("<meta http-equiv=\"refresh\" content=\"2\">",
				"</time> · refreshes every 2 seconds · <a href=\"?refresh=false\">Pause</a></p>");
		assertThat(this.page.of(Map.of("dataSource", status), TestStatus.TIME, false))
			.contains("</time> · paused · <a href=\"?refresh=true\">Resume</a></p>")
			.doesNotContain("\"refresh\"");
	}

	@ParameterizedTest
	@MethodSource("atRest")
	void restsWhereNothingGoesOn(Status status) {
		assertThat(page(status)).doesNotContain("\"refresh\"", "Pause", "Resume");
	}

	@Test
	void severalDatabasesHaveATableOfContents() {
		Map<String, Status> databases = new LinkedHashMap<>();
		databases.put("orders", TestStatus.upToDate());
		databases.put("billing", TestStatus.failed());
		databases.put("audit", TestStatus.running(50, null));
		String page = this.page.of(databases, TestStatus.TIME, true);
		assertThat(page).contains("<title>Failed · Database migrations</title>", "content=\"2\"",
				"""
						<nav aria-label="Databases">
						<ul>
						<li><a href="#database-1"><bdi>orders</bdi><span class="badge up-to-date">Up to date</span></a></li>
						<li><a href="#database-2"><bdi>billing</bdi><span class="badge failed">Failed</span></a></li>
						<li><a href="#database-3"><bdi>audit</bdi><span class="badge migrating">Migrating</span></a></li></ul></nav>
						<article class="card" id="database-1" """,
				"<h2 id=\"database-3-name\"><bdi>audit</bdi></h2>");
		assertThat(page(TestStatus.failed())).doesNotContain("<nav");
	}

	@Test
	void needsNothingFromElsewhereAndNoScript() {
		String page = new HtmlPage(Stylesheet.load())
			.of(Map.of("one", TestStatus.failed(), "other", TestStatus.running(50, "x")), TestStatus.TIME, true);
		assertThat(page).doesNotContain("<script", " style=", "http:", "https:", "src=")
			.doesNotContainPattern("\\son\\w+=")
			.contains(Stylesheet.load().hash().replace("'", "&#39;"));
	}

}
