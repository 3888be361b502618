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

package io.github.migrations.database.rules;

/**
 * The rules for PostgreSQL: what squawk, strong_migrations and eugene warn about, and
 * what follows from how files are run here.
 *
 * @see <a href="https://www.postgresql.org/docs/current/explicit-locking.html">Explicit
 * locking</a>
 * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html">ALTER
 * TABLE</a>
 * @see <a href="https://squawkhq.com/docs/rules">squawk</a>
 * @see <a href="https://github.com/ankane/strong_migrations">strong_migrations</a>
 * @see <a href="https://kaveland.no/eugene/hints.html">eugene</a>
 */
enum PostgresRule implements NamedRule {

	INDEX_NOT_CONCURRENT("Nobody can write to the table until the index is built.",
			"CREATE INDEX CONCURRENTLY i ON t (c); in a file of its own. On a partitioned table: CREATE INDEX i ON ONLY t "
					+ "(c); build one on each partition CONCURRENTLY, and ALTER INDEX i ATTACH PARTITION each."),

	DROP_INDEX_NOT_CONCURRENT(
			"DROP INDEX waits for every query on the table to end, and nobody can read or write the table meanwhile.",
			"DROP INDEX CONCURRENTLY i; in a file of its own."),

	REINDEX_NOT_CONCURRENT(
			"Nobody can write to the table until the index is built again, and almost every query on it waits too, "
					+ "because planning looks at all indexes.",
			"REINDEX INDEX CONCURRENTLY i; in a file of its own."),

	NOT_NULL_IN_ONE_STEP("All rows are read to find a NULL, and nobody can read or write the table meanwhile.",
			"ALTER TABLE t ADD CONSTRAINT t_c_not_null CHECK (c IS NOT NULL) NOT VALID; in the next file ALTER TABLE t "
					+ "VALIDATE CONSTRAINT t_c_not_null; in a third one ALTER TABLE t ALTER COLUMN c SET NOT NULL; which "
					+ "then reads nothing, and ALTER TABLE t DROP CONSTRAINT t_c_not_null;"),

	NOT_NULL_WITHOUT_DEFAULT(
			"It fails as soon as the table has a row, and the running application, which does not know the column, "
					+ "cannot insert any more.",
			"Give the column a DEFAULT; or add it without NOT NULL, fill it, and set NOT NULL as the rule "
					+ "not-null-in-one-step says."),

	CHECK_IN_ONE_STEP("All rows are checked, and nobody can read or write the table meanwhile.",
			"ALTER TABLE t ADD CONSTRAINT n CHECK (…) NOT VALID; and in the next file ALTER TABLE t VALIDATE CONSTRAINT "
					+ "n; which blocks nobody."),

	FOREIGN_KEY_IN_ONE_STEP(
			"All rows are looked up in the other table, and nobody can write to either table meanwhile.",
			"ALTER TABLE t ADD CONSTRAINT n FOREIGN KEY (c) REFERENCES o NOT VALID; and in the next file ALTER TABLE t "
					+ "VALIDATE CONSTRAINT n; which blocks nobody. Before PostgreSQL 18 a partitioned table needs this on "
					+ "each partition."),

	VALIDATE_IN_SAME_TRANSACTION(
			"The lock that ADD CONSTRAINT took is held until the transaction ends, so the rows are read under it, as if "
					+ "NOT VALID were not there.",
			"Put VALIDATE CONSTRAINT into the next file."),

	UNIQUE_CONSTRAINT_WITHOUT_INDEX("Its index is built while nobody can read or write the table.",
			"CREATE UNIQUE INDEX CONCURRENTLY i ON t (c); in a file of its own, and in the next one ALTER TABLE t ADD "
					+ "CONSTRAINT n UNIQUE USING INDEX i;"),

	PRIMARY_KEY_WITHOUT_INDEX("Its index is built, and NULL is looked for, while nobody can read or write the table.",
			"CREATE UNIQUE INDEX CONCURRENTLY i ON t (c); in a file of its own, set NOT NULL as the rule "
					+ "not-null-in-one-step says, and in the next file ALTER TABLE t ADD CONSTRAINT n PRIMARY KEY USING "
					+ "INDEX i;"),

	EXCLUSION_CONSTRAINT(
			"Its index is built while nobody can read or write the table, and there is no way to build it before.",
			"Create a new table with the constraint and move the rows over in batches; or accept the wait, in a file of "
					+ "its own with -- migration: allow=exclusion-constraint."),

	DOMAIN_CONSTRAINT_IN_ONE_STEP(
			"All rows of every table that has a column of this domain are checked, and nobody can write to them "
					+ "meanwhile.",
			"ALTER DOMAIN d ADD CONSTRAINT n CHECK (…) NOT VALID; and in the next file ALTER DOMAIN d VALIDATE "
					+ "CONSTRAINT n;"),

	COLUMN_TYPE_CHANGE(
			"The table and its indexes are written anew, and nobody can read or write the table meanwhile. The running "
					+ "application may not understand the new type either.",
			"Add a column of the new type, write both, fill it in batches, read the new one, and drop the old one in a "
					+ "later release. Only a longer varchar, text for varchar and a higher precision change nothing in the "
					+ "rows."),

	VOLATILE_DEFAULT(
			"The default is another one for each row, so the table is written anew, and nobody can read or "
					+ "write it meanwhile.",
			"ALTER TABLE t ADD COLUMN c uuid; ALTER TABLE t ALTER COLUMN c SET DEFAULT gen_random_uuid(); and fill the "
					+ "rows in batches."),

	AUTO_INCREMENT_COLUMN(
			"Each row gets its number at once, so the table is written anew, and nobody can read or "
					+ "write it meanwhile.",
			"ALTER TABLE t ADD COLUMN c bigint; CREATE SEQUENCE s OWNED BY t.c; ALTER TABLE t ALTER COLUMN c SET DEFAULT "
					+ "nextval('s'); and fill the rows in batches."),

	STORED_GENERATED_COLUMN(
			"Its value is computed for each row, so the table is written anew, and nobody can read or "
					+ "write it meanwhile.",
			"A VIRTUAL column (PostgreSQL 18), a view, an index on the expression, or a column that the application or a "
					+ "trigger fills."),

	JSON_COLUMN(
			"Values of type json cannot be compared, so SELECT DISTINCT, GROUP BY and UNION over the table fail from now on.",
			"ALTER TABLE t ADD COLUMN c jsonb;"),

	RENAME_COLUMN("The running application still uses the old name, and fails until the new one has taken its place.",
			"Add a column with the new name, write both, fill it in batches, read the new one, and drop the old one in a "
					+ "later release. Or keep the name in the database and change it in the application."),

	RENAME_TABLE("The running application still uses the old name, and fails until the new one has taken its place.",
			"ALTER TABLE t RENAME TO n; CREATE VIEW t AS SELECT * FROM n; in one file, and drop the view in a later "
					+ "release."),

	RENAME_SCHEMA("The running application still uses the old name, and fails until the new one has taken its place.",
			"Create the new schema, and move the tables one by one, leaving a view for each in the old schema."),

	RENAME_ENUM_VALUE("The running application still reads and writes the old value, and fails on it.",
			"ALTER TYPE e ADD VALUE 'new'; write both, update the rows in batches, and stop using the old value."),

	DROP_COLUMN(
			"The running application may still use the column, and so may the one before it, if you have to go back. "
					+ "What is in it is lost.",
			"Release an application that does not use the column any more, and drop it after that, in a file with "
					+ "-- migration: allow=drop-column."),

	DROP_TABLE(
			"The running application may still use the table, and so may the one before it, if you have to go back. "
					+ "What is in it is lost.",
			"Release an application that does not use the table any more, and drop it after that, in a file with "
					+ "-- migration: allow=drop-table."),

	DROP_SCHEMA("The running application may still use what is in the schema, and all of it is lost.",
			"Release an application that does not use the schema any more, and drop it after that, in a file with "
					+ "-- migration: allow=drop-schema."),

	TRUNCATE(
			"All rows are lost, with CASCADE those of other tables too, and nobody can read or write the table until "
					+ "the transaction ends.",
			"DELETE FROM t WHERE id BETWEEN 1 AND 10000; and so on, in a file with -- migration: transaction=off, so that "
					+ "each statement commits by itself."),

	LOCK_TABLE("Nobody can write to the table, or even read it, until the transaction ends.",
			"Leave the lock to the statements that need one; or take a mode that stops nobody, such as SHARE UPDATE "
					+ "EXCLUSIVE."),

	TABLE_REWRITE("The whole table is written anew, and nobody can read or write it meanwhile.",
			"pg_repack or pg_squeeze do the same while the table is in use; or take a window in which nobody uses it."),

	DETACH_NOT_CONCURRENT(
			"DETACH PARTITION waits for every query on the partitioned table to end, and nobody can read or write it "
					+ "meanwhile.",
			"ALTER TABLE t DETACH PARTITION p CONCURRENTLY; in a file of its own."),

	ENUM_VALUE_USED(
			"A new value can be used only after it is committed, so the file cannot run in one transaction: if "
					+ "a later statement fails, the earlier ones stay.",
			"Put ALTER TYPE … ADD VALUE into a file of its own."),

	NON_TRANSACTIONAL_MIXED(
			"The whole file runs without one transaction: if a statement fails, the ones before it stay, and they are "
					+ "not rolled back with it.",
			"Put the statement into a file of its own; or say that it is intended with -- migration: transaction=off."),

	WORK_AFTER_EXCLUSIVE_LOCK(
			"A lock is held until the transaction ends, so nobody can read or write the first table while this statement "
					+ "runs, or waits for a lock of its own.",
			"Put the statement into a file of its own, before or after this one."),

	WHOLE_TABLE_UPDATE(
			"All rows are locked until the transaction ends, and the table grows by as many; if it fails near the end, "
					+ "it begins again.",
			"UPDATE t SET … WHERE id BETWEEN 1 AND 10000; and so on, in a file with -- migration: transaction=off, so that "
					+ "each statement commits by itself; or let the application do it.");

	private final Words words;

	PostgresRule(String why, String instead) {
		this.words = new Words(why, instead);
	}

	@Override
	public Words words() {
		return this.words;
	}

}
