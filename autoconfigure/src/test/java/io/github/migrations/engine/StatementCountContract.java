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

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many statements of our own a migration costs.
 */
abstract class StatementCountContract extends EngineContract {

	/** What is sent for one migration, beside its own statement. */
	abstract List<String> statementsOfOne();

	/** How often columns of tables are looked up in a database that holds nothing. */
	abstract int looksOfANewDatabase();

	private List<String> statements(TestScripts scripts) {
		RecordingDataSource recording = new RecordingDataSource(this.database.dataSource());
		new Migrator("dataSource", recording, recording, scripts, this.settings, this.events).migrate(null);
		return recording.statements;
	}

	@Test
	void aMigrationCostsAsFewStatementsAsItCan() {
		List<String> statements = statements(TestScripts.of("1_one.sql", "CREATE TABLE one (id INTEGER)", "2_two.sql",
				"SELECT 2", "3_three.sql", "SELECT 3"));
		int from = statements.indexOf("SELECT 2");
		int to = statements.indexOf("SELECT 3");
		assertThat(statements.subList(from + 1, to)).map((sql) -> sql.replaceFirst("(?s)^(\\w+ \\S+ ?\\S*).*", "$1"))
			.containsExactlyElementsOf(statementsOfOne());
	}

	@Test
	void theCatalogueIsReadOncePerRun() {
		List<String> statements = statements(TestScripts.of("1_one.sql", "SELECT 1", "2_two.sql",
				"-- migration: transaction=off\nSELECT 2; SELECT 3", "3_three.sql", "SELECT 4", "R__x.sql",
				"SELECT 5"));
		// for all migrations together
		assertThat(statements).filteredOn((sql) -> sql.contains("pg_attribute") || sql.contains("pragma_table_info"))
			.hasSize(looksOfANewDatabase());
		assertThat(statements).filteredOn((sql) -> sql.startsWith("CREATE TABLE")).hasSize(2);
	}

	@Test
	void nothingToDoCostsOneStatement() {
		TestScripts scripts = TestScripts
			.of("1_one.sql", "SELECT 1", "B1__base.sql", "SELECT 1", "R__x.sql", "SELECT 5")
			.with(new TestCode("2", (context) -> {
			}));
		migrate(scripts);
		assertThat(statements(scripts)).hasSize(1);
	}

}
