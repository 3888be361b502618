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

package io.github.migrations.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.migrations.database.rules.Finding;
import io.github.migrations.engine.Validation;
import io.github.migrations.engine.Validation.CheckedFile;

/**
 * What has been found in databases and files, as lines of text for people.
 */
final class ValidationText {

	private ValidationText() {
	}

	/**
	 * Writes what has been found.
	 * @param validations what has been found in each database
	 * @return lines of text, ending in a line end
	 */
	static String of(List<Validation> validations) {
		return validations.stream()
			.map((validation) -> of(validation, validations.size() > 1))
			.collect(Collectors.joining("\n"));
	}

	private static String of(Validation validation, boolean several) {
		List<String> blocks = new ArrayList<>();
		String product = validation.product();
		blocks.add("%sMigration Validation%s:\n".formatted((product != null) ? product + " " : "",
				(several) ? " (" + validation.database() + ")" : ""));
		if (!validation.general().isEmpty()) {
			blocks.add(lines(validation.general()));
		}
		if (!validation.files().isEmpty()) {
			blocks.add(validation.files().stream().map(ValidationText::file).collect(Collectors.joining()));
		}
		String rules = rules(validation);
		if (!rules.isEmpty()) {
			blocks.add(rules);
		}
		if (!validation.notes().isEmpty()) {
			blocks.add(validation.notes().stream().map("  %s\n"::formatted).collect(Collectors.joining()));
		}
		Validation.Counts counts = validation.counts();
		blocks.add("  %s%s\n".formatted(count(validation),
				(counts != null) ? " (%d applied, %d pending)".formatted(counts.applied(), counts.pending()) : ""));
		return String.join("\n", blocks);
	}

	private static String file(CheckedFile file) {
		String mode = file.mode();
		return "  %s%s\n%s".formatted(file.name(), (mode != null) ? " - " + mode : "", lines(file.findings()));
	}

	/**
	 * All messages of a block begin in the same column.
	 */
	private static String lines(List<Finding> findings) {
		int width = findings.stream().mapToInt((finding) -> place(finding).length()).max().orElse(0);
		return findings.stream().map((finding) -> line(finding, width)).collect(Collectors.joining());
	}

	private static String line(Finding finding, int width) {
		String margin = (finding.file() != null) ? "    " : "  ";
		String place = place(finding);
		String severity = finding.severity().name().toLowerCase(Locale.ROOT);
		String lead = "%s%s%s%-9s".formatted(margin, place, " ".repeat(width - place.length()), severity);
		String text = finding.message();
		if (breaksRule(finding)) {
			text += " [" + finding.rule() + "]";
		}
		else if (!finding.instead().isEmpty()) {
			text += "\n" + finding.instead();
		}
		return lead + text.replace("\n", "\n" + " ".repeat(lead.length())) + "\n";
	}

	private static boolean breaksRule(Finding finding) {
		return finding.severity() == Finding.Severity.WARNING && !finding.rule().isEmpty();
	}

	private static String place(Finding finding) {
		return (finding.line() > 0) ? "line " + finding.line() + "  " : "";
	}

	/**
	 * Explains each rule once.
	 */
	private static String rules(Validation validation) {
		Map<String, Finding> rules = new LinkedHashMap<>();
		validation.findings()
			.filter(ValidationText::breaksRule)
			.forEach((finding) -> rules.putIfAbsent(finding.rule(), finding));
		if (rules.isEmpty()) {
			return "";
		}
		return rules.values()
			.stream()
			.map((finding) -> "  [%s]\n    Why: %s\n    Instead: %s\n".formatted(finding.rule(), finding.why(),
					finding.instead()))
			.collect(Collectors.joining()) + "\n  A file says that it means it at its head: -- migration: allow="
				+ ((rules.size() == 1) ? rules.keySet().iterator().next() : "<rule>") + "\n";
	}

	private static String count(Validation validation) {
		if (validation.errors() + validation.warnings() == 0) {
			return "Nothing is wrong";
		}
		return counted(validation.errors(), "error") + ", " + counted(validation.warnings(), "warning");
	}

	private static String counted(long count, String noun) {
		return count + " " + noun + ((count == 1) ? "" : "s");
	}

}
