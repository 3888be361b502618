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
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.migrations.script.Version;
import io.github.migrations.test.TestPostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The comparison on PostgreSQL.
 */
class PostgresVerificationTests extends VerificationContract {

	@SuppressWarnings("NullAway.Init")
	private TestPostgres.Database server;

	@Override
	TestDatabase open() {
		TestDatabase.Postgres postgres = (TestDatabase.Postgres) TestDatabase.postgres();
		this.server = postgres.database();
		return postgres;
	}

	@Override
	Connection connect(String url) throws SQLException {
		return DriverManager.getConnection(url, this.server.username(), this.server.password());
	}

	@Override
	List<String> scratches() {
		return this.database.query("SELECT datname FROM pg_database WHERE datname LIKE 'migrations\\_scratch%'");
	}

	@Override
	String trigger(String name, String table) {
		return ("CREATE FUNCTION %1$s() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';"
				+ "CREATE TRIGGER %1$s AFTER INSERT ON %2$s FOR EACH ROW EXECUTE FUNCTION %1$s()")
			.formatted(name, table);
	}

	@Test
	void everyDifferenceIsSaid() {
		build();
		this.database.execute("DROP VIEW names",
				"ALTER TABLE users ALTER name TYPE varchar(30), ALTER name DROP NOT NULL, ALTER name SET DEFAULT 'y', "
						+ "DROP CONSTRAINT users_age_check, ADD extra numeric(5, 2) GENERATED ALWAYS AS (1) STORED",
				"DROP INDEX posts_by_user", "CREATE INDEX posts_by_user ON posts (user_id DESC)",
				"CREATE VIEW names AS SELECT name || '' AS name FROM users", "CREATE TYPE mood AS ENUM ('good', 'bad')",
				"ALTER TABLE users DISABLE TRIGGER after_user");
		assertThat(verify(scripts())).containsExactly(
				"only in this database: column public.users.extra: numeric(5,2) " + "GENERATED ALWAYS AS 1", """
						different: column public.users.name
						      here:           character varying(30) DEFAULT 'y'::character varying
						      from the files: character varying(20) NOT NULL DEFAULT 'x'::character varying""",
				"missing in this database: constraint users_age_check on public.users: CHECK ((age > 0))", """
						different: index public.posts_by_user
						      here:           CREATE INDEX posts_by_user ON public.posts USING btree (user_id DESC)
						      from the files: CREATE INDEX posts_by_user ON public.posts USING btree (user_id)""",
				"""
						different: trigger after_user on public.users
						      here:           CREATE TRIGGER after_user AFTER INSERT ON public.users FOR EACH ROW EXECUTE FUNCTION public.after_user() (enabled D)
						      from the files: CREATE TRIGGER after_user AFTER INSERT ON public.users FOR EACH ROW EXECUTE FUNCTION public.after_user()""",
				"only in this database: type public.mood: ENUM 'good', 'bad'", """
						different: view public.names
						      here:           SELECT ((name)::text || ''::text) AS name
						           FROM public.users;
						      from the files: SELECT name
						           FROM public.users;""");
	}

	@Test
	void whatLiesInSchemasOfOthersIsLeftOut() {
		build();
		this.database.execute("CREATE SCHEMA theirs", "CREATE TABLE theirs.things (id integer)", "CREATE SCHEMA ours",
				"CREATE TABLE ours.other (id integer)");
		assertThat(verify(scripts())).isEmpty();
		assertThat(verify(scripts().with("0_ours.sql", "CREATE SCHEMA ours; CREATE TABLE ours.things (id integer);")))
			.containsExactly("only in this database: column ours.other.id: integer",
					"missing in this database: column ours.things.id: integer",
					"only in this database: table ours.other", "missing in this database: table ours.things");
	}

	@Test
	void theFilesAreAppliedInTheSchemaOfTheConnection() {
		String name = this.database.query("SELECT current_database()").get(0);
		this.database.execute("CREATE SCHEMA app",
				"ALTER DATABASE %s SET search_path = \"$user\", app, public".formatted(name));
		build();
		assertThat(this.database.query("SELECT to_regclass('app.users') IS NOT NULL")).containsExactly("t");
		assertThat(verify(scripts())).isEmpty();
	}

	@Test
	void whoMayNotCreateDatabasesIsToldSo() {
		String name = this.database.query("SELECT current_database()").get(0);
		String role = "stranger_" + name;
		Migrator migrator = migrator(scripts());
		Adoption shown = migrator.adoption(Version.of("1"));
		this.database.execute("CREATE ROLE " + role, "ALTER DATABASE %s SET role = %s".formatted(name, role));
		try {
			assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrator.verify(shown))
				.withMessage(
						"Database 'dataSource': no empty database can be made, to compare it with: permission denied "
								+ "to create database (SQLSTATE 42501).")
				.satisfies((ex) -> assertThat(ex.getAction())
					.isEqualTo("Correct that, or leave --verify out. Nothing has been changed."));
		}
		finally {
			this.database.execute("SET ROLE NONE", "ALTER DATABASE %s RESET role".formatted(name), "DROP ROLE " + role);
		}
	}

}
