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

import java.io.File;

import org.awaitility.Awaitility;

/**
 * Rollback and repair beside others, on SQLite.
 */
class SqliteConcurrentOrdersTests extends ConcurrentOrdersContract {

	@Override
	TestDatabase open() {
		return TestDatabase.sqlite(this.folder);
	}

	@Override
	String endless() {
		return "INSERT INTO one WITH RECURSIVE c (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c;";
	}

	@Override
	void awaitEndless() {
		Awaitility.await().until(() -> new File(this.folder, "test.db-journal").exists());
	}

	@Override
	void awaitUnlocked() {
		// locks end with the process
	}

}
