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

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import io.github.migrations.database.Database;
import io.github.migrations.database.Databases;
import io.github.migrations.database.rules.Finding;
import io.github.migrations.database.rules.Rule;
import io.github.migrations.script.Migration;
import io.github.migrations.script.MigrationSet;
import io.github.migrations.script.Placeholders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the safety check finds on every database: the cases of {@code rules/<database>}.
 */
abstract class SafetyCheckContract {

	/** Opens an empty database. */
	abstract TestDatabase open();

	/** The name of the folder with the cases. */
	abstract String folder();

	private Database database() {
		try (TestDatabase open = open(); Connection connection = open.dataSource().getConnection()) {
			return Databases.of(connection);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@TestFactory
	Stream<DynamicTest> findsExactlyWhatIsMarked() {
		Database database = database();
		return cases()
			.map((one) -> DynamicTest.dynamicTest(one.title(), () -> assertThat(places(check(database, one.scripts())))
				.containsExactlyInAnyOrderElementsOf(one.expected())));
	}

	@TestFactory
	Stream<DynamicTest> theCasesAreWhatTheDatabaseTakes() {
		return cases().filter((one) -> !one.title().endsWith(": allowed"))
			.map((one) -> DynamicTest.dynamicTest(one.title(), () -> run(one)));
	}

	private void run(RuleCases.Case one) throws SQLException {
		try (TestDatabase database = open(); Connection connection = database.dataSource().getConnection()) {
			String condition = one.condition();
			if (condition.matches("\\d+")
					&& connection.getMetaData().getDatabaseMajorVersion() < Integer.parseInt(condition)) {
				return;
			}
			connection.close();
			Migrator migrator = new Migrator("dataSource", database.dataSource(), database.dataSource(), one.scripts(),
					Settings.defaults(), MigrationListener.NONE);
			if (condition.equals("fails")) {
				assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrator.migrate(null));
			}
			else {
				assertThatCode(() -> migrator.migrate(null)).doesNotThrowAnyException();
			}
		}
	}

	private Stream<RuleCases.Case> cases() {
		return RuleCases.of(folder()).stream().flatMap((rule) -> rule.cases().stream());
	}

	@Test
	void everyRuleIsFoundSomewhereAndCanBeAllowed() {
		List<String> rules = database().linter().rules().stream().map(Rule::id).toList();
		assertThat(RuleCases.of(folder())).extracting(RuleCases::rule).containsExactlyInAnyOrderElementsOf(rules);
		for (RuleCases rule : RuleCases.of(folder())) {
			assertThat(rule.cases())
				.anyMatch((one) -> one.expected().stream().anyMatch((it) -> it.endsWith(rule.rule())))
				.anyMatch((one) -> one.title().endsWith(": allowed") && one.expected().isEmpty());
		}
	}

	@Test
	void whatIsAllowedWouldBeFoundOtherwise() {
		Database database = database();
		Set<String> found = new HashSet<>();
		cases().filter((one) -> one.title().endsWith(": allowed")).forEach((one) -> {
			TestScripts forbidden = new TestScripts();
			one.scripts()
				.forEach((name, text) -> forbidden.with(name, text.replaceAll("-- migration: allow=.*", "--")));
			check(database, forbidden).forEach((finding) -> found.add(finding.rule()));
		});
		assertThat(found)
			.containsExactlyInAnyOrderElementsOf(database.linter().rules().stream().map(Rule::id).toList());
	}

	@Test
	void reportsOnlyWhatIsAskedFor() {
		TestScripts scripts = TestScripts.of("1_t.sql", "CREATE TABLE t (id INTEGER);", "2_a.sql",
				"ALTER TABLE t ADD COLUMN a TEXT NOT NULL;", "3_b.sql",
				"\n\nINSERT INTO t VALUES (1, '');\nALTER TABLE t ADD COLUMN b TEXT NOT NULL;");
		List<Finding> findings = new SafetyCheck(database(), Placeholders.NONE).check(plan(database(), scripts),
				(migration) -> migration.version().toString().equals("3"));
		assertThat(findings).singleElement().satisfies((finding) -> {
			assertThat(finding.severity()).isEqualTo(Finding.Severity.WARNING);
			assertThat(finding.rule()).isEqualTo("not-null-without-default");
			assertThat(finding.file()).isEqualTo("db/migrations/3_b.sql");
			assertThat(finding.line()).isEqualTo(4);
			assertThat(finding.statement()).isEqualTo(2);
			assertThat(finding.message())
				.isEqualTo("the column b of the existing table t is NOT NULL without a default");
			assertThat(finding.why()).contains("as soon as the table has a row");
			assertThat(finding.instead()).contains("DEFAULT");
		});
	}

	@Test
	void anAllowedRuleThatDoesNotExistIsAnError() {
		List<Finding> findings = check(database(), TestScripts.of("1_t.sql",
				"-- a file\n-- migration: description=x\n-- migration: allow=drop-tabel drop-table lock-table\nSELECT 1;"));
		assertThat(findings).singleElement().satisfies((finding) -> {
			assertThat(finding.severity()).isEqualTo(Finding.Severity.ERROR);
			assertThat(finding.rule()).isEqualTo("allow");
			assertThat(finding.line()).isEqualTo(3);
			assertThat(finding.message()).startsWith("unknown rule 'drop-tabel'; the rules are auto-increment-column, "
					+ "check-in-one-step, column-type-change, copy-mixes-columns, default-not-constant, ");
			assertThat(finding.instead()).isEqualTo("Correct the name, or remove it.");
		});
	}

	@Test
	void aRuleOfTheOtherDatabaseMayBeAllowedInAFileForBoth() {
		assertThat(check(database(),
				TestScripts.of("1_t.sql", "-- migration: allow=drop-table rebuild-loses-rows\nSELECT 1;")))
			.isEmpty();
	}

	@Test
	void everyRuleSaysWhyAndWhatToDoInstead() {
		assertThat(database().linter().rules()).allSatisfy((rule) -> {
			assertThat(rule.id()).matches("[a-z]+(-[a-z]+)*");
			assertThat(rule.why()).matches("[A-Z].*\\.");
			assertThat(rule.instead()).hasSizeGreaterThan(10);
		});
	}

	static List<Finding> check(Database database, TestScripts scripts) {
		return new SafetyCheck(database, Placeholders.NONE).check(plan(database, scripts), (migration) -> true);
	}

	static List<PlannedMigration> plan(Database database, ScriptSource scripts) {
		PieceCache cache = new PieceCache();
		List<PlannedMigration> planned = new ArrayList<>();
		for (Migration migration : MigrationSet.of(scripts.find(), database.id(), Databases.ids()).migrations()) {
			planned.add(PlannedMigration.of(migration, database, Placeholders.NONE, cache));
		}
		return planned;
	}

	private static List<String> places(List<Finding> findings) {
		return findings.stream()
			.map((finding) -> "%s:%d %s".formatted(finding.file(), finding.line(), finding.rule()))
			.toList();
	}

}
