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

import org.awaitility.Awaitility;

/**
 * Rollback and repair beside others, on PostgreSQL.
 */
class PostgresConcurrentOrdersTests extends ConcurrentOrdersContract {

	@Override
	TestDatabase open() {
		return TestDatabase.postgres();
	}

	@Override
	String endless() {
		return "SELECT pg_sleep(600);";
	}

	@Override
	void awaitEndless() {
		Awaitility.await()
			.until(() -> this.database
				.query("SELECT 1 FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' "
						+ "AND datname = current_database()")
				.size() == 1);
	}

	@Override
	void awaitUnlocked() {
		Awaitility.await()
			.until(() -> this.database
				.query("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' "
						+ "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")
				.isEmpty());
	}

}
