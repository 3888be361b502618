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

package io.github.migrations.command;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.StandardEnvironment;

import io.github.migrations.autoconfigure.Migrations;
import io.github.migrations.autoconfigure.MigrationsAutoConfiguration;
import io.github.migrations.autoconfigure.TenantMigrations;
import io.github.migrations.autoconfigure.TenantsAutoConfiguration;
import io.github.migrations.autoconfigure.TestFiles;
import io.github.migrations.tenant.CurrentTenant;
import io.github.migrations.test.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the commands do to databases of a server.
 */
class ServerTenantVerbsTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	@SuppressWarnings("NullAway.Init")
	private TestServer server;

	@BeforeEach
	void open() {
		this.server = TestServer.create();
		TestFiles.locations(this.folder.resolve("scripts"), "001_jobs.sql", "CREATE TABLE jobs (id INTEGER);",
				"001_jobs.down.sql", "DROP TABLE jobs;", "002_more.sql", "CREATE TABLE more (id INTEGER);",
				"002_more.down.sql", "DROP TABLE more;");
		for (String tenant : List.of("ann", "=42ob")) {
			this.server.execute("CREATE DATABASE \"%s%s\"".formatted(this.server.prefix(), tenant));
		}
	}

	@AfterEach
	void close() {
		this.server.close();
	}

	private void withTenants(Consumer<TenantMigrations> work) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
					MigrationsAutoConfiguration.class, TenantsAutoConfiguration.class))
			.withBean(CurrentTenant.class, () -> () -> null)
			.withPropertyValues("spring.migrations.tenants.databases=" + this.server.pattern(),
					"spring.migrations.tenants.template=true",
					"spring.migrations.tenants.locations=file:" + this.folder.resolve("scripts"),
					"spring.datasource.url=" + this.server.own().url(),
					"spring.datasource.username=" + this.server.own().username(),
					"spring.datasource.password=" + this.server.own().password())
			.run((context) -> work.accept(context.getBean(TenantMigrations.class)));
	}

	private static CommandResult run(Verb verb, TenantMigrations tenants, Map<String, String> options) {
		return verb.run(new CommandContext(() -> new Migrations(List.of()), () -> tenants, new StandardEnvironment(),
				new Options(options), new CommandOutput(new PrintStream(OutputStream.nullOutputStream()), null)));
	}

	@Test
	void looksIntoMigratesAndRollsBackDatabasesOfTheServer() {
		withTenants((tenants) -> {
			assertThat(run(new StatusVerb(), tenants, Map.of("tenants", "")).text()).isEqualTo("""
					Tenants: 2

					  ❌ Pending: 2

					  Version none: 2
					""");
			assertThat(this.server.databases()).as("nothing is created").hasSize(2);
			assertThat(run(new MigrateVerb(), tenants, Map.of("tenants", "")))
				.isEqualTo(new CommandResult("Tenants: 2 migrated, 0 failed\n", 0));
			assertThat(run(new RollbackVerb(), tenants, Map.of("tenant", "Bob", "to", "001")).text())
				.isEqualTo("Bob: 1 applied, 1 pending, version 001\n");
			assertThat(run(new StatusVerb(), tenants, Map.of("tenants", "")).text()).isEqualTo("""
					Tenants: 2

					  ✅ Up to date: 1
					  ❌ Pending: 1

					  Version 002: 1
					  Version 001: 1
					""");
			assertThat(run(new StatusVerb(), tenants, Map.of("tenant", "Bob")).text()).contains("✅ Version 001: Jobs",
					"❌ Version 002: More");
		});
	}

}
