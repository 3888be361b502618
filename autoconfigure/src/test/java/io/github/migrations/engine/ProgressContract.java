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

import java.util.LinkedHashSet;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is said of a migration while it runs.
 */
abstract class ProgressContract extends EngineContract {

	/** What is said while statements are sent, in order: statement, line and rows. */
	private Set<String> said(String script) {
		RecordingDataSource recording = new RecordingDataSource(this.database.dataSource());
		Migrator migrator = new Migrator("dataSource", recording, recording, TestScripts.of("1_x.sql", script),
				this.settings, this.events);
		Set<String> said = new LinkedHashSet<>();
		recording.before = (sql) -> {
			Status.Running running = migrator.status().running();
			if (running != null && running.statement() > 0) {
				said.add("statement %d of %d, line %d, %d rows".formatted(running.statement(), running.statements(),
						running.line(), running.rows()));
			}
		};
		migrator.migrate(null);
		return said;
	}

	@Test
	void theStatementThatRunsIsNamedAndNotOneThatWasReadAhead() {
		assertThat(said("""
				CREATE TABLE t (id INTEGER);
				INSERT INTO t VALUES (1);
				INSERT INTO t VALUES (2);
				INSERT INTO t VALUES (3);
				CREATE TABLE u (id INTEGER);
				INSERT INTO u VALUES (1);
				"""))
			.contains("statement 1 of 6, line 1, 0 rows", "statement 2 of 6, line 2, 0 rows",
					"statement 5 of 6, line 5, 3 rows", "statement 6 of 6, line 6, 3 rows",
					"statement 6 of 6, line 6, 4 rows")
			.allMatch((line) -> line.matches("statement [1256] .*"));
	}

	@Test
	void eachStatementIsNamedWhereTheyRunOneByOne() {
		assertThat(said("-- migration: transaction=off\nCREATE TABLE t (id INTEGER);\n\nINSERT INTO t VALUES (1);"))
			.startsWith("statement 1 of 2, line 2, 0 rows")
			.contains("statement 2 of 2, line 4, 0 rows")
			.allMatch((line) -> line.startsWith("statement 1 of 2, line 2")
					|| line.startsWith("statement 2 of 2, line 4"));
	}

}
