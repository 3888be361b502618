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

import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.log.LogMessage;

import io.github.migrations.engine.MigrationException;
import io.github.migrations.engine.Migrator;
import io.github.migrations.engine.ScriptSource;
import io.github.migrations.engine.Status;
import io.github.migrations.script.ScriptException;
import io.github.migrations.script.ScriptFile;

/**
 * Migrates all databases of the application once, and backs off politely where there is
 * nothing to migrate.
 */
final class MigrationsRunner {

	private static final Log logger = LogFactory.getLog(Migrations.class);

	private final Migrations migrations;

	private final ScriptSource scripts;

	private final ScriptSource flywayScripts;

	private final OnFailure onFailure;

	private final SchemaReadiness readiness;

	private volatile boolean done;

	/**
	 * Creates a runner.
	 * @param migrations the databases
	 * @param scripts the files for a database without settings of its own
	 * @param flywayScripts the files in the folder that Flyway uses by default
	 * @param onFailure what to do when a migration fails
	 * @param readiness is told when the run at the start is over
	 */
	MigrationsRunner(Migrations migrations, ScriptSource scripts, ScriptSource flywayScripts, OnFailure onFailure,
			SchemaReadiness readiness) {
		this.migrations = migrations;
		this.scripts = scripts;
		this.flywayScripts = flywayScripts;
		this.onFailure = onFailure;
		this.readiness = readiness;
	}

	/**
	 * Migrates all databases, the first time that it is called.
	 * @throws MigrationException if a migration fails and the application is to stop then
	 */
	synchronized void run() {
		if (this.done) {
			return;
		}
		checkDatabases();
		for (Migrator migrator : this.migrations.all()) {
			run(migrator);
		}
		this.done = true;
		this.readiness.ran(this.migrations.all());
	}

	private void run(Migrator migrator) {
		try {
			migrate(migrator);
		}
		catch (MigrationException ex) {
			if (this.onFailure == OnFailure.STOP) {
				throw ex;
			}
			logger.error(LogMessage.format("%s%n%s%nThe application lives on, but does not become ready "
					+ "(spring.migrations.on-failure=keep-running).", ex.getMessage(), ex.getAction()));
		}
	}

	/**
	 * Migrates one database.
	 * @param name its name; a database that is not ours to migrate is left alone
	 * @throws MigrationException if a migration fails
	 */
	void migrate(String name) {
		Migrator migrator = this.migrations.find(name);
		if (migrator != null) {
			migrate(migrator);
		}
	}

	private void migrate(Migrator migrator) {
		if (migrator.migrateIfAny().isEmpty()) {
			logger.warn(LogMessage.format("Database '%s': no migration file was found in %s%s", migrator.name(),
					String.join(", ", migrator.scripts().locations()), flywayHint()));
		}
	}

	/**
	 * Says what is pending, and that nothing is done about it. That the database cannot
	 * be read is no reason to stop.
	 */
	synchronized void show() {
		if (this.done) {
			return;
		}
		this.done = true;
		if (this.migrations.all().isEmpty()) {
			logger.info("No DataSource: there is nothing to migrate (spring.migrations.run-on=never)");
		}
		this.migrations.all().forEach(MigrationsRunner::show);
	}

	private static void show(Migrator migrator) {
		try {
			Status status = migrator.status();
			if (status.failure() != null) {
				logger.warn(LogMessage.format("Database '%s': %s. No migration is run (spring.migrations.run-on=never)",
						migrator.name(), status.failure().message()));
				return;
			}
			logger.info(LogMessage.format(
					"Database '%s' (%s %s): %d migrations applied, %d pending, version %s; none is run "
							+ "(spring.migrations.run-on=never)",
					migrator.name(), status.product(), status.productVersion(), status.applied().size(),
					status.pending().size(), (status.version() != null) ? status.version() : "none"));
		}
		catch (MigrationException ex) {
			logger.warn(LogMessage.format("%s%n%s No migration is run (spring.migrations.run-on=never)",
					ex.getMessage(), ex.getAction()));
		}
	}

	/**
	 * Looks whether there is a database at all.
	 * @throws MigrationException if there are files and no database
	 */
	void checkDatabases() {
		if (!this.migrations.all().isEmpty()) {
			return;
		}
		List<ScriptFile> files = findFiles();
		if (!files.isEmpty()) {
			String message = "There are migration files (%s%s), but no DataSource to run them against."
				.formatted(files.get(0), (files.size() > 1) ? " and " + (files.size() - 1) + " more" : "");
			throw refused(message, "Define a DataSource (spring.datasource.url), give migrations a connection of their "
					+ "own (spring.migrations.url), or switch them off (spring.migrations.enabled=false).");
		}
		logger.info("No DataSource and no migration files: there is nothing to migrate");
	}

	private List<ScriptFile> findFiles() {
		try {
			return this.scripts.find();
		}
		catch (ScriptException ex) {
			throw refused(ex.getMessage(), "There is no DataSource either: to have no migrations at all, "
					+ "set spring.migrations.enabled=false.");
		}
	}

	private static MigrationException refused(String message, String action) {
		return new MigrationException(message, action, new Status.Failure(null, null, 0, message), null);
	}

	private String flywayHint() {
		String location = this.flywayScripts.locations().get(0);
		boolean flyway = this.flywayScripts.find()
			.stream()
			.map(ScriptFile::name)
			.anyMatch((name) -> name.startsWith("V") && name.endsWith(".sql"));
		return (flyway) ? ". %s holds Flyway's files: to run them, set spring.migrations.locations=%s"
			.formatted(location, location) : "";
	}

	/**
	 * Tells whether there is no migration for any database. What cannot be read may be
	 * one; what is wrong with it is for the run to say.
	 */
	boolean hasNothingToDo() {
		try {
			return this.migrations.all().stream().noneMatch(Migrator::hasMigrations);
		}
		catch (ScriptException | MigrationException ex) {
			return false;
		}
	}

	/**
	 * Tells whether the application can work with its databases.
	 * @return whether the run is done and nothing has failed since
	 */
	boolean isSchemaReady() {
		return this.readiness.isReady();
	}

	SchemaReadiness readiness() {
		return this.readiness;
	}

}
