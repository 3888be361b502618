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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

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
