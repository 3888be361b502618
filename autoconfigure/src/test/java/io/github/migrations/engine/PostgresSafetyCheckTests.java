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

import javax.sql.DataSource;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * The safety check on PostgreSQL.
 */
class PostgresSafetyCheckTests extends SafetyCheckContract {

	@SuppressWarnings("NullAway.Init")
	private static TestDatabase shared;

	@BeforeAll
	static void createDatabase() {
		shared = TestDatabase.postgres();
	}

	@AfterAll
	static void dropDatabase() {
		shared.close();
	}

	/** To empty one database is faster than to create many. */
	@Override
	TestDatabase open() {
		return new Emptied(shared);
	}

	@Override
	String folder() {
		return "postgresql";
	}

	private record Emptied(TestDatabase database) implements TestDatabase {

		@Override
		public DataSource dataSource() {
			return this.database.dataSource();
		}

		@Override
		public List<String> schema() {
			return this.database.schema();
		}

		@Override
		public List<String> tables() {
			return this.database.tables();
		}

		@Override
		public void close() {
			this.database.execute("""
					DO $$ DECLARE schema text; BEGIN
					  FOR schema IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_|^information_schema$' LOOP
					    EXECUTE format('DROP SCHEMA %I CASCADE', schema);
					  END LOOP;
					  CREATE SCHEMA public;
					END $$""");
		}

	}

}
