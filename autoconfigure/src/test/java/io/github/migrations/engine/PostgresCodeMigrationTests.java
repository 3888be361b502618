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

import java.nio.charset.StandardCharsets;
import java.sql.Statement;

import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Migrations that are written in code, on PostgreSQL.
 */
class PostgresCodeMigrationTests extends CodeMigrationContract {

	@Override
	TestDatabase open() {
		return TestDatabase.postgres();
	}

	@Override
	String missingTable() {
		return "relation \"wrong\" does not exist (SQLSTATE 42P01)";
	}

	@Override
	String slowStatement() {
		return "SELECT pg_sleep(3600)";
	}

	@Test
	void whatTheCodeSetsDoesNotReachTheNextOne() {
		TestScripts scripts = TestScripts.of("1_one.sql", ONE, "3_three.sql",
				"INSERT INTO one SELECT 3 WHERE current_setting('work_mem') = '4MB' "
						+ "AND coalesce(current_setting('my.tenant', true), '') = '' AND to_regclass('leak') IS NULL");
		migrate(scripts.with(new TestCode("2", (context) -> {
			execute(context, "SET work_mem = '9MB'");
			execute(context, "SET my.tenant = 'x'");
			execute(context, "CREATE TEMPORARY TABLE leak (id INTEGER)");
			execute(context, "SET search_path = pg_catalog");
		})));
		assertThat(this.database.query("SELECT id FROM one")).containsExactly("3");
	}

	@Test
	void theConnectionCanBeUnwrappedForTheDriversOwnThings() {
		migrate(TestScripts.of("1_one.sql", ONE).with(new TestCode("2", (context) -> {
			try (Statement statement = context.connection().createStatement()) {
				statement.execute("INSERT INTO one VALUES (2)");
			}
			CopyIn copy = context.connection()
				.unwrap(PGConnection.class)
				.getCopyAPI()
				.copyIn("COPY one (id) FROM stdin");
			copy.writeToCopy("7\n".getBytes(StandardCharsets.UTF_8), 0, 2);
			copy.endCopy();
		})));
		assertThat(this.database.query("SELECT id FROM one ORDER BY id")).containsExactly("2", "7");
	}

}
