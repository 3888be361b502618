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

import io.github.migrations.database.TableName;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What comes before the first migration, on SQLite.
 */
class SqlitePreparationTests extends PreparationContract {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	File folder;

	@Override
	TestDatabase open() {
		return TestDatabase.sqlite(this.folder);
	}

	@Override
	String setting() {
		return "PRAGMA cache_size = 777";
	}

	@Override
	String settingIsThere() {
		return "(SELECT cache_size FROM pragma_cache_size) = 777";
	}

	@Override
	String syntaxError() {
		return "near \"WRONG\": syntax error (SQLITE_ERROR)";
	}

	@Test
	void aSchemaThatIsNoAttachedFileIsRefused() {
		this.settings = Settings.defaults().withTable(new TableName("app", "schema_migrations"));
		assertThat(refused("1_one.sql", ONE))
			.hasMessage("Database 'dataSource': The schema 'app' (spring.migrations.schema) does not exist. This "
					+ "database knows schemas only as attached files: remove the property");
		assertThat(this.database.schema()).isEmpty();
	}

	@Test
	void theMainSchemaMayBeNamed() {
		this.settings = Settings.defaults().withTable(new TableName("main", "schema_migrations"));
		assertThat(migrate("1_one.sql", ONE).state()).isEqualTo(State.UP_TO_DATE);
	}

	@Test
	void theTableMayBeInAnAttachedFileWhileTheMainOneHoldsNothing() {
		this.settings = Settings.defaults()
			.withTable(new TableName("other", "schema_migrations"))
			.withPreparation(new Settings.Preparation(false,
					"ATTACH '%s' AS other".formatted(new File(this.folder, "other.db")), Settings.Adopt.AUTO));
		assertThat(migrate("1_one.sql", "SELECT 1").state()).isEqualTo(State.UP_TO_DATE);
		assertThat(migrate("1_one.sql", "SELECT 1", "2_two.sql", "SELECT 2").version()).isEqualTo("2");
		assertThat(this.database.schema()).isEmpty();
	}

}
