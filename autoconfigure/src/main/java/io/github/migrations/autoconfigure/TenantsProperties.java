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

/**
 * Properties of the databases of tenants: one for each user or customer, all of one
 * shape.
 */
@ConfigurationProperties(TenantsProperties.PREFIX)
public class TenantsProperties {

	static final String PREFIX = "spring.migrations.tenants";

	/**
	 * Pattern of the path of each tenant's SQLite file, which holds {tenant} once, in the
	 * name of the file.
	 */
	private @Nullable String files;

	/**
	 * Pattern of the name of each tenant's PostgreSQL schema, which holds {tenant} once.
	 */
	private @Nullable String schemas;

	/**
	 * Query that lists the schemas of all tenants. By default those that fit the pattern.
	 */
	private @Nullable String schemasQuery;

	/**
	 * Pattern of the name of each tenant's PostgreSQL database, which holds {tenant}
	 * once, on the server of the application's own DataSource.
	 */
	private @Nullable String databases;

	/**
	 * Comma-separated list of locations that hold migration files for tenants, each one
	 * beginning with classpath:, classpath*: or file:. Folders are read recursively.
	 */
	private List<String> locations = List.of("classpath:db/tenant-migrations");

	/**
	 * Whether the database of a tenant that has none is created when it is first needed.
	 */
	private boolean create = true;

	/**
	 * When the databases of tenants are migrated.
	 */
	private TenantStrategy strategy = TenantStrategy.LAZY;

	/**
	 * How long the migration of a tenant's database waits for a lock that somebody else
	 * holds, with all attempts, and with it the caller who needs the tenant.
	 */
	private Duration lockRetry = Duration.ofSeconds(30);

	/**
	 * Settings of each connection to a tenant's file, as the driver names them.
	 */
	private Map<String, String> connection = new LinkedHashMap<>();

	/**
	 * Whether a new tenant's database is a copy of one that has been migrated before.
	 */
	private boolean template;

	/**
	 * Folder to copy a tenant's file to before it is migrated.
	 */
	private @Nullable Path safetyCopy;

	/**
	 * How long copies of a tenant's file are kept.
	 */
	private Duration safetyCopyKeep = Duration.ofDays(7);

	private final Pool pool = new Pool();

	private final Sweep sweep = new Sweep();

	public @Nullable String getFiles() {
		return this.files;
	}

	public void setFiles(@Nullable String files) {
		this.files = files;
	}

	public @Nullable String getSchemas() {
		return this.schemas;
	}

	public void setSchemas(@Nullable String schemas) {
		this.schemas = schemas;
	}

	public @Nullable String getSchemasQuery() {
		return this.schemasQuery;
	}

	public void setSchemasQuery(@Nullable String schemasQuery) {
		this.schemasQuery = schemasQuery;
	}

	public @Nullable String getDatabases() {
		return this.databases;
	}

	public void setDatabases(@Nullable String databases) {
		this.databases = databases;
	}

	public List<String> getLocations() {
		return this.locations;
	}

	public void setLocations(List<String> locations) {
		this.locations = locations;
	}

	public boolean isCreate() {
		return this.create;
	}

	public void setCreate(boolean create) {
		this.create = create;
	}

	public TenantStrategy getStrategy() {
		return this.strategy;
	}

	public void setStrategy(TenantStrategy strategy) {
		this.strategy = strategy;
	}

	public Duration getLockRetry() {
		return this.lockRetry;
	}

	public void setLockRetry(Duration lockRetry) {
		this.lockRetry = lockRetry;
	}

	public Map<String, String> getConnection() {
		return this.connection;
	}

	public void setConnection(Map<String, String> connection) {
		this.connection = connection;
	}

	public boolean isTemplate() {
		return this.template;
	}

	public void setTemplate(boolean template) {
		this.template = template;
	}

	public @Nullable Path getSafetyCopy() {
		return this.safetyCopy;
	}

	public void setSafetyCopy(@Nullable Path safetyCopy) {
		this.safetyCopy = safetyCopy;
	}

	public Duration getSafetyCopyKeep() {
		return this.safetyCopyKeep;
	}

	public void setSafetyCopyKeep(Duration safetyCopyKeep) {
		this.safetyCopyKeep = safetyCopyKeep;
	}

	public Pool getPool() {
		return this.pool;
	}

	public Sweep getSweep() {
		return this.sweep;
	}

	/**
	 * How many connections to databases of tenants are open, and for how long.
	 */
	public static class Pool {

		/**
		 * Number of connections to databases of tenants that may be open at once.
		 */
		private int maxOpen = 100;

		/**
		 * Number of connections to the database of one tenant that may be open at once.
		 */
		private int maxPerTenant = 4;

		/**
		 * Time after which a connection that nobody uses is closed.
		 */
		private Duration idleTimeout = Duration.ofMinutes(1);

		/**
		 * How long a caller waits for a connection.
		 */
		private Duration maxWait = Duration.ofSeconds(30);

		public int getMaxOpen() {
			return this.maxOpen;
		}

		public void setMaxOpen(int maxOpen) {
			this.maxOpen = maxOpen;
		}

		public int getMaxPerTenant() {
			return this.maxPerTenant;
		}

		public void setMaxPerTenant(int maxPerTenant) {
			this.maxPerTenant = maxPerTenant;
		}

		public Duration getIdleTimeout() {
			return this.idleTimeout;
		}

		public void setIdleTimeout(Duration idleTimeout) {
			this.idleTimeout = idleTimeout;
		}

		public Duration getMaxWait() {
			return this.maxWait;
		}

		public void setMaxWait(Duration maxWait) {
			this.maxWait = maxWait;
		}

	}

	/**
	 * How all tenants are migrated, one after another.
	 */
	public static class Sweep {

		/**
		 * Number of tenants that are migrated at the same time.
		 */
		private int parallelism = 2;

		/**
		 * Number of tenants that are begun in a second at most; zero for no limit.
		 */
		private int rate = 100;

		/**
		 * Share of the tenants that is migrated before all others, in percent.
		 */
		private String canary = "1%";

		/**
		 * Share of the tenants that may fail before the walk stops, in percent.
		 */
		private String maxFailures = "5%";

		public int getParallelism() {
			return this.parallelism;
		}

		public void setParallelism(int parallelism) {
			this.parallelism = parallelism;
		}

		public int getRate() {
			return this.rate;
		}

		public void setRate(int rate) {
			this.rate = rate;
		}

		public String getCanary() {
			return this.canary;
		}

		public void setCanary(String canary) {
			this.canary = canary;
		}

		public String getMaxFailures() {
			return this.maxFailures;
		}

		public void setMaxFailures(String maxFailures) {
			this.maxFailures = maxFailures;
		}

	}

}
