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

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.migrations.database.Database;
import io.github.migrations.database.Databases;
import io.github.migrations.script.Piece;
import io.github.migrations.script.Placeholders;
import io.github.migrations.script.Script;
import io.github.migrations.script.ScriptFile;
import io.github.migrations.test.TestPostgres;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ModeDetector}, with files cut by the real lexers.
 */
class ModeDetectorTests {

	private static final TestPostgres.Database SERVER = TestPostgres.createDatabase();

	@SuppressWarnings("NullAway.Init")
	private static Database postgres;

	@SuppressWarnings("NullAway.Init")
	private static Database sqlite;

	@BeforeAll
	static void recogniseDatabases() throws SQLException {
		try (Connection connection = SERVER.dataSource().getConnection()) {
			postgres = Databases.of(connection);
		}
		try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
			sqlite = Databases.of(connection);
		}
	}

	@AfterAll
	static void dropDatabase() {
		SERVER.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			''                                                           | ONE
			-- nothing                                                   | ONE
			SELECT 1                                                     | ONE
			SELECT 1; SELECT 2;                                          | ONE
			SAVEPOINT a; SELECT 1; ROLLBACK TO a; RELEASE a              | ONE
			BEGIN; SELECT 1; COMMIT;                                     | WRAPPED
			begin transaction; SELECT 1; end                             | WRAPPED
			-- a\\nBEGIN;\\n/* b */ SELECT 1;\\nCOMMIT;\\n-- c\\n             | WRAPPED
			;;BEGIN;;SELECT 1;;COMMIT;;                                  | WRAPPED
			BEGIN; COMMIT                                                | WRAPPED
			BEGIN; SAVEPOINT a; SELECT 1; ROLLBACK TO a; COMMIT          | WRAPPED
			""")
	void isOneTransactionOnBothDatabases(String text, TransactionMode.Kind kind) {
		String reason = (kind == TransactionMode.Kind.ONE) ? "every statement can run in one"
				: "the file has one transaction around everything";
		assertThat(mode(text.replace("\\n", "\n"), postgres)).isEqualTo(new TransactionMode(kind, reason));
		assertThat(mode(text.replace("\\n", "\n"), sqlite)).isEqualTo(new TransactionMode(kind, reason));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			BEGIN; SELECT 1; COMMIT; BEGIN; SELECT 2; COMMIT       | 1
			SELECT 1;\\nBEGIN; SELECT 2; COMMIT                    | 2
			BEGIN; SELECT 1; COMMIT; SELECT 2                      | 1
			BEGIN; SELECT 1; ROLLBACK                              | 1
			\\n\\nBEGIN; SELECT 1; ROLLBACK; BEGIN; SELECT 2; END  | 3
			BEGIN; SELECT 1                                        | 1
			SELECT 1;\\nCOMMIT                                     | 2
			SELECT 1;\\n\\nROLLBACK                                | 3
			BEGIN; BEGIN; SELECT 1; COMMIT                         | 1
			BEGIN; SELECT 1; COMMIT; COMMIT                        | 1
			COMMIT; BEGIN                                          | 1
			""")
	void transactionsOfAFileAreItsOwn(String text, int line) {
		TransactionMode mode = new TransactionMode(TransactionMode.Kind.NONE,
				"the file has transactions of its own, from line " + line + " on");
		assertThat(mode(text.replace("\\n", "\n"), postgres)).isEqualTo(mode);
		assertThat(mode(text.replace("\\n", "\n"), sqlite)).isEqualTo(mode);
		assertThat(mode.isOneTransaction()).isFalse();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			PRAGMA foreign_keys=OFF; BEGIN; SELECT 1; COMMIT; PRAGMA foreign_keys=ON;            | WRAPPED
			PRAGMA foreign_keys=OFF; PRAGMA synchronous=0; BEGIN; SELECT 1; END                  | WRAPPED
			PRAGMA foreign_keys=OFF; SELECT 1; PRAGMA foreign_keys=ON;                           | ONE
			PRAGMA foreign_keys=ON;                                                              | ONE
			PRAGMA user_version=3; SELECT 1                                                      | ONE
			BEGIN IMMEDIATE; SELECT 1; END TRANSACTION                                           | WRAPPED
			PRAGMA user_version=3; BEGIN; SELECT 1; COMMIT                                       | NONE
			BEGIN; SELECT 1; COMMIT; PRAGMA foreign_key_check                                    | NONE
			PRAGMA journal_mode=WAL; BEGIN; SELECT 1; COMMIT                                     | NONE
			CREATE TRIGGER t AFTER INSERT ON x BEGIN SELECT 1; END                               | ONE
			BEGIN; CREATE TRIGGER t AFTER INSERT ON x BEGIN SELECT 1; END; COMMIT                | WRAPPED
			SAVEPOINT a; SELECT 1; RELEASE a                                                     | ONE
			""")
	void settingsAroundATransactionOfSqliteAreNoStatements(String text, TransactionMode.Kind kind) {
		assertThat(mode(text, sqlite).kind()).isEqualTo(kind);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; END; SELECT 2       | ONE
			DO $$ BEGIN PERFORM 1; END $$                                              | ONE
			SET lock_timeout = '5s'; BEGIN; SELECT 1; COMMIT                           | NONE
			START TRANSACTION; SELECT 1; COMMIT AND CHAIN; SELECT 2; COMMIT            | NONE
			START TRANSACTION; SELECT 1; COMMIT                                        | WRAPPED
			BEGIN; SELECT 1; ABORT                                                     | NONE
			BEGIN ISOLATION LEVEL SERIALIZABLE; SELECT 1; COMMIT                       | NONE
			BEGIN; SET TRANSACTION ISOLATION LEVEL SERIALIZABLE; SELECT 1; COMMIT      | NONE
			SET TRANSACTION ISOLATION LEVEL SERIALIZABLE; SELECT 1                     | ONE
			CALL p()                                                                   | ONE
			CREATE PROCEDURE p() AS $$ BEGIN COMMIT; END $$; SELECT 1                  | ONE
			CREATE PROCEDURE p() AS $$ BEGIN COMMIT; END $$; GRANT ALL ON PROCEDURE p TO u | ONE
			CREATE PROCEDURE p() AS $$ BEGIN COMMIT; END $$; CALL a.P()                | NONE
			CREATE PROCEDURE p() AS $$ BEGIN NULL; END $$; CALL p()                    | ONE
			""")
	void knowsTheBlocksOfPostgres(String text, TransactionMode.Kind kind) {
		assertThat(mode(text, postgres).kind()).isEqualTo(kind);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			CREATE INDEX CONCURRENTLY i ON t (a)                              | line 1 (CREATE INDEX CONCURRENTLY)
			SELECT 1;\\nvacuum;\\nCREATE INDEX CONCURRENTLY i ON t (a)        | line 2 (VACUUM)
			BEGIN;\\nDROP DATABASE "myDb";\\nCOMMIT                           | line 2 (DROP DATABASE "myDb")
			""")
	void namesTheFirstStatementThatCannotRunInATransaction(String text, String named) {
		assertThat(mode(text.replace("\\n", "\n"), postgres))
			.isEqualTo(new TransactionMode(TransactionMode.Kind.NONE, named + " cannot run in a transaction"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					SELECT 1;\\nBEGIN ISOLATION LEVEL SERIALIZABLE; COMMIT              | line 2 (BEGIN ISOLATION LEVEL) says how its transaction is to be run
					BEGIN;\\nSET TRANSACTION NOT DEFERRABLE; COMMIT                     | line 2 (SET TRANSACTION NOT) says how its transaction is to be run
					CREATE PROCEDURE p() AS $$ BEGIN COMMIT; END $$;\\nCALL p()         | line 2 (CALL P () calls a procedure that commits
					""")
	void namesWhyAFileOfPostgresRunsStatementByStatement(String text, String reason) {
		assertThat(mode(text.replace("\\n", "\n"), postgres))
			.isEqualTo(new TransactionMode(TransactionMode.Kind.NONE, reason));
	}

	@ParameterizedTest
	@CsvSource({ "SELECT 1", "BEGIN; SELECT 1; COMMIT", "VACUUM", "SELECT 1; BEGIN" })
	void theDirectiveDecidesWhateverTheStatements(String text) {
		TransactionMode mode = new TransactionMode(TransactionMode.Kind.NONE, "the directive transaction=off says so");
		assertThat(mode("-- migration: transaction=off\n" + text, postgres)).isEqualTo(mode);
		assertThat(mode("-- migration: transaction=off\n" + text, sqlite)).isEqualTo(mode);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			PRAGMA foreign_keys=ON; SELECT 1                            | true
			PRAGMA synchronous=1; PRAGMA foreign_keys=ON; SELECT 1      | true
			-- a\\n/* b */ PRAGMA foreign_keys=ON;                      | true
			PRAGMA foreign_keys=OFF; SELECT 1; PRAGMA foreign_keys=ON   | false
			BEGIN; PRAGMA foreign_keys=ON; SELECT 1; COMMIT             | false
			PRAGMA foreign_keys=OFF; SELECT 1                           | false
			PRAGMA foreign_keys=ON; PRAGMA foreign_keys=OFF; SELECT 1   | false
			PRAGMA foreign_keys=OFF; PRAGMA foreign_keys=ON; SELECT 1   | true
			PRAGMA foreign_keys; PRAGMA foreign_keys=ON; SELECT 1       | true
			PRAGMA cache_size=9; PRAGMA foreign_keys=ON; SELECT 1       | true
			PRAGMA foreign_keys=ON; BEGIN; PRAGMA foreign_keys=OFF; END | true
			SELECT 1                                                    | false
			""")
	void foreignKeysAreEnforcedWhereTheHeadOfTheFileAsksForItLast(String text, boolean enforces) {
		assertThat(detect(text.replace("\\n", "\n"), sqlite).foreignKeys().enforcedAtHead()).isEqualTo(enforces);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			SELECT 1;\\nPRAGMA foreign_keys=ON; SELECT 2                                  | 2
			PRAGMA foreign_keys=ON; SELECT 1;\\n\\nPRAGMA foreign_keys=OFF; SELECT 2       | 3
			SELECT 1; PRAGMA foreign_keys=ON;\\nPRAGMA foreign_keys=1; SELECT 2            | 2
			BEGIN; SELECT 1; COMMIT;\\nPRAGMA foreign_keys=ON; SELECT 2                    | 2
			SELECT 1; PRAGMA foreign_keys=ON; PRAGMA foreign_keys=OFF; SELECT 2           | 0
			SELECT 1; PRAGMA foreign_keys=OFF; SELECT 2                                   | 0
			PRAGMA foreign_keys=OFF; SELECT 1; PRAGMA foreign_keys=ON                     | 0
			SELECT 1; PRAGMA foreign_keys=ON; PRAGMA foreign_key_check                    | 0
			PRAGMA foreign_keys=OFF; BEGIN; SELECT 1; PRAGMA foreign_keys=ON; SELECT 2; COMMIT | 0
			PRAGMA foreign_keys=ON; SELECT 1                                              | 0
			""")
	void findsASwitchOfForeignKeysBetweenStatements(String text, int line) {
		Piece between = detect(text.replace("\\n", "\n"), sqlite).foreignKeys().between();
		assertThat((between != null) ? between.line() : 0).isEqualTo(line);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			SELECT 1                                               | false
			CREATE TABLE x (id INTEGER); CREATE TEMP TABLE y (id)  | true
			PRAGMA cache_size=5; SELECT 1                          | true
			SELECT 1; PRAGMA foreign_keys=ON                       | true
			''                                                     | false
			""")
	void saysWhetherTheSessionIsChanged(String text, boolean changes) {
		assertThat(detect(text, sqlite).changesSession()).isEqualTo(changes);
	}

	private static TransactionMode mode(String text, Database database) {
		ModeDetector detector = new ModeDetector(database);
		return detector
			.mode(Script.read(file(text), Placeholders.NONE, database::lexer, detector::statement).directives());
	}

	private static ModeDetector detect(String text, Database database) {
		ModeDetector detector = new ModeDetector(database);
		Script.read(file(text), Placeholders.NONE, database::lexer, detector::statement);
		return detector;
	}

	private static ScriptFile file(String text) {
		return new ScriptFile("1_x.sql", "db/migrations/1_x.sql",
				() -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
	}

}
