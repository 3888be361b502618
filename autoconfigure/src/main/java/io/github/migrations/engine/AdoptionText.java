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

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.migrations.history.TakenOver;

/**
 * What is taken over, as lines of text for people.
 */
final class AdoptionText {

	private AdoptionText() {
	}

	static String of(Adoption adoption) {
		if (adoption.isDone()) {
			return "%s: nothing to take over: %s is ours already and records %d %s.\n".formatted(adoption.database(),
					adoption.table(), adoption.recorded(), (adoption.recorded() == 1) ? "migration" : "migrations");
		}
		if (adoption.isNothing() && adoption.source() != null) {
			return ("%s: nothing can be taken over by itself, because what is recorded in %s is not about files with "
					+ "versions. Say up to which version the files are applied: java -jar app.jar migrations:adopt "
					+ "--version=<version>\n")
				.formatted(adoption.database(), adoption.source());
		}
		if (adoption.isNothing()) {
			return ("%s: there is nothing to take over: no other tool has recorded migrations. Where files have been "
					+ "applied by hand, say up to which version: java -jar app.jar migrations:adopt --version=<version>. Where "
					+ "the database is new, there is nothing to do.\n")
				.formatted(adoption.database());
		}
		StringBuilder text = new StringBuilder();
		text.append((adoption.tool() != null)
				? "%s: taken over from %s (table %s) into %s\n\n".formatted(adoption.database(), adoption.tool(),
						adoption.source(), adoption.table())
				: "%s: recorded in %s as applied (--version=%s)\n\n".formatted(adoption.database(), adoption.table(),
						adoption.upTo()));
		if (adoption.records().isEmpty()) {
			text.append("  Nothing is recorded.\n");
		}
		else {
			table(adoption).forEach((line) -> text.append("  ").append(line.stripTrailing()).append('\n'));
		}
		if (adoption.pending().isEmpty()) {
			text.append("\nNothing is pending afterwards.\n");
		}
		else {
			text.append("\nPending afterwards:\n");
			adoption.pending().forEach((file) -> text.append("  ").append(file).append('\n'));
		}
		if (adoption.renamed() != null) {
			text.append("\nThe table %s is renamed to %s and kept.\n".formatted(adoption.renamed(), adoption.keptAs()));
		}
		else if (adoption.source() != null) {
			text.append("\nThe table %s stays as it is.\n".formatted(adoption.source()));
		}
		adoption.remarks().forEach((remark) -> text.append("\n⚠️ ").append(remark).append('\n'));
		return text.toString();
	}

	private static List<String> table(Adoption adoption) {
		List<List<String>> rows = new ArrayList<>();
		rows.add(List.of("version", "description", "applied at", "from", "file"));
		for (Adoption.Line line : adoption.records()) {
			TakenOver record = line.record();
			rows.add(List.of(record.version(), record.description(),
					(record.appliedAt() != null) ? record.appliedAt().truncatedTo(ChronoUnit.SECONDS).toString()
							: "not known",
					Objects.requireNonNullElse(adoption.tool(), "--version"),
					Objects.requireNonNullElse(line.file(), "none")));
		}
		int[] widths = new int[5];
		rows.forEach((row) -> {
			for (int i = 0; i < widths.length; i++) {
				widths[i] = Math.max(widths[i], row.get(i).codePointCount(0, row.get(i).length()));
			}
		});
		return rows.stream().map((row) -> line(row, widths)).toList();
	}

	private static String line(List<String> row, int[] widths) {
		StringBuilder line = new StringBuilder();
		for (int i = 0; i < widths.length; i++) {
			String cell = row.get(i);
			line.append(cell).append(" ".repeat(widths[i] - cell.codePointCount(0, cell.length()) + 2));
		}
		return line.toString();
	}

}
