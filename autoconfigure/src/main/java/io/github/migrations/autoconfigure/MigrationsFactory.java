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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import io.github.migrations.database.TableName;
import io.github.migrations.engine.CodeMigration;
import io.github.migrations.engine.MigrationException;
import io.github.migrations.engine.MigrationListener;
import io.github.migrations.engine.Migrator;
import io.github.migrations.engine.Policies;
import io.github.migrations.engine.ScriptSource;
import io.github.migrations.engine.Settings;
import io.github.migrations.engine.Status;
import io.github.migrations.script.Placeholders;
import io.github.migrations.script.Version;

/**
 * Makes a migrator for each database of the application.
 */
final class MigrationsFactory {

	private static final String DEFAULT_NAME = "dataSource";

	private static final String PREFIX = "spring.migrations.";

	private final ConfigurableListableBeanFactory beanFactory;

	private final Environment environment;

	private final MigrationsProperties properties;

	private final MigrationListener listener;

	MigrationsFactory(ConfigurableListableBeanFactory beanFactory, Environment environment,
			MigrationsProperties properties, List<MigrationListener> listeners) {
		this.beanFactory = beanFactory;
		this.environment = environment;
		this.properties = properties;
		this.listener = new MigrationListeners(listeners);
	}

	Migrations create() {
		DataSourceBeans beans = DataSourceBeans.of(this.beanFactory);
		Map<String, DataSource> targets = new LinkedHashMap<>();
		if (this.properties.getUrl() != null || this.properties.getUser() != null) {
			String name = Objects.requireNonNullElse(beans.primary(), DEFAULT_NAME);
			targets.put(name, ownConnection(beans, name));
		}
		else if (beans.primary() != null) {
			targets.put(beans.primary(), beans.get(beans.primary()));
		}
		else if (!beans.names().isEmpty() && this.properties.getDatabases().isEmpty()) {
			throw refused(
					"There are several DataSource beans (%s), and none of them is the primary one."
						.formatted(String.join(", ", beans.names())),
					"Mark one of them with @Primary, or name those to migrate: " + PREFIX
							+ "databases.<bean name>.locations.");
		}
		for (String name : this.properties.getDatabases().keySet()) {
			if (!beans.names().contains(name)) {
				throw refused("%sdatabases.%s names a DataSource bean that does not exist.".formatted(PREFIX, name),
						(beans.names().isEmpty()) ? "There is no DataSource bean at all."
								: "The DataSource beans are: %s.".formatted(String.join(", ", beans.names())));
			}
			targets.putIfAbsent(name, beans.get(name));
		}
		CodeMigrationBeans code = new CodeMigrationBeans(this.beanFactory, targets.keySet(), primary(beans, targets));
		List<Migrator> migrators = new ArrayList<>();
		targets.forEach((name, dataSource) -> migrators.add(migrator(name, dataSource, () -> code.of(name))));
		return new Migrations(migrators);
	}

	/**
	 * The one database that there is needs no other distinction.
	 */
	private static @Nullable String primary(DataSourceBeans beans, Map<String, DataSource> targets) {
		return (targets.size() == 1) ? targets.keySet().iterator().next() : beans.primary();
	}

	/**
	 * Makes the refusal of a configuration.
	 * @param message what is wrong
	 * @param action what to do
	 * @return the exception to throw
	 */
	static MigrationException refused(String message, String action) {
		return new MigrationException(message, action, new Status.Failure(null, null, 0, message), null);
	}

	private DataSource ownConnection(DataSourceBeans beans, String name) {
		String url = this.properties.getUrl();
		if (url == null && beans.primary() != null) {
			url = JdbcUrl.of(beans.get(name));
		}
		if (url == null) {
			throw refused(PREFIX + "user is set, but the URL of the database is not known.",
					"Set " + PREFIX + "url as well.");
		}
		DriverManagerDataSource dataSource = new DriverManagerDataSource(url);
		if (this.properties.getUser() != null) {
			dataSource.setUsername(this.properties.getUser());
			dataSource.setPassword(Objects.requireNonNullElse(this.properties.getPassword(), ""));
		}
		return dataSource;
	}

	private Placeholders placeholders() {
		try {
			return new Placeholders(this.properties.getPlaceholders());
		}
		catch (IllegalArgumentException ex) {
			throw refused(PREFIX + "placeholders: " + ex.getMessage() + ".",
					"Write the value on one line, so that the lines of a script are those of its file.");
		}
	}

	/**
	 * Makes the migrator of one database, which knows files alone.
	 */
	Migrator migrator(String name, DataSource dataSource) {
		return migrator(name, dataSource, List::of);
	}

	private Migrator migrator(String name, DataSource dataSource, Supplier<List<CodeMigration>> code) {
		MigrationsProperties.Database own = this.properties.getDatabases()
			.getOrDefault(name, new MigrationsProperties.Database());
		TableName table = new TableName(first(own.getSchema(), this.properties.getSchema()),
				Objects.requireNonNull(first(own.getTable(), this.properties.getTable())));
		return new Migrator(name, dataSource, new StatusDataSource(dataSource),
				new DatabaseScripts(scripts(own.getLocations()), code), settings(table), this.listener);
	}

	private Settings settings(TableName table) {
		MigrationsProperties set = this.properties;
		return new Settings(table, placeholders(),
				new Policies(set.getOnChanged(), set.getOnUnknown(), set.getOnOlder(), set.getOnGap()),
				new Settings.LockSettings(set.getLockTimeout(), set.getStatementTimeout(), set.getLockRetry()),
				new Settings.Preparation(set.isCreateSchemas(), set.getInitSql(), set.getAdopt()), target(), backup());
	}

	private Settings.@Nullable Backup backup() {
		Path folder = this.properties.getBackup();
		int keep = this.properties.getBackupKeep();
		if (keep < 1) {
			throw refused(PREFIX + "backup-keep=%d is no number of copies to keep.".formatted(keep),
					"Write 1 or more; to make no copies remove " + PREFIX + "backup.");
		}
		return (folder != null) ? new Settings.Backup(folder, keep) : null;
	}

	/**
	 * Returns how the databases of tenants are migrated: what belongs to the
	 * application's own database alone does not hold for them.
	 * @param lockRetry for how long a migration is tried again when a lock was in the way
	 */
	Settings tenantSettings(Duration lockRetry) {
		MigrationsProperties set = this.properties;
		return settings(new TableName(null, set.getTable()))
			.withLocks(new Settings.LockSettings(set.getLockTimeout(), set.getStatementTimeout(), lockRetry))
			.withPreparation(new Settings.Preparation(false, null, set.getAdopt()))
			.withTarget(null)
			.withBackup(null);
	}

	private @Nullable Version target() {
		String text = this.properties.getTarget();
		Version version = (text != null) ? Version.parse(text) : null;
		if (text != null && version == null) {
			throw refused(PREFIX + "target=%s is not a version.".formatted(text),
					"Write digits, further parts joined by dots.");
		}
		return version;
	}

	/**
	 * Returns the files that a database without settings of its own is migrated with.
	 */
	ScriptSource scripts() {
		return scripts(null);
	}

	private ScriptSource scripts(@Nullable List<String> own) {
		boolean configured = own != null
				|| Binder.get(this.environment).bind(PREFIX + "locations", Bindable.listOf(String.class)).isBound();
		return new ResourceScriptSource((own != null) ? own : this.properties.getLocations(), configured,
				this.beanFactory.getBeanClassLoader());
	}

	private static @Nullable String first(@Nullable String own, @Nullable String general) {
		return (own != null) ? own : general;
	}

}
