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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Verbs}.
 */
class VerbsTests {

	@Test
	void theListHasALineForEachCommand() {
		assertThat(Verbs.help()).startsWith("The commands are:\n")
			.containsPattern("\n  migrations:migrate +Applies pending migrations\n")
			.containsPattern("\n  migrations:status +Shows what")
			.containsPattern("\n  migrations:dry-run +Executes pending migrations and rolls everything back\n")
			.containsPattern("\n  migrations:rollback +Undoes migrations, newest first\n")
			.containsPattern("\n  migrations:validate +Checks files and history, and changes nothing\n")
			.containsPattern("\n  migrations:repair +Accepts changed files")
			.containsPattern("\n  migrations:new +Writes the next")
			.containsPattern("\n  migrations:adopt +Takes over from another tool, or from nobody\n")
			.endsWith("\nmigrations:<command> --help explains the options of one.\n");
	}

	@Test
	void explainsTheOptionsOfACommand() {
		assertThat(Verbs.help(new MigrateVerb())).isEqualTo("""
				migrations:migrate [--to=<version>] [--tenants[=<pattern>]]

				Applies pending migrations.

				  --to=<version>          the last version to apply
				  --tenants[=<pattern>]   all tenants, or those whose names fit: * is any text, ? any character
				  --help                  explains the command and does nothing
				""");
	}

	@Test
	void thereIsNoCommandThatDropsEverything() {
		assertThat(Verbs.find("clean")).isNull();
	}

}
