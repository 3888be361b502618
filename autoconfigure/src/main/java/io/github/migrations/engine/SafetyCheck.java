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

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import io.github.migrations.database.Database;
import io.github.migrations.database.Databases;
import io.github.migrations.database.rules.FileContext;
import io.github.migrations.database.rules.FileLinter;
import io.github.migrations.database.rules.Finding;
import io.github.migrations.database.rules.Linter;
import io.github.migrations.script.Piece;
import io.github.migrations.script.Pieces;
import io.github.migrations.script.Placeholders;
import io.github.migrations.script.Script;
import io.github.migrations.script.ScriptException;

/**
 * Looks for what is dangerous in migration files, without a connection to the database.
 */
final class SafetyCheck {

	private static final Pattern ALLOW = Pattern.compile("\\s*(--|#)\\s*migration\\s*:.*\\ballow\\s*=.*");

	private final Database database;

	private final Placeholders placeholders;

	private final SortedSet<String> rules = Databases.ruleNames();

	SafetyCheck(Database database, Placeholders placeholders) {
		this.database = database;
		this.placeholders = placeholders;
		this.rules.add(UndoCheck.RULE);
	}

	/**
	 * Reads the files of all migrations, also of those that nobody asks about: what a
	 * statement does follows from what was there before it.
	 * @param migrations all migrations that this build has, lowest version first
	 * @param asked which of them are asked about
	 * @return what breaks a rule that the file does not allow, and what a file allows
	 * that is no rule, file by file
	 * @throws ScriptException if a file cannot be read
	 */
	List<Finding> check(List<PlannedMigration> migrations, Predicate<PlannedMigration> asked) {
		Linter linter = this.database.linter();
		List<Finding> findings = new ArrayList<>();
		for (PlannedMigration migration : migrations) {
			List<Finding> found = lint(migration, linter);
			if (asked.test(migration)) {
				findings.addAll(unknown(migration));
				Set<String> allowed = migration.script().directives().allow();
				found.stream().filter((finding) -> !allowed.contains(finding.rule())).forEach(findings::add);
			}
		}
		return findings;
	}

	private List<Finding> lint(PlannedMigration migration, Linter linter) {
		FileLinter file = linter
			.file(new FileContext(migration.migration().file().shown(), migration.mode().isOneTransaction(),
					migration.script().directives().transactionOff(), migration.settings().foreignKeys()));
		try (Pieces pieces = migration.open(this.database, this.placeholders)) {
			for (Piece piece = pieces.next(); piece != null; piece = pieces.next()) {
				file.take(piece);
			}
		}
		return file.end();
	}

	private List<Finding> unknown(PlannedMigration migration) {
		return migration.script()
			.directives()
			.allow()
			.stream()
			.filter((name) -> !this.rules.contains(name))
			.sorted()
			.map((name) -> new Finding(Finding.Severity.ERROR, "allow", migration.migration().file().shown(),
					line(migration), 0,
					"unknown rule '%s'; the rules are %s".formatted(name, String.join(", ", this.rules)),
					"The directive allow= has no effect for it.", "Correct the name, or remove it."))
			.toList();
	}

	/** The line of the directive, which was not kept because nobody else needs it. */
	private int line(PlannedMigration migration) {
		List<String> lines = Script.text(migration.migration().file(), this.placeholders).lines().toList();
		for (int i = 0; i < lines.size(); i++) {
			if (ALLOW.matcher(lines.get(i)).matches()) {
				return i + 1;
			}
		}
		return 0;
	}

}
