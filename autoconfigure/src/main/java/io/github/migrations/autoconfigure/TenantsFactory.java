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

import java.net.URI;
import java.nio.file.Path;

import javax.sql.DataSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContext;

import io.github.migrations.engine.ScriptSource;
import io.github.migrations.engine.Settings;
import io.github.migrations.engine.SharedPlan;
import io.github.migrations.tenant.SafetyCopies;
import io.github.migrations.tenant.Share;
import io.github.migrations.tenant.SweepSettings;
import io.github.migrations.tenant.TemplateFiles;
import io.github.migrations.tenant.TenantConnections;
import io.github.migrations.tenant.TenantDatabases;
import io.github.migrations.tenant.TenantFiles;
import io.github.migrations.tenant.TenantMigrator;
import io.github.migrations.tenant.TenantSchemas;

/**
 * Makes of the properties what reaches the databases of tenants.
 */
final class TenantsFactory {

	private static final String FILES = TenantsProperties.PREFIX + ".files";

	private static final String SCHEMAS = TenantsProperties.PREFIX + ".schemas";

	private static final String POOL = TenantsProperties.PREFIX + ".pool";

	private static final String SWEEP = TenantsProperties.PREFIX + ".sweep";

	/** So many tenants are tried at least before it is judged whether too many fail. */
	private static final int MINIMUM = 20;

	private static final String LOCATIONS = TenantsProperties.PREFIX + ".locations";

	private static final String FILE = "file:";

	private final TenantsProperties properties;

	TenantsFactory(TenantsProperties properties) {
		this.properties = properties;
	}

	/**
	 * Finds the databases.
	 * @param dataSource the application's own DataSource, which schemas are in
	 */
	TenantDatabases databases(ObjectProvider<DataSource> dataSource) {
		String files = this.properties.getFiles();
		if (files != null && (this.properties.getSchemas() != null || this.properties.getSchemasQuery() != null)) {
			throw MigrationsFactory.refused(
					"%s and %s are both set, and a tenant has only one database.".formatted(FILES, SCHEMAS),
					"Remove one of them.");
		}
		if (files != null) {
			return files(files);
		}
		return schemas(dataSource);
	}

	private TenantDatabases schemas(ObjectProvider<DataSource> dataSource) {
		DataSource pool = dataSource.getIfUnique();
		if (pool == null) {
			throw MigrationsFactory.refused(SCHEMAS + " is set, but there is no DataSource that the schemas are in.",
					"Define one (spring.datasource.url), or mark one of several with @Primary.");
		}
		try {
			return new TenantSchemas(pool, this.properties.getSchemas(), this.properties.getSchemasQuery(),
					this.properties.isCreate());
		}
		catch (IllegalArgumentException ex) {
			throw MigrationsFactory.refused("%s: %s.".formatted(SCHEMAS, ex.getMessage()),
					"Write the name of a schema with {tenant} in place of the tenant's name, such as user_{tenant}.");
		}
	}

	private TenantDatabases files(String pattern) {
		try {
			return new TenantFiles(path(pattern), this.properties.isCreate(), this.properties.getConnection());
		}
		catch (IllegalArgumentException ex) {
			throw MigrationsFactory.refused("%s: %s.".formatted(FILES, ex.getMessage()),
					"Write the path of a file with {tenant} in place of the tenant's name, such as "
							+ "file:./data/users/{tenant}.db.");
		}
	}

	/**
	 * A path is taken as it is; only {@code file:///} begins a URI, whose characters may
	 * be escaped.
	 */
	private static String path(String pattern) {
		if (pattern.startsWith(FILE + "///")) {
			String marked = pattern.replace("{", "%7B").replace("}", "%7D");
			return Path.of(URI.create(marked)).toString().replace('\\', '/');
		}
		return (pattern.startsWith(FILE)) ? pattern.substring(FILE.length()) : pattern;
	}

	private ScriptSource scripts(ApplicationContext context) {
		boolean configured = Binder.get(context.getEnvironment())
			.bind(LOCATIONS, Bindable.listOf(String.class))
			.isBound();
		return new ResourceScriptSource(this.properties.getLocations(), configured, LOCATIONS,
				context.getClassLoader());
	}

	TenantConnections.Size size() {
		TenantsProperties.Pool pool = this.properties.getPool();
		try {
			return new TenantConnections.Size(pool.getMaxOpen(), pool.getMaxPerTenant(), pool.getIdleTimeout(),
					pool.getMaxWait());
		}
		catch (IllegalArgumentException ex) {
			throw MigrationsFactory.refused("%s: %s.".formatted(POOL, ex.getMessage()),
					"Set %s.max-open and %s.max-per-tenant to 1 or more, %s.idle-timeout to more than 0, and %s.max-wait to 0 or more."
						.formatted(POOL, POOL, POOL, POOL));
		}
	}

	/**
	 * Puts together what is done to migrate a tenant.
	 * @param databases where the databases are
	 * @param context finds the files
	 * @param settings how each database is migrated
	 */
	TenantChain chain(TenantDatabases databases, ApplicationContext context, Settings settings) {
		ScriptSource scripts = scripts(context);
		TenantRecord record = new TenantRecord();
		SharedPlan shared = new SharedPlan(scripts, settings, record);
		TenantPlan plan = new TenantPlan(databases, scripts, shared);
		TenantMigrator all = (tenant) -> record.migrated(tenant, plan.migrate(tenant));
		TemplateFiles template = null;
		if (this.properties.isTemplate()) {
			template = new TemplateFiles(onlyFiles("template", databases),
					(dataSource) -> shared.migrate("template", dataSource), settings.table(), all);
			all = template;
		}
		SafetyCopies copies = null;
		Path folder = this.properties.getSafetyCopy();
		if (folder != null) {
			copies = new SafetyCopies(onlyFiles("safety-copy", databases), folder, this.properties.getSafetyCopyKeep(),
					shared, all);
			all = copies;
		}
		return new TenantChain(plan, record, template, copies, all);
	}

	private static TenantFiles onlyFiles(String property, TenantDatabases databases) {
		if (databases instanceof TenantFiles files) {
			return files;
		}
		throw MigrationsFactory.refused("%s.%s is for tenants that have a file each, and these have none."
			.formatted(TenantsProperties.PREFIX, property), "Remove the property.");
	}

	/**
	 * Returns how all tenants are walked through.
	 * @param bounded whether the walk is slow enough for an application that serves
	 * others meanwhile
	 */
	SweepSettings sweep(boolean bounded) {
		TenantsProperties.Sweep sweep = this.properties.getSweep();
		Share canary = share("canary", sweep.getCanary());
		Share maxFailures = share("max-failures", sweep.getMaxFailures());
		try {
			return new SweepSettings(sweep.getParallelism(), (bounded) ? sweep.getRate() : 0, canary, maxFailures,
					MINIMUM);
		}
		catch (IllegalArgumentException ex) {
			throw MigrationsFactory.refused("%s: %s.".formatted(SWEEP, ex.getMessage()),
					"Set %s.parallelism to 1 or more, and %s.rate to 0 or more.".formatted(SWEEP, SWEEP));
		}
	}

	private static Share share(String property, String text) {
		try {
			return Share.parse(text);
		}
		catch (IllegalArgumentException ex) {
			throw MigrationsFactory.refused("%s.%s: %s.".formatted(SWEEP, property, ex.getMessage()),
					"Correct the property.");
		}
	}

}
