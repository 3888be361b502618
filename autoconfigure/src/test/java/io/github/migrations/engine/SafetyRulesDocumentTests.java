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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import io.github.migrations.database.Databases;
import io.github.migrations.database.rules.Linter;
import io.github.migrations.database.rules.Linters;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps {@code docs/safety-rules.md} true.
 */
class SafetyRulesDocumentTests {

	private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| .*$");

	@Test
	void listsEveryRuleInOrderAsTheCodeSaysIt() throws IOException {
		assertThat(rows("## PostgreSQL")).isEqualTo(rows(Linters.postgres((statement) -> false)));
		assertThat(rows("## SQLite")).isEqualTo(rows(Linters.sqlite((statement) -> false)));
	}

	@Test
	void knowsAllRulesOfAllDatabases() throws IOException {
		List<String> names = ROW.matcher(Files.readString(document())).results().map((row) -> row.group(1)).toList();
		assertThat(Databases.ruleNames()).containsExactlyInAnyOrderElementsOf(Set.copyOf(names));
	}

	private static List<String> rows(Linter linter) {
		return linter.rules()
			.stream()
			.map((rule) -> "| `%s` | %s | %s |".formatted(rule.id(), rule.why(), rule.instead()))
			.toList();
	}

	private static List<String> rows(String heading) throws IOException {
		String text = Files.readString(document());
		String section = text.substring(text.indexOf(heading) + heading.length()).split("(?m)^## ")[0];
		return ROW.matcher(section).results().map(MatchResult::group).toList();
	}

	private static Path document() {
		return Path.of("../docs/safety-rules.md");
	}

}
