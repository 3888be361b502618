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

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.log.LogMessage;

import io.github.migrations.engine.MigrationException;
import io.github.migrations.engine.Migrator;
import io.github.migrations.engine.ScriptSource;
import io.github.migrations.engine.Status;
import io.github.migrations.script.ScriptFile;

/**
 * Migrates all databases of the application once, and backs off politely where there is
 * nothing to migrate.
 */
final class MigrationsRunner {

	private static final Log logger = LogFactory.getLog(Migrations.class);

	private static final String NO_FILES = "Database '%s': no migration file was found in %s%s";

	private final Migrations migrations;

	private final ScriptSource scripts;

	private final ScriptSource flywayScripts;

	private final OnFailure onFailure;

	private volatile boolean done;

	/**
	 * Creates a runner.
	 * @param migrations the databases
	 * @param scripts the files for a database without settings of its own
	 * @param flywayScripts the files in the folder that Flyway uses by default
	 * @param onFailure what to do when a migration fails
	 */
	MigrationsRunner(Migrations migrations, ScriptSource scripts, ScriptSource flywayScripts, OnFailure onFailure) {
		this.migrations = migrations;
		this.scripts = scripts;
		this.flywayScripts = flywayScripts;
		this.onFailure = onFailure;
	}

	/**
	 * Migrates all databases, the first time that it is called.
	 * @throws MigrationException if a migration fails and the application is to stop then
	 */
	synchronized void run() {
		if (this.done) {
			return;
		}
		if (this.migrations.all().isEmpty()) {
			checkNothingToMigrate();
		}
		for (Migrator migrator : this.migrations.all()) {
			run(migrator);
		}
		this.done = true;
	}

	private void run(Migrator migrator) {
		try {
			if (warnIfNothingToMigrate(migrator)) {
				migrator.migrate(null);
			}
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
	 * Looks whether there is anything to migrate at all.
	 * @throws MigrationException if there are files and no database
	 */
	void checkNothingToMigrate() {
		List<ScriptFile> files = this.scripts.find();
		if (!files.isEmpty()) {
			String message = "There are migration files (%s%s), but no DataSource to run them against."
				.formatted(files.get(0), (files.size() > 1) ? " and " + (files.size() - 1) + " more" : "");
			throw new MigrationException(message,
					"Define a DataSource (spring.datasource.url), give migrations a connection of their own "
							+ "(spring.migrations.url), or switch them off (spring.migrations.enabled=false).",
					new Status.Failure(null, null, 0, message), null);
		}
		logger.info("No DataSource and no migration files: there is nothing to migrate");
	}

	/**
	 * Warns where a database has no files.
	 * @return whether there are files
	 */
	boolean warnIfNothingToMigrate(Migrator migrator) {
		if (!migrator.scripts().find().isEmpty()) {
			return true;
		}
		boolean flyway = flywayNames().findAny().isPresent();
		logger.warn(
				LogMessage.format(NO_FILES, migrator.name(), String.join(", ", migrator.scripts().locations()),
						(flyway) ? ". %s holds Flyway's files: to run them, set spring.migrations.locations=%s"
							.formatted(this.flywayScripts.locations().get(0), this.flywayScripts.locations().get(0))
								: ""));
		return false;
	}

	private Stream<String> flywayNames() {
		return this.flywayScripts.find()
			.stream()
			.map(ScriptFile::name)
			.filter((name) -> name.startsWith("V") && name.endsWith(".sql"));
	}

	/**
	 * Tells whether the application can work with its databases.
	 * @return whether the run is done and nothing has failed since
	 */
	boolean isSchemaReady() {
		return this.done && migrators().stream().allMatch((migrator) -> migrator.failure() == null);
	}

	private Collection<Migrator> migrators() {
		return this.migrations.all();
	}

}
