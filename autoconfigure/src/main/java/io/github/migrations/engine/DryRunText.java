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

import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

import io.github.migrations.database.Trial;
import io.github.migrations.engine.DryRunReport.Outcome;

/**
 * What a dry run has found, as lines of text for people.
 */
public final class DryRunText {

	private static final String UNDER = "\n                                  ";

	private DryRunText() {
	}

	/**
	 * Writes the reports of several databases.
	 * @param databases the report of each database by its name
	 * @return lines of text, ending in a line end
	 */
	public static String of(Map<String, DryRunReport> databases) {
		if (databases.isEmpty()) {
			return "There is no database to migrate.\n";
		}
		StringJoiner blocks = new StringJoiner("\n");
		databases.forEach((name, report) -> blocks.add(of(report, (databases.size() > 1) ? " (" + name + ")" : "")));
		return blocks.toString();
	}

	private static String of(DryRunReport report, String name) {
		StringBuilder text = new StringBuilder("%s Dry Run%s:\n\n".formatted(report.product(), name));
		report.warnings().forEach((warning) -> text.append("  Warning: %s\n\n".formatted(warning)));
		if (report.migrations().isEmpty()) {
			return text.append("  Nothing is pending.\n").toString();
		}
		report.migrations().forEach((migration) -> text.append(migration(migration)).append('\n'));
		if (!report.locked().isEmpty()) {
			text.append("  Tables that were locked:\n\n");
			report.locked()
				.forEach((held) -> text.append("    %s (%s) %d ms\n".formatted(held.lock().table(), held.lock().mode(),
						held.duration().toMillis())));
			text.append('\n');
		}
		if (!report.tables().isEmpty()) {
			text.append("  Rows:\n\n");
			report.tables().forEach((table) -> text.append("    %s\n".formatted(rows(table))));
			text.append('\n');
		}
		return text.append(end(report)).toString();
	}

	private static String migration(DryRunReport.Migration migration) {
		StringBuilder text = new StringBuilder("  %s Version %s: %s (%s, %d ms)\n".formatted(sign(migration.outcome()),
				migration.version(), migration.description(), migration.outcome().words(), migration.durationMs()));
		if (migration.reason() != null) {
			text.append("     %s: %s\n".formatted(migration.file(), indented(migration.reason(), "\n       ")));
		}
		migration.warnings().forEach((warning) -> text.append("     Warning: %s\n".formatted(warning)));
		if (!migration.statements().isEmpty()) {
			text.append("\n      Line      Rows        Time  Statement\n");
			migration.statements().forEach((statement) -> text.append(statement(statement)));
		}
		return text.toString();
	}

	private static String sign(Outcome outcome) {
		return switch (outcome) {
			case APPLIES -> "✅";
			case FAILS -> "❌";
			default -> "❔";
		};
	}

	private static String statement(DryRunReport.Statement statement) {
		StringBuilder text = new StringBuilder();
		boolean tried = statement.outcome() == Outcome.APPLIES;
		text.append("    %6d  %8s  %7s ms  %s".formatted(statement.line(), (tried) ? statement.rows() : "-",
				(tried) ? statement.durationMs() : "-", statement.text()));
		if (statement.count() > 1) {
			text.append(" (%d statements)".formatted(statement.count()));
		}
		if (statement.reason() != null) {
			text.append("%s%s: %s".formatted(UNDER, statement.outcome().words().toLowerCase(Locale.ROOT),
					indented(statement.reason(), UNDER + "  ")));
		}
		Trial.Effects effects = statement.effects();
		effects.locks().forEach((lock) -> text.append("%slocks %s (%s)".formatted(UNDER, lock.table(), lock.mode())));
		effects.rewritten().forEach((table) -> text.append("%srewrites %s".formatted(UNDER, table)));
		effects.unfinished().forEach((object) -> text.append("%sleaves %s".formatted(UNDER, object)));
		effects.changes().forEach((change) -> text.append("%s%s".formatted(UNDER, change)));
		return text.append('\n').toString();
	}

	private static String indented(String text, String lineEnd) {
		return text.replace("\n", lineEnd);
	}

	private static String rows(DryRunReport.Table table) {
		return "%s: %s -> %s".formatted(table.name(), (table.before() != null) ? table.before() : "none",
				(table.after() != null) ? table.after() : "none");
	}

	private static String end(DryRunReport report) {
		long applies = report.count(Outcome.APPLIES);
		long fails = report.count(Outcome.FAILS);
		return "  %d would be applied, %d would fail, %d not tried or not completely. %s\n".formatted(applies, fails,
				report.migrations().size() - applies - fails, (report.copy())
						? "This was a copy; the database has not been touched." : "Everything has been rolled back.");
	}

}
