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

package io.github.migrations.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

import io.github.migrations.engine.Policies.OnMismatch;
import io.github.migrations.engine.Policies.OnOlder;
import io.github.migrations.engine.Settings.Adopt;

/**
 * Properties of migrations.
 */
@ConfigurationProperties("spring.migrations")
public class MigrationsProperties {

	/**
	 * Whether migrations are found, run and shown at all.
	 */
	private boolean enabled = true;

	/**
	 * Comma-separated list of locations that hold migration files, each one beginning
	 * with classpath:, classpath*: or file:. Folders are read recursively.
	 */
	private List<String> locations = List.of("classpath:db/migrations");

	/**
	 * Name of the tracking table. Details are kept in a second table of this name with
	 * "_details" added.
	 */
	private String table = "schema_migrations";

	/**
	 * Schema that holds the tracking tables. By default the connection's current one.
	 */
	private @Nullable String schema;

	/**
	 * When pending migrations run.
	 */
	private RunOn runOn = RunOn.APPLICATION_READY;

	/**
	 * What happens when a migration fails.
	 */
	private OnFailure onFailure = OnFailure.STOP;

	/**
	 * JDBC URL of a connection for migrations alone, used in place of the DataSource
	 * bean.
	 */
	private @Nullable String url;

	/**
	 * User of the connection for migrations alone.
	 */
	private @Nullable String user;

	/**
	 * Password of the connection for migrations alone.
	 */
	private @Nullable String password;

	/**
	 * Values for placeholders in migration files, by name. Nothing is replaced where
	 * there are none.
	 */
	private Map<String, String> placeholders = new LinkedHashMap<>();

	/**
	 * Settings for single DataSource beans, by the name of the bean. A bean that is named
	 * here is migrated also if it is not the primary one.
	 */
	private Map<String, Database> databases = new LinkedHashMap<>();

	/**
	 * What happens when a file has changed after it was applied.
	 */
	private OnMismatch onChanged = OnMismatch.ERROR;

	/**
	 * What happens when the database has a version that this build does not know.
	 */
	private OnMismatch onUnknown = OnMismatch.WARN;

	/**
	 * What happens to a pending migration that is older than the newest applied one.
	 */
	private OnOlder onOlder = OnOlder.APPLY;

	/**
	 * What happens when a number is missing between the files.
	 */
	private OnMismatch onGap = OnMismatch.IGNORE;

	/**
	 * Last version to apply; later ones remain pending. All of them by default.
	 */
	private @Nullable String target;

	/**
	 * Whether to create the schema of the tracking table where it does not exist.
	 */
	private boolean createSchemas;

	/**
	 * SQL statements to run on the connection before anything else.
	 */
	private @Nullable String initSql;

	/**
	 * Which tracking tables of other tools are taken over without a command.
	 */
	private Adopt adopt = Adopt.AUTO;

	/**
	 * Folder to copy the database to before pending migrations run; SQLite only.
	 */
	private @Nullable Path backup;

	/**
	 * Number of copies to keep of one database.
	 */
	private int backupKeep = 5;

	/**
	 * How long a statement of a transactional migration waits for a lock, on PostgreSQL;
	 * zero waits without end.
	 */
	private Duration lockTimeout = Duration.ofSeconds(5);

	/**
	 * How long a statement may run, on PostgreSQL. Without a limit by default.
	 */
	private @Nullable Duration statementTimeout;

	/**
	 * For how long a migration is tried again when a lock was in its way.
	 */
	private Duration lockRetry = Duration.ofMinutes(10);

	/**
	 * How often to log how a migration that runs is getting on, and whom it waits for;
	 * zero for never.
	 */
	private Duration progressInterval = Duration.ofSeconds(10);

	/**
	 * What happens to requests that come before the databases are migrated, with
	 * run-on=application-ready.
	 */
	private Gate gate = Gate.REJECT;

	/**
	 * How long a request waits with gate=wait before it is answered with 503.
	 */
	private Duration gateTimeout = Duration.ofSeconds(30);

	/**
	 * Comma-separated list of path patterns, below the context path, that reach the
	 * application at any time.
	 */
	private List<String> gateExclude = List.of();

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public List<String> getLocations() {
		return this.locations;
	}

	public void setLocations(List<String> locations) {
		this.locations = locations;
	}

	public String getTable() {
		return this.table;
	}

	public void setTable(String table) {
		this.table = table;
	}

	public @Nullable String getSchema() {
		return this.schema;
	}

	public void setSchema(@Nullable String schema) {
		this.schema = schema;
	}

	public RunOn getRunOn() {
		return this.runOn;
	}

	public void setRunOn(RunOn runOn) {
		this.runOn = runOn;
	}

	public OnFailure getOnFailure() {
		return this.onFailure;
	}

	public void setOnFailure(OnFailure onFailure) {
		this.onFailure = onFailure;
	}

	public @Nullable String getUrl() {
		return this.url;
	}

	public void setUrl(@Nullable String url) {
		this.url = url;
	}

	public @Nullable String getUser() {
		return this.user;
	}

	public void setUser(@Nullable String user) {
		this.user = user;
	}

	public @Nullable String getPassword() {
		return this.password;
	}

	public void setPassword(@Nullable String password) {
		this.password = password;
	}

	public Map<String, String> getPlaceholders() {
		return this.placeholders;
	}

	public void setPlaceholders(Map<String, String> placeholders) {
		this.placeholders = placeholders;
	}

	public Map<String, Database> getDatabases() {
		return this.databases;
	}

	public void setDatabases(Map<String, Database> databases) {
		this.databases = databases;
	}

	public OnMismatch getOnChanged() {
		return this.onChanged;
	}

	public void setOnChanged(OnMismatch onChanged) {
		this.onChanged = onChanged;
	}

	public OnMismatch getOnUnknown() {
		return this.onUnknown;
	}

	public void setOnUnknown(OnMismatch onUnknown) {
		this.onUnknown = onUnknown;
	}

	public OnOlder getOnOlder() {
		return this.onOlder;
	}

	public void setOnOlder(OnOlder onOlder) {
		this.onOlder = onOlder;
	}

	public OnMismatch getOnGap() {
		return this.onGap;
	}

	public void setOnGap(OnMismatch onGap) {
		this.onGap = onGap;
	}

	public @Nullable String getTarget() {
		return this.target;
	}

	public void setTarget(@Nullable String target) {
		this.target = target;
	}

	public boolean isCreateSchemas() {
		return this.createSchemas;
	}

	public void setCreateSchemas(boolean createSchemas) {
		this.createSchemas = createSchemas;
	}

	public @Nullable String getInitSql() {
		return this.initSql;
	}

	public void setInitSql(@Nullable String initSql) {
		this.initSql = initSql;
	}

	public Adopt getAdopt() {
		return this.adopt;
	}

	public void setAdopt(Adopt adopt) {
		this.adopt = adopt;
	}

	public @Nullable Path getBackup() {
		return this.backup;
	}

	public void setBackup(@Nullable Path backup) {
		this.backup = backup;
	}

	public int getBackupKeep() {
		return this.backupKeep;
	}

	public void setBackupKeep(int backupKeep) {
		this.backupKeep = backupKeep;
	}

	public Duration getLockTimeout() {
		return this.lockTimeout;
	}

	public void setLockTimeout(Duration lockTimeout) {
		this.lockTimeout = lockTimeout;
	}

	public @Nullable Duration getStatementTimeout() {
		return this.statementTimeout;
	}

	public void setStatementTimeout(@Nullable Duration statementTimeout) {
		this.statementTimeout = statementTimeout;
	}

	public Duration getLockRetry() {
		return this.lockRetry;
	}

	public void setLockRetry(Duration lockRetry) {
		this.lockRetry = lockRetry;
	}

	public Duration getProgressInterval() {
		return this.progressInterval;
	}

	public void setProgressInterval(Duration progressInterval) {
		this.progressInterval = progressInterval;
	}

	public Gate getGate() {
		return this.gate;
	}

	public void setGate(Gate gate) {
		this.gate = gate;
	}

	public Duration getGateTimeout() {
		return this.gateTimeout;
	}

	public void setGateTimeout(Duration gateTimeout) {
		this.gateTimeout = gateTimeout;
	}

	public List<String> getGateExclude() {
		return this.gateExclude;
	}

	public void setGateExclude(List<String> gateExclude) {
		this.gateExclude = gateExclude;
	}

	/**
	 * Settings for one DataSource bean; what is not set here is taken from the general
	 * ones.
	 */
	public static class Database {

		/**
		 * Comma-separated list of locations that hold migration files for this database.
		 */
		private @Nullable List<String> locations;

		/**
		 * Name of the tracking table in this database.
		 */
		private @Nullable String table;

		/**
		 * Schema that holds the tracking tables of this database.
		 */
		private @Nullable String schema;

		public @Nullable List<String> getLocations() {
			return this.locations;
		}

		public void setLocations(@Nullable List<String> locations) {
			this.locations = locations;
		}

		public @Nullable String getTable() {
			return this.table;
		}

		public void setTable(@Nullable String table) {
			this.table = table;
		}

		public @Nullable String getSchema() {
			return this.schema;
		}

		public void setSchema(@Nullable String schema) {
			this.schema = schema;
		}

	}

}
