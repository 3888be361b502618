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

package io.github.migrations.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link MigrationSet}.
 */
class MigrationSetTests {

	@Test
	void sortsByVersionWhateverTheOrderOfTheFiles() {
		assertThat(set("10_ten.sql", "3.13_x.sql", "V1_1__x.sql", "002_two.sql", "3.2_x.sql", "sub/folder/1_one.sql"))
			.containsExactly("1 One sub/folder/1_one.sql", "1.1 X V1_1__x.sql", "002 Two 002_two.sql",
					"3.2 X 3.2_x.sql", "3.13 X 3.13_x.sql", "10 Ten 10_ten.sql");
	}

	@Test
	void findsTheUndoScriptInAnySpellingAndAnywhere() {
		assertThat(set("001_x.up.sql", "undo/1_y.down.sql", "V2__x.sql", "U02__x.sql", "3_x.sql")).containsExactly(
				"001 X 001_x.up.sql (undo undo/1_y.down.sql)", "2 X V2__x.sql (undo U02__x.sql)", "3 X 3_x.sql");
	}

	@Test
	void isEmptyWithoutFiles() {
		assertThat(of()).isEqualTo(new MigrationSet(List.of(), List.of()));
	}

	@Test
	void takesTheFilesOfTheDatabaseAndThoseOfNone() {
		assertThat(set("1_both.sql", "sqlite/2_own.sql", "postgresql/2_other.sql", "a/sqlite/b/3_own.sql",
				"a/postgresql/b/3_other.sql", "sqlite/postgresql/4_neither.sql", "postgresqlish/5_both.sql",
				"postgresql/afterMigrate.sql", "postgresql/broken.1.sql"))
			.containsExactly("1 Both 1_both.sql", "2 Own sqlite/2_own.sql", "3 Own a/sqlite/b/3_own.sql",
					"5 Both postgresqlish/5_both.sql");
	}

	@Test
	void aFileCalledLikeADatabaseIsNoFolder() {
		assertThat(of("postgresql").warnings()).hasSize(1);
		assertThat(set("1_postgresql.sql")).containsExactly("1 Postgresql 1_postgresql.sql");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1_y.sql", "001.0_x.sql", "V1__x.sql", "a/1_x.up.sql", "sqlite/1_x.sql" })
	void refusesTwoFilesOfOneVersionNamingBoth(String second) {
		String version = second.contains("001.0") ? "001.0" : "1";
		assertThatExceptionOfType(ScriptException.class).isThrownBy(() -> of("1_x.sql", second))
			.withMessage("db/migrations/" + second + ": version " + version
					+ " is taken by db/migrations/1_x.sql already. Give one of the two files another version")
			.satisfies((ex) -> assertThat(ex.getFile()).isEqualTo("db/migrations/" + second));
	}

	@Test
	void refusesTwoUndoScriptsOfOneVersionNamingBoth() {
		assertThatExceptionOfType(ScriptException.class)
			.isThrownBy(() -> of("1_x.sql", "1_x.down.sql", "sqlite/U1__x.sql"))
			.withMessage("db/migrations/sqlite/U1__x.sql: version 1 is taken by db/migrations/1_x.down.sql already. "
					+ "Give one of the two files another version");
	}

	@ParameterizedTest
	@ValueSource(strings = { "README.md", "schema.sql", "sub/001_x.txt", "v1__x.sql" })
	void warnsOfAFileThatIsNone(String path) {
		assertThat(of(path, "1_x.sql").warnings()).containsExactly("db/migrations/" + path
				+ " is no migration: its name follows none of the patterns <version>_<description>.sql, "
				+ "V<version>__<description>.sql, R__<description>.sql");
	}

	@ParameterizedTest
	@ValueSource(strings = { ".gitkeep", "sub/.DS_Store", "._001_x.sql", ".001_x.sql.swp" })
	void passesOverHiddenFilesInSilence(String path) {
		assertThat(of(path)).isEqualTo(new MigrationSet(List.of(), List.of()));
	}

	@Test
	void warnsOfAnUndoScriptWithoutItsMigration() {
		assertThat(of("2_x.down.sql", "1_x.sql").warnings())
			.containsExactly("db/migrations/2_x.down.sql takes back a migration that does not exist");
	}

	@Test
	void leavesOutWhatIsWrongWhereThatIsReported() {
		List<String> wrong = new ArrayList<>();
		MigrationSet set = MigrationSet.of(
				Stream.of("1_x.sql", "01_y.sql", "2x.sql", "3_x.sql").map(TestFile::named).toList(), List.of(),
				"sqlite", Set.of("sqlite"), (ex) -> wrong.add(ex.getFile()));
		assertThat(wrong).containsExactly("db/migrations/01_y.sql", "db/migrations/2x.sql");
		assertThat(set.migrations()).extracting((migration) -> migration.file().path())
			.containsExactly("1_x.sql", "3_x.sql");
	}

	@Test
	void namesTheFileWhoseNameIsWrong() {
		assertThatExceptionOfType(ScriptException.class).isThrownBy(() -> of("sub/001.sql"))
			.withMessage("db/migrations/sub/001.sql: the name begins like a migration's, but is none. Expected "
					+ "<version>_<description>.sql such as 002_add_users.sql, V2__add_users.sql or R__views.sql");
	}

	@Test
	void findsBaselinesAndRepeatableMigrations() {
		MigrationSet set = of("R__b_views.sql", "B2__two.sql", "1_x.sql", "B10__ten.sql", "2_y.sql", "sub/R__a.sql");
		assertThat(set.warnings()).isEmpty();
		assertThat(set.migrations()).extracting(MigrationSetTests::text).containsExactly("1 X 1_x.sql", "2 Y 2_y.sql");
		assertThat(set.baselines()).extracting(MigrationSetTests::text)
			.containsExactly("2 Two B2__two.sql", "10 Ten B10__ten.sql");
		assertThat(set.repeatables()).extracting(MigrationSetTests::text)
			.containsExactly("R__a A sub/R__a.sql", "R__b_views B views R__b_views.sql");
		assertThat(set.newestBaseline(null)).isNotNull().extracting(Migration::version).hasToString("10");
		assertThat(set.newestBaseline(Version.of("9"))).isNotNull().extracting(Migration::version).hasToString("2");
		assertThat(set.newestBaseline(Version.of("1"))).isNull();
	}

	@Test
	void refusesTwoRepeatableMigrationsOfOneNameNamingBoth() {
		assertThatExceptionOfType(ScriptException.class).isThrownBy(() -> of("a/R__views.sql", "b/R__views.sql"))
			.withMessage("db/migrations/b/R__views.sql: R__views is the name of db/migrations/a/R__views.sql already. "
					+ "Give one of the two files another name");
	}

	@Test
	void refusesTwoBaselinesOfOneVersionNamingBoth() {
		assertThatExceptionOfType(ScriptException.class).isThrownBy(() -> of("B10__a.sql", "B10.0__b.sql"))
			.withMessage("db/migrations/B10.0__b.sql: version 10.0 is taken by db/migrations/B10__a.sql already. Give "
					+ "one of the two files another version");
	}

	@Test
	void ordersCodeAmongTheFiles() {
		Migration code = new Migration(Version.of("2"), "Code", ScriptFile.code("com.acme.Two"),
				ScriptFile.code("com.acme.Two"));
		MigrationSet set = MigrationSet.of(Stream.of("3_x.sql", "1_x.sql").map(TestFile::named).toList(), List.of(code),
				"sqlite", Set.of("sqlite"));
		assertThat(set.migrations()).extracting(MigrationSetTests::text)
			.containsExactly("1 X 1_x.sql", "2 Code com.acme.Two (undo com.acme.Two)", "3 X 3_x.sql");
		assertThat(set.migrations()).extracting((migration) -> migration.file().isCode())
			.containsExactly(false, true, false);
	}

	@Test
	void refusesAVersionOfAFileAndOfCodeNamingBoth() {
		Migration code = new Migration(Version.of("1"), "Code", ScriptFile.code("com.acme.One"), null);
		assertThatExceptionOfType(ScriptException.class).isThrownBy(
				() -> MigrationSet.of(List.of(TestFile.named("001_x.sql")), List.of(code), "sqlite", Set.of("sqlite")))
			.withMessage("com.acme.One: version 1 is taken by db/migrations/001_x.sql already. Give one of the two "
					+ "another version");
	}

	private static MigrationSet of(String... paths) {
		return MigrationSet.of(Stream.of(paths).map(TestFile::named).toList(), "sqlite",
				Set.of("sqlite", "postgresql"));
	}

	private static List<String> set(String... paths) {
		MigrationSet set = of(paths);
		assertThat(set.warnings()).isEmpty();
		return set.migrations().stream().map(MigrationSetTests::text).toList();
	}

	private static String text(Migration migration) {
		return migration.version() + " " + migration.title() + " " + migration.file().path()
				+ ((migration.undo() != null) ? " (undo " + migration.undo().path() + ")" : "");
	}

}
