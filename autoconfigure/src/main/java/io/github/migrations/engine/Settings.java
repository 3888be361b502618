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

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.TableName;
import io.github.migrations.script.Placeholders;
import io.github.migrations.script.Version;

/**
 * How a database is migrated.
 *
 * @param table the tracking table; without a schema it is looked up in the connection's
 * current one
 * @param placeholders the values of placeholders in scripts
 * @param policies what is done about a history that does not fit the files
 * @param locks how long statements wait and run
 * @param preparation what comes before the first migration
 * @param target the last version to apply where a run does not say one, or {@code null}
 * for all
 * @param backup where the database is copied to before it is changed, or {@code null} for
 * no copy
 */
public record Settings(TableName table, Placeholders placeholders, Policies policies, LockSettings locks,
		Preparation preparation, @Nullable Version target, @Nullable Backup backup) {

	/**
	 * Returns the settings that hold where nothing is said.
	 * @return the table {@code schema_migrations}, no placeholders, the default of
	 * everything else
	 */
	public static Settings defaults() {
		return new Settings(new TableName(null, "schema_migrations"), Placeholders.NONE, Policies.DEFAULTS,
				LockSettings.DEFAULTS, Preparation.DEFAULTS, null, null);
	}

	/**
	 * Returns these settings with another table.
	 * @param table the tracking table
	 * @return new settings
	 */
	public Settings withTable(TableName table) {
		return new Settings(table, this.placeholders, this.policies, this.locks, this.preparation, this.target,
				this.backup);
	}

	/**
	 * Returns these settings with other placeholders.
	 * @param placeholders the values of placeholders in scripts
	 * @return new settings
	 */
	public Settings withPlaceholders(Placeholders placeholders) {
		return new Settings(this.table, placeholders, this.policies, this.locks, this.preparation, this.target,
				this.backup);
	}

	/**
	 * Returns these settings with other policies.
	 * @param policies what is done about a history that does not fit the files
	 * @return new settings
	 */
	public Settings withPolicies(Policies policies) {
		return new Settings(this.table, this.placeholders, policies, this.locks, this.preparation, this.target,
				this.backup);
	}

	/**
	 * Returns these settings with other times to wait.
	 * @param locks how long statements wait and run
	 * @return new settings
	 */
	public Settings withLocks(LockSettings locks) {
		return new Settings(this.table, this.placeholders, this.policies, locks, this.preparation, this.target,
				this.backup);
	}

	/**
	 * Returns these settings with another preparation.
	 * @param preparation what comes before the first migration
	 * @return new settings
	 */
	public Settings withPreparation(Preparation preparation) {
		return new Settings(this.table, this.placeholders, this.policies, this.locks, preparation, this.target,
				this.backup);
	}

	/**
	 * Returns these settings with another target.
	 * @param target the last version to apply where a run does not say one, or
	 * {@code null} for all
	 * @return new settings
	 */
	public Settings withTarget(@Nullable Version target) {
		return new Settings(this.table, this.placeholders, this.policies, this.locks, this.preparation, target,
				this.backup);
	}

	/**
	 * Returns these settings with another place for copies.
	 * @param backup where the database is copied to before it is changed, or {@code null}
	 * for no copy
	 * @return new settings
	 */
	public Settings withBackup(@Nullable Backup backup) {
		return new Settings(this.table, this.placeholders, this.policies, this.locks, this.preparation, this.target,
				backup);
	}

	/**
	 * How long statements wait for locks, and how long they run, on a database that can
	 * limit it. A directive in a file goes before.
	 *
	 * @param lockTimeout how long a statement waits for a lock of somebody else; zero
	 * waits without end
	 * @param statementTimeout how long a statement runs, or {@code null} for as long as
	 * it takes
	 * @param lockRetry for how long a migration is tried again when a lock was in the way
	 */
	public record LockSettings(Duration lockTimeout, @Nullable Duration statementTimeout, Duration lockRetry) {

		/** Five seconds for a lock, no limit for a statement, ten minutes of trying. */
		public static final LockSettings DEFAULTS = new LockSettings(Duration.ofSeconds(5), null,
				Duration.ofMinutes(10));

	}

	/**
	 * What comes before the first migration.
	 *
	 * @param createSchema whether the schema of the tracking table is created where it
	 * does not exist
	 * @param initSql statements that every connection begins with, or {@code null}
	 * @param adopt which tables of other tools are taken over without a command
	 */
	public record Preparation(boolean createSchema, @Nullable String initSql, Adopt adopt) {

		/** Nothing but taking over what cannot be misread. */
		public static final Preparation DEFAULTS = new Preparation(false, null, Adopt.AUTO);

	}

	/**
	 * Which tables of other tools are taken over without a command.
	 */
	public enum Adopt {

		/** Those whose shape cannot be misread. */
		AUTO,

		/** None: the command {@code migrations:adopt} does it. */
		COMMAND

	}

	/**
	 * Where a database is copied to before it is changed.
	 *
	 * @param folder the folder, which is created where it does not exist
	 * @param keep how many copies of one database are kept
	 */
	public record Backup(Path folder, int keep) {
	}

}
