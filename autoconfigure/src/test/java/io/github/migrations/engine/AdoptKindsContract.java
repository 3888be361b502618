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

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.github.migrations.database.TableName;
import io.github.migrations.script.Placeholders;
import io.github.migrations.script.Version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Taking over repeatable migrations, baselines and migrations that are written in code.
 */
abstract class AdoptKindsContract extends EngineContract {

	private static final String ONE = "CREATE TABLE one (id INTEGER);";

	private static final String VIEW = "CREATE VIEW ones AS SELECT id FROM one;";

	private static final String TWO = "CREATE TABLE two (id INTEGER);";

	private void adopt(TestScripts scripts, @Nullable String version) {
		Migrator migrator = migrator(scripts);
		migrator.adopt(migrator.adoption((version != null) ? Version.of(version) : null));
	}

	private List<String> details(String columns) {
		return this.database.query("SELECT " + columns + " FROM schema_migrations_details ORDER BY version");
	}

	private void flyway(int rank, String version, String description, String type, String script, String checksum) {
		OtherTool.flyway(this.database, rank, version, description, type, script, checksum, true);
	}

	private static String crc32(String line) {
		CRC32 checksum = new CRC32();
		checksum.update(line.getBytes(StandardCharsets.UTF_8));
		return String.valueOf((int) checksum.getValue());
	}

	@Test
	void aRepeatableMigrationOfFlywayThatIsTheSameDoesNotRunAgain() {
		OtherTool.FLYWAY.create(this.database);
		this.database.execute("CREATE TABLE one (id INTEGER)", "CREATE VIEW ones AS SELECT id FROM one");
		flyway(1, "'1'", "one", "SQL", "V1__one.sql", crc32(ONE));
		flyway(2, "NULL", "ones of all", "SQL", "R__ones_of_all.sql", "17");
		flyway(3, "NULL", "ones of all", "SQL", "R__ones_of_all.sql", crc32(VIEW));
		TestScripts scripts = TestScripts.of("V1__one.sql", ONE, "R__ones_of_all.sql", VIEW);
		assertThat(migrator(scripts).adoption(null).remarks()).isEmpty();
		adopt(scripts, null);
		assertThat(details("version, description")).containsExactly("1|null", "R__ones_of_all|Ones of all");
		assertThat(migrate(scripts).state()).isEqualTo(State.UP_TO_DATE);
		assertThat(status(scripts).repeatable()).extracting(Status.Repeatable::pending).containsExactly(false);
	}

	@Test
	void aRepeatableMigrationOfFlywayWithPlaceholdersIsComparedWithTheirValues() {
		OtherTool.FLYWAY.create(this.database);
		String resolved = "drop view if exists vb; create view vb as select * from cc;";
		// as Flyway 11.14.1 computes it
		assertThat(crc32(resolved)).isEqualTo("-1683574040");
		flyway(1, "NULL", "b", "SQL", "R__b.sql", crc32(resolved));
		flyway(2, "NULL", "c", "SQL", "R__c.sql", crc32(resolved));
		TestScripts scripts = TestScripts.of("R__b.sql",
				"drop view if exists vb; create view vb as select * from ${tab};\n", "R__c.sql",
				"create view vb as select * from ${nothing};\n");
		this.settings = this.settings.withPlaceholders(new Placeholders(Map.of("tab", "cc")));
		Adoption adoption = migrator(scripts).adoption(null);
		assertThat(adoption.records()).extracting(Adoption.Line::file).containsExactly("db/migrations/R__b.sql");
		assertThat(adoption.pending()).containsExactly("db/migrations/R__c.sql");
	}

	@Test
	void aRepeatableMigrationOfFlywayThatHasChangedRunsAgain() {
		OtherTool.FLYWAY.create(this.database);
		this.database.execute("CREATE TABLE one (id INTEGER)");
		flyway(1, "'1'", "one", "SQL", "V1__one.sql", crc32(ONE));
		flyway(2, "NULL", "ones", "SQL", "R__ones.sql", "17");
		flyway(3, "NULL", "lost", "SQL", "views/R__lost.sql", "17");
		TestScripts scripts = TestScripts.of("V1__one.sql", ONE, "R__ones.sql", VIEW);
		Adoption adoption = migrator(scripts).adoption(null);
		assertThat(adoption.pending()).containsExactly("db/migrations/R__ones.sql");
		assertThat(adoption.remarks()).containsExactly(
				"db/migrations/R__ones.sql has changed since Flyway has applied it. The next run applies it again.",
				"There is no such file, and nothing is recorded: R__lost.sql.");
		adopt(scripts, null);
		assertThat(migrate(scripts).state()).isEqualTo(State.UP_TO_DATE);
		assertThat(this.database.query("SELECT count(*) FROM ones")).containsExactly("0");
	}

	@Test
	void aBaselineOfFlywayRemainsOne() {
		OtherTool.FLYWAY.create(this.database);
		flyway(1, "'5'", "<< Flyway Baseline >>", "BASELINE", "<< Flyway Baseline >>", "NULL");
		adopt(TestScripts.of("V6__two.sql", TWO), null);
		assertThat(details("version, description")).containsExactly("5|baseline");
		Status status = migrate(TestScripts.of("V3__missing.sql", "SELECT nothing", "V6__two.sql", TWO));
		assertThat(status.state()).isEqualTo(State.UP_TO_DATE);
		assertThat(recorded()).containsExactly("5|<< Flyway Baseline >>", "6|Two");
	}

	@Test
	void aBaselineThatAFileHasMadeIsRecordedWithThatFile() {
		OtherTool.FLYWAY.create(this.database);
		this.database.execute(ONE);
		flyway(1, "'5'", "all", "SQL_BASELINE", "B5__all.sql", crc32(ONE));
		TestScripts scripts = TestScripts.of("B5__all.sql", ONE, "V6__two.sql", TWO);
		Adoption adoption = migrator(scripts).adoption(null);
		assertThat(adoption.remarks()).isEmpty();
		assertThat(adoption.records()).extracting(Adoption.Line::file).containsExactly("db/migrations/B5__all.sql");
		adopt(scripts, null);
		assertThat(details("version, description, checksum IS NULL")).hasSize(1)
			.first()
			.asString()
			.matches("5\\|baseline\\|(0|f)");
		assertThat(migrate(scripts).state()).isEqualTo(State.UP_TO_DATE);
		assertThat(refused("B5__all.sql", ONE + TWO, "V6__two.sql", TWO))
			.hasMessageContaining("Changed after they were applied: db/migrations/B5__all.sql");
	}

	@Test
	void theVersionOfABaselineCanBeNamed() {
		this.database.execute(ONE);
		TestScripts scripts = TestScripts.of("B5__all.sql", ONE, "V6__two.sql", TWO, "R__ones.sql", VIEW);
		Adoption adoption = migrator(scripts).adoption(Version.of("5"));
		assertThat(adoption.pending()).containsExactly("db/migrations/V6__two.sql", "db/migrations/R__ones.sql");
		adopt(scripts, "5");
		assertThat(details("version, description")).containsExactly("5|baseline");
		assertThat(migrate(scripts).state()).isEqualTo(State.UP_TO_DATE);
		assertThat(this.database.query("SELECT count(*) FROM ones")).containsExactly("0");
	}

	@Test
	void aBaselineBelowTheVersionThatIsNamedCountsAsApplied() {
		this.database.execute(ONE, TWO);
		TestScripts scripts = TestScripts.of("B5__all.sql", ONE, "V6__two.sql", TWO, "U6__two.sql", "DROP TABLE two;");
		adopt(scripts, "6");
		assertThat(details("version, description")).containsExactly("5|baseline", "6|null");
		migrator(scripts).rollback(RollbackRequest.steps(1));
		assertThat(status(scripts).pending()).extracting(Status.Pending::version).containsExactly("6");
	}

	@Test
	void whatABaselineOfThisBuildStandsForIsNotUnknown() {
		OtherTool.SQLX.create(this.database);
		this.database.execute(ONE);
		OtherTool.GOOSE.create(this.database);
		this.database.execute(
				"INSERT INTO goose_db_version (version_id, is_applied) VALUES (0, TRUE), (1, TRUE), (5, TRUE)",
				"DROP TABLE _sqlx_migrations");
		TestScripts scripts = TestScripts.of("B5__all.sql", ONE, "V6__two.sql", TWO);
		assertThat(migrator(scripts).adoption(null).remarks())
			.noneMatch((remark) -> remark.startsWith("There is no file"));
		adopt(scripts, null);
		assertThat(migrate(scripts).state()).isEqualTo(State.UP_TO_DATE);
		assertThat(warnings()).isEmpty();
	}

	@Test
	void aMigrationThatIsWrittenInCodeIsRecordedWithoutChecksum() {
		TestCode.Undoable code = new TestCode.Undoable("2", (context) -> {
			throw new IllegalStateException("It is not to run");
		}, (context) -> {
		});
		this.database.execute(ONE);
		TestScripts scripts = TestScripts.of("1_one.sql", ONE).with(code);
		adopt(scripts, "2");
		assertThat(recorded()).containsExactly("1|One", "2|Code of 2");
		assertThat(details("version, checksum IS NULL, undo_script")).hasSize(2)
			.last()
			.asString()
			.matches("2\\|(1|t)\\|null");
		assertThat(migrate(scripts).state()).isEqualTo(State.UP_TO_DATE);
	}

	@Test
	void aRunThatWasHalfDoneIsForgotten() {
		TestScripts scripts = TestScripts.of("1_one.sql",
				"-- migration: transaction=off\n" + ONE + "\nINSERT INTO missing VALUES (1);");
		refused(scripts);
		assertThat(details("version, statements_done")).containsExactly("1|1");
		adopt(scripts, "1");
		assertThat(details("version, statements_done")).containsExactly("1|null");
		assertThat(migrate(scripts).state()).isEqualTo(State.UP_TO_DATE);
	}

	@Test
	void otherCommandsWaitForIt() {
		OtherTool.FLYWAY.migrate(this.database);
		TestScripts scripts = OtherTool.FLYWAY.scripts();
		List<String> before = this.database.schema();
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> migrator(scripts).repair())
			.withMessageContaining(".flyway_schema_history is that of Flyway");
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrator(scripts).rollback(RollbackRequest.steps(1)))
			.withMessageContaining(".flyway_schema_history is that of Flyway");
		assertThat(this.database.schema()).isEqualTo(before);
	}

	@Test
	void whatPeregrineHasAppliedCanBeRolledBack() {
		OtherTool.PEREGRINE.migrate(this.database);
		TestScripts scripts = OtherTool.PEREGRINE.scripts();
		migrator(scripts).rollback(RollbackRequest.steps(1));
		assertThat(recorded()).containsExactly("001|Create users");
		assertThat(this.database.tables()).doesNotContain("posts").contains("schema_migrations_peregrine");
	}

	@Test
	void anotherTableGetsItsOwnNames() {
		OtherTool.PEREGRINE.create(this.database);
		this.database.execute("INSERT INTO schema_migrations (version) VALUES ('001_create_users')",
				"ALTER TABLE schema_migrations RENAME TO versions");
		this.settings = this.settings.withTable(new TableName(null, "versions"));
		migrate(TestScripts.of("001_create_users.sql", ONE, "002_two.sql", TWO));
		assertThat(this.database.query("SELECT version FROM versions ORDER BY 1")).containsExactly("001", "002");
		assertThat(this.database.query("SELECT version FROM versions_peregrine")).containsExactly("001_create_users");
		assertThat(this.database.tables()).contains("versions_details");
	}

	@Test
	void aTableWhoseColumnsAreInUpperCaseIsRead() {
		this.database.execute(
				"CREATE TABLE \"DATABASECHANGELOG\" (\"ID\" VARCHAR(255), \"AUTHOR\" VARCHAR(255), "
						+ "\"FILENAME\" VARCHAR(255), \"DATEEXECUTED\" TIMESTAMP, \"ORDEREXECUTED\" INTEGER, "
						+ "\"EXECTYPE\" VARCHAR(10))",
				"INSERT INTO \"DATABASECHANGELOG\" VALUES ('1', 'ann', 'a.xml', NULL, 1, 'EXECUTED')");
		assertThat(refused("1_one.sql", ONE)).hasMessageContaining(".DATABASECHANGELOG is that of Liquibase")
			.hasMessageContaining("  1 by ann in a.xml\n");
	}

	@Test
	void filesThatHoldBothDirectionsAreNamed() {
		OtherTool.GOOSE.migrate(this.database);
		TestScripts scripts = TestScripts.of("1_create_users.sql", "-- +goose Up\n" + ONE, "2_add_posts.sql",
				"-- migrate:up\nSELECT ${nothing};\n-- migrate:down\nDROP TABLE posts;\n--migrate:down\n", "3_new.sql",
				"-- +goose Up\n" + TWO + "\n-- +goose Down\nDROP TABLE two;");
		String rest = "' to a file beside it that ends in .down.sql; a database for which the file is pending refuses it.";
		assertThat(migrator(scripts).adoption(null).remarks()).containsExactly(
				"db/migrations/2_add_posts.sql holds a migration and its undo. Move what stands below '-- migrate:down"
						+ rest,
				"db/migrations/3_new.sql holds a migration and its undo. Move what stands below '-- +goose Down"
						+ rest);
	}

	@Test
	void rowsOfOddTypesAreReadOrRefused() {
		this.database.execute("CREATE TABLE schema_migrations (version DOUBLE PRECISION, dirty VARCHAR(10))",
				"INSERT INTO schema_migrations VALUES (1.0, 'false')");
		assertThat(migrator(TestScripts.of("1_one.sql", ONE)).adoption(null).records()).hasSize(1);
		this.database.execute("UPDATE schema_migrations SET dirty = 'perhaps'");
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrator(TestScripts.of("1_one.sql", ONE)).adoption(null))
			.withMessageContaining("is dirty");
		this.database.execute("UPDATE schema_migrations SET dirty = 'f', version = 1e30");
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> migrator(TestScripts.of("1_one.sql", ONE)).adoption(null))
			.withMessageContaining("which is none");
	}

}
