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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FileName}.
 */
class FileNameTests {

	@ParameterizedTest
	@CsvSource(textBlock = """
			001_baseline.sql,                           FORWARD,    001,            Baseline
			001_x.SQL,                                  FORWARD,    001,            X
			001-init.sql,                               FORWARD,    001,            Init
			001__init.sql,                              FORWARD,    001,            Init
			001_x.up.sql,                               FORWARD,    001,            X
			001_x.Up.Sql,                               FORWARD,    001,            X
			001_x.down.sql,                             UNDO,       001,            X
			001_x.DOWN.SQL,                             UNDO,       001,            X
			0205_0210.sql,                              FORWARD,    0205,           0210
			3.2_x.sql,                                  FORWARD,    3.2,            X
			3.13_x.sql,                                 FORWARD,    3.13,           X
			1.2-split-names.sql,                        FORWARD,    1.2,            Split-names
			1-2_x.sql,                                  FORWARD,    1,              2 x
			2024-01-15-add.sql,                         FORWARD,    2024,           01-15-add
			20261120093000_add_user_preferences.sql,    FORWARD,    20261120093000, Add user preferences
			002_add_user_preferences_table.sql,         FORWARD,    002,            Add user preferences table
			1_a.b.c.sql,                                FORWARD,    1,              A.b.c
			1_élan_vital.sql,                           FORWARD,    1,              Élan vital
			1__.sql,                                    FORWARD,    1,              _
			V2__add_x.sql,                              FORWARD,    2,              Add x
			V1_1__x.sql,                                FORWARD,    1.1,            X
			V1.1__x.sql,                                FORWARD,    1.1,            X
			V1_2.3__x.sql,                              FORWARD,    1.2.3,          X
			V1__1_x.sql,                                FORWARD,    1,              1 x
			V1__x__y.sql,                               FORWARD,    1,              X  y
			V1.sql,                                     FORWARD,    1,              V1
			V1__.sql,                                   FORWARD,    1,              V1
			V1__x.up.sql,                               FORWARD,    1,              X
			V1__x.down.sql,                             UNDO,       1,              X
			U2__x.sql,                                  UNDO,       2,              X
			U2_1__x.sql,                                UNDO,       2.1,            X
			B10__base.sql,                              BASELINE,   10,             Base
			R__views.sql,                               REPEATABLE, ,               Views
			R__my_views.up.sql,                         REPEATABLE, ,               My views
			""")
	void saysWhatAFileIs(String name, FileName.Kind kind, String version, String title) {
		assertThat(FileName.parse(name)).isNotNull().satisfies((parsed) -> {
			assertThat(parsed.kind()).isEqualTo(kind);
			assertThat(parsed.version()).isEqualTo((version != null) ? Version.of(version) : null);
			if (version != null) {
				assertThat(parsed.version()).hasToString(version);
			}
			assertThat(parsed.title()).isEqualTo(title);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { ".gitkeep", "README.md", "schema.sql", "init.SQL", "001_x.sql.bak", "001_x.sql~",
			"001_x.txt", "001_x", "._001_x.sql", ".sql", "v1__x.sql", "_001_x.sql", "Version1.sql", "Base.sql",
			"Users.sql", "before.sql", "aftermath.sql", "R.sql" })
	void passesOverANameThatFollowsNoPattern(String name) {
		assertThat(FileName.parse(name)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "001.sql", "001.up.sql", "001_.sql", "1.2.sql", "1..2_x.sql", "1._x.sql", "001 x.sql",
			"1a_x.sql", "V1_x.sql", "V1-x.sql", "V1._x.sql", "U1_x.sql", "B1_x.sql", "R_views.sql", "R__.sql",
			"R__views.down.sql", "B10__base.down.sql" })
	void refusesANameThatBeginsLikeAMigrationButIsNone(String name) {
		assertThatExceptionOfType(ScriptException.class).isThrownBy(() -> FileName.parse(name))
			.withMessage(
					"the name begins like a migration's, but is none. Expected <version>_<description>.sql such as "
							+ "002_add_users.sql, V2__add_users.sql or R__views.sql");
	}

	@ParameterizedTest
	@ValueSource(strings = { "afterMigrate.sql", "beforeEachMigrate.sql", "afterMigrate__vacuum.sql",
			"createSchema.sql", "afterMigrateError.SQL" })
	void refusesFlywaysCallbacksWithTheRemedy(String name) {
		assertThatExceptionOfType(ScriptException.class).isThrownBy(() -> FileName.parse(name))
			.withMessage(
					"Flyway's callbacks are not supported. Remove the file: put what runs after every change into a "
							+ "repeatable migration (R__name.sql), everything else into a numbered one");
	}

	@ParameterizedTest
	@ValueSource(strings = { "V1__x.sql.conf", "V1__x.SQL.CONF", "afterMigrate.sql.conf" })
	void refusesFlywaysConfigurationFilesWithTheRemedy(String name) {
		assertThatExceptionOfType(ScriptException.class).isThrownBy(() -> FileName.parse(name))
			.withMessage(
					"Flyway's script configuration files are not supported. Remove the file and say what it says by a "
							+ "directive at the head of the script, such as '-- migration: transaction=off'");
	}

	@Test
	void raisesTheFirstLetterOnlyWhateverItIs() {
		assertThat(new FileName(FileName.Kind.FORWARD, null, "\uD801\uDC28x_y").title()).isEqualTo("\uD801\uDC00x y");
		assertThat(new FileName(FileName.Kind.FORWARD, null, "iPhone").title()).isEqualTo("IPhone");
		assertThat(new FileName(FileName.Kind.FORWARD, null, "___").title()).isEqualTo("___");
	}

}
