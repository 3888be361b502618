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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A backup is asked for, but PostgreSQL is no file.
 */
class PostgresBackupTests extends EngineContract {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	File folder;

	@Override
	TestDatabase open() {
		this.settings = Settings.defaults().withBackup(new Settings.Backup(this.folder.toPath(), 5));
		return TestDatabase.postgres();
	}

	@Test
	void warnsThatNothingIsCopied() {
		migrate("001_one.sql", "SELECT 1", "002_two.sql", "SELECT 2");
		assertThat(this.events.lines).containsExactly(
				"warning spring.migrations.backup is set, but only SQLite can be copied by us. Nothing is copied; use what "
						+ "the database offers itself",
				"started 001", "applied 001 One", "started 002", "applied 002 Two", "finished UP_TO_DATE 2");
		assertThat(this.folder.list()).isEmpty();
		migrate("001_one.sql", "SELECT 1", "002_two.sql", "SELECT 2");
		assertThat(this.events.lines).containsExactly("finished UP_TO_DATE 0");
	}

}
