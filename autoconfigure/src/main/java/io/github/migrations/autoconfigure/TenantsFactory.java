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

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContext;

import io.github.migrations.engine.MigrationException;
import io.github.migrations.engine.ScriptSource;
import io.github.migrations.engine.Settings;
import io.github.migrations.engine.SharedPlan;
import io.github.migrations.tenant.SafetyCopies;
import io.github.migrations.tenant.Share;
import io.github.migrations.tenant.SweepSettings;
import io.github.migrations.tenant.Template;
import io.github.migrations.tenant.TenantConnections;
import io.github.migrations.tenant.TenantDatabases;
import io.github.migrations.tenant.TenantFiles;
import io.github.migrations.tenant.TenantMigrator;

/**
 * Makes of the properties what reaches the databases of tenants.
 */
final class TenantsFactory {

	private static final String POOL = TenantsProperties.PREFIX + ".pool";

	private static final String SWEEP = TenantsProperties.PREFIX + ".sweep";

	/** So many tenants are tried at least before it is judged whether too many fail. */
	private static final int MINIMUM = 20;

	private static final String LOCATIONS = TenantsProperties.PREFIX + ".locations";

	private final TenantsProperties properties;

	TenantsFactory(TenantsProperties properties) {
		this.properties = properties;
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
		Template template = null;
		if (this.properties.isTemplate()) {
			template = Template.of(databases, shared, settings.table(), all, record);
			if (template == null) {
				throw isFor("template", "a file or a database each, and these have neither");
			}
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
		throw isFor(property, "a file each, and these have none");
	}

	private static MigrationException isFor(String property, String what) {
		return MigrationsFactory.refused(
				"%s.%s is for tenants that have %s.".formatted(TenantsProperties.PREFIX, property, what),
				"Remove the property.");
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
