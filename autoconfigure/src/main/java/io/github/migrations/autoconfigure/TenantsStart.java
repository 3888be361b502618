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

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.log.LogMessage;

import io.github.migrations.engine.ScriptSource;
import io.github.migrations.script.ScriptException;
import io.github.migrations.tenant.Sweep;
import io.github.migrations.tenant.SweepProgress;

/**
 * Begins what is done about tenants without being asked: all of them before the
 * application is ready, or in the background as soon as it is.
 */
final class TenantsStart implements ApplicationListener<ApplicationReadyEvent>, Ordered {

	private static final Log logger = LogFactory.getLog(TenantMigrations.class);

	/** What stands in the endpoint's path where databases are named. */
	private static final String NAME = "tenants";

	private final ScriptSource scripts;

	private final Sweep sweep;

	private final TenantStrategy strategy;

	private final boolean never;

	private final OnFailure onFailure;

	private final ObjectProvider<Migrations> databases;

	private volatile boolean done;

	TenantsStart(ScriptSource scripts, Sweep sweep, TenantsProperties tenants, MigrationsProperties migrations,
			ObjectProvider<Migrations> databases) {
		this.scripts = scripts;
		this.sweep = sweep;
		this.strategy = tenants.getStrategy();
		this.never = migrations.getRunOn() == RunOn.NEVER;
		this.onFailure = migrations.getOnFailure();
		this.databases = databases;
	}

	/**
	 * Migrates all tenants, where that is to be done before the application is ready. Is
	 * called as soon as there is nothing to wait for, so that a mistake is found here and
	 * not by the first tenant.
	 * @throws io.github.migrations.engine.MigrationException if there is a mistake, or
	 * too many tenants fail and the application is to stop then
	 */
	void beforeReady() {
		checkScripts();
		if (this.databases.getObject().find(NAME) != null) {
			logger
				.warn("Database 'tenants' has the name of the list of tenants: /actuator/migrations/tenants shows the "
						+ "list, and this database is shown with the others only. Give its DataSource bean another name");
		}
		if (this.never) {
			logger.info("Tenants: none is migrated (spring.migrations.run-on=never)");
		}
		else if (this.strategy == TenantStrategy.ALL) {
			all();
		}
	}

	private void checkScripts() {
		try {
			if (this.scripts.find().isEmpty()) {
				logger.warn(LogMessage.format("Tenants: no migration file was found in %s",
						String.join(", ", this.scripts.locations())));
			}
		}
		catch (ScriptException ex) {
			throw MigrationsFactory.refused(String.valueOf(ex.getMessage()),
					"The files for tenants have a location of their own: spring.migrations.tenants.locations.");
		}
	}

	private void all() {
		SweepProgress end = this.sweep.run();
		if (end.state() == SweepProgress.State.DONE) {
			this.done = true;
			return;
		}
		String message = "Not all tenants are migrated: %s.".formatted(end.reason());
		if (this.onFailure == OnFailure.STOP) {
			throw MigrationsFactory.refused(message,
					"What failed is in the log, tenant by tenant. To start all the same, let each tenant be migrated when it "
							+ "is first needed: spring.migrations.tenants.strategy=lazy.");
		}
		logger.error(LogMessage.format("%s The application lives on, but does not become ready "
				+ "(spring.migrations.on-failure=keep-running)", message));
	}

	/**
	 * Tells whether the application can serve its tenants.
	 * @return whether nothing is left that was to be done before
	 */
	boolean isReady() {
		return this.never || this.strategy != TenantStrategy.ALL || this.done || isDoneNow();
	}

	/**
	 * A person may have begun the walk again. What has been ready once stays so: a later
	 * walk finds nothing worse than one that nobody has begun.
	 */
	private boolean isDoneNow() {
		if (this.sweep.progress().state() == SweepProgress.State.DONE) {
			this.done = true;
		}
		return this.done;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		if (!this.never && this.strategy == TenantStrategy.SWEEP) {
			this.sweep.start();
		}
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
