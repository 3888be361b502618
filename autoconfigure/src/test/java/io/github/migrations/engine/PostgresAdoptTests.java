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

import org.junit.jupiter.api.Test;

import io.github.migrations.database.TableName;
import io.github.migrations.script.Version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Taking over on PostgreSQL.
 */
class PostgresAdoptTests extends AdoptContract {

	@Override
	TestDatabase open() {
		return TestDatabase.postgres();
	}

	@Override
	String schema() {
		return "public";
	}

	@Override
	String gateway() {
		return "CREATE TABLE IF NOT EXISTS schema_migrations (version VARCHAR(255) PRIMARY KEY, description TEXT NOT NULL, "
				+ "applied_at TIMESTAMP WITH TIME ZONE NOT NULL)";
	}

	@Test
	void theNamesOfPrimaryKeysDoNotCollide() {
		OtherTool.ECTO.migrate(this.database);
		adopt(OtherTool.ECTO.scripts(), null);
		assertThat(this.database.query("SELECT conrelid::regclass, count(*) FROM pg_constraint WHERE contype = 'p' "
				+ "AND connamespace = 'public'::regnamespace GROUP BY conrelid ORDER BY conrelid::regclass::text"))
			.containsExactly("schema_migrations|1", "schema_migrations_details|1", "schema_migrations_ecto|1");
	}

	@Test
	void aTableThatTheSearchPathFindsInAnotherSchemaIsSeen() {
		OtherTool.ECTO.migrate(this.database);
		this.database.execute("CREATE SCHEMA app", "ALTER DATABASE %s SET search_path = app, public".formatted(name()));
		refuses(OtherTool.ECTO.scripts(),
				"The table public.schema_migrations is that of Ecto, which has applied 2 migrations, the newest of them "
						+ "20240102030405. Nothing is run, because that would be applied a second time. Look at what would "
						+ "be taken over: java -jar app.jar migrations:adopt --preview; then do it by the same command "
						+ "without --preview. If it has nothing to do with the files: java -jar app.jar migrations:adopt "
						+ "--version=0");
		adopt(OtherTool.ECTO.scripts(), null);
		assertThat(this.database.query("SELECT version FROM app.schema_migrations ORDER BY 1"))
			.containsExactly("20240101000000", "20240102030405");
		assertThat(this.database.query("SELECT count(*) FROM public.schema_migrations")).containsExactly("2");
	}

	private String name() {
		return this.database.query("SELECT current_database()").get(0);
	}

	@Test
	void aTableInASchemaOfSomebodyElseIsNot() {
		OtherTool.FLYWAY.migrate(this.database);
		this.database.execute("CREATE SCHEMA app", "CREATE SCHEMA theirs",
				"ALTER TABLE flyway_schema_history SET SCHEMA theirs", "DROP TABLE users, posts");
		Settings settings = Settings.defaults().withTable(new TableName("app", "schema_migrations"));
		assertThat(migrator(OtherTool.FLYWAY.scripts(), settings).migrate(null).state()).isEqualTo(State.UP_TO_DATE);
	}

	@Test
	void aTableInTheSchemaOfTheSettingIsSeen() {
		OtherTool.FLYWAY.migrate(this.database);
		this.database.execute("CREATE SCHEMA app", "ALTER TABLE flyway_schema_history SET SCHEMA app");
		Settings settings = Settings.defaults().withTable(new TableName("app", "schema_migrations"));
		Migrator migrator = migrator(OtherTool.FLYWAY.scripts(), settings);
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrator.migrate(null))
			.withMessageContaining("The table app.flyway_schema_history is that of Flyway");
		migrator.adopt(migrator.adoption(null));
		assertThat(this.database.query("SELECT version FROM app.schema_migrations ORDER BY 1")).containsExactly("1",
				"2");
	}

	@Test
	void aTimeBeyondAllTimesIsNotKnown() {
		OtherTool.ECTO.create(this.database);
		this.database.execute("INSERT INTO schema_migrations VALUES (20240101000000, 'infinity')");
		assertThat(adopt(OtherTool.ECTO.scripts(), null).records().get(0).record().appliedAt()).isNull();
	}

	@Test
	void theTimeIsThatOfTheExistingColumn() {
		this.database.execute("CREATE TABLE schema_migrations (version text, description text, applied_at timestamp)");
		Migrator migrator = migrator(OtherTool.GOOSE.scripts(), Settings.defaults()
			.withPreparation(new Settings.Preparation(false, "SET TimeZone = 'Asia/Tokyo'", Settings.Adopt.AUTO)));
		migrator.adopt(migrator.adoption(Version.of("1")));
		assertThat(this.database.query(
				"SELECT abs(extract(epoch FROM now() AT TIME ZONE 'UTC' - applied_at)) < 600 FROM schema_migrations"))
			.containsExactly("t");
	}

	@Test
	void whoMayNotRenameTheTableIsToldSo() {
		OtherTool.ECTO.migrate(this.database);
		String role = "stranger_" + name();
		this.database.execute("CREATE ROLE " + role, "GRANT SELECT ON schema_migrations TO " + role,
				"GRANT CREATE ON SCHEMA public TO " + role);
		try {
			Migrator migrator = migrator(OtherTool.ECTO.scripts());
			Adoption shown = migrator.adoption(null);
			this.database.execute("ALTER DATABASE %s SET role = %s".formatted(name(), role));
			assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrator.adopt(shown))
				.withMessageContaining("must be owner of table schema_migrations");
		}
		finally {
			this.database.execute("SET ROLE NONE", "ALTER DATABASE %s RESET role".formatted(name()),
					"DROP OWNED BY " + role, "DROP ROLE " + role);
		}
	}

}
