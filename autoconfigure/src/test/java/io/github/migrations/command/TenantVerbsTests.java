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

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.StandardEnvironment;

import io.github.migrations.autoconfigure.Migrations;
import io.github.migrations.autoconfigure.MigrationsAutoConfiguration;
import io.github.migrations.autoconfigure.TenantMigrations;
import io.github.migrations.autoconfigure.TenantsAutoConfiguration;
import io.github.migrations.autoconfigure.TestFiles;
import io.github.migrations.engine.MigrationException;
import io.github.migrations.tenant.CurrentTenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the commands do to databases of tenants.
 */
class TenantVerbsTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	@BeforeEach
	void writeFiles() throws IOException {
		TestFiles.locations(this.folder.resolve("scripts"), "001_jobs.sql", "CREATE TABLE jobs (id INTEGER);",
				"001_jobs.down.sql", "DROP TABLE jobs;", "002_more.sql", "CREATE TABLE more (id INTEGER);",
				"002_more.down.sql", "DROP TABLE more;");
		Files.createDirectories(this.folder.resolve("users"));
		for (String tenant : new String[] { "ann", "bob", "b-2" }) {
			Files.createFile(this.folder.resolve("users/" + tenant + ".db"));
		}
	}

	private void withTenants(Consumer<TenantMigrations> work) {
		withTenants("1", work);
	}

	private void withTenants(String maxFailures, Consumer<TenantMigrations> work) {
		withTenants(maxFailures, "spring.migrations.tenants.safety-copy=" + this.folder.resolve("copies"), work);
	}

	private void withTenants(String maxFailures, String property, Consumer<TenantMigrations> work) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(MigrationsAutoConfiguration.class, TenantsAutoConfiguration.class))
			.withBean(CurrentTenant.class, () -> () -> null)
			.withPropertyValues("spring.migrations.tenants.files=" + this.folder.resolve("users") + "/{tenant}.db",
					"spring.migrations.tenants.locations=file:" + this.folder.resolve("scripts"),
					"spring.migrations.tenants.sweep.max-failures=" + maxFailures, property)
			.run((context) -> work.accept(context.getBean(TenantMigrations.class)));
	}

	private static CommandResult run(Verb verb, TenantMigrations tenants, Map<String, String> options) {
		return verb.run(new CommandContext(() -> new Migrations(List.of()), () -> tenants, new StandardEnvironment(),
				new Options(options), new CommandOutput(new PrintStream(OutputStream.nullOutputStream()), null)));
	}

	@Test
	void migratesAllTenants() {
		withTenants((tenants) -> {
			assertThat(run(new MigrateVerb(), tenants, Map.of("tenants", "")))
				.isEqualTo(new CommandResult("Tenants: 3 migrated, 0 failed\n", 0));
			assertThat(run(new StatusVerb(), tenants, Map.of("tenants", "")).text()).isEqualTo("""
					Tenants: 3

					  ✅ Up to date: 3

					  Version 002: 3
					""");
		});
	}

	@Test
	void migratesTheTenantsThatFitAPatternToAVersion() {
		withTenants((tenants) -> {
			assertThat(run(new MigrateVerb(), tenants, Map.of("tenants", "b?*", "to", "1")))
				.isEqualTo(new CommandResult("Tenants: 2 migrated, 0 failed\n", 0));
			assertThat(run(new StatusVerb(), tenants, Map.of("tenants", "*")).text()).isEqualTo("""
					Tenants: 3

					  ❌ Pending: 3

					  Version 001: 2
					  Version none: 1
					""");
		});
	}

	@Test
	void namesEachTenantThatFailsAndMigratesTheOthers() throws IOException {
		Files.writeString(this.folder.resolve("users/broken.db"), "No database, whatever the name of the file says.");
		withTenants((tenants) -> {
			CommandResult result = run(new MigrateVerb(), tenants, Map.of("tenants", ""));
			assertThat(result.exitCode()).isEqualTo(1);
			assertThat(result.text()).startsWith("  ❌ broken: ").endsWith("\nTenants: 3 migrated, 1 failed\n");
			assertThat(run(new StatusVerb(), tenants, Map.of("tenants", "")).text()).contains("✅ Up to date: 3",
					"❌ Failed: 1", "❌ broken: ");
		});
	}

	@Test
	void aTenantThatCannotBeReadDoesNotKeepTheOthersFromAVersion() throws IOException {
		Files.writeString(this.folder.resolve("users/a.db"), "No database, whatever the name of the file says.");
		withTenants((tenants) -> {
			CommandResult result = run(new MigrateVerb(), tenants, Map.of("tenants", "", "to", "1"));
			assertThat(result.text()).startsWith("  ❌ a: ").endsWith("\nTenants: 3 migrated, 1 failed\n");
			refuses(new MigrateVerb(), tenants, Map.of("tenants", "", "to", "3"),
					"There is no migration with the version 3 for tenants.",
					"Name a version that migrations:status --tenant=ann lists. Nothing has been changed.");
		});
	}

	@Test
	void stopsWhereTooManyFail() throws IOException {
		for (String tenant : List.of("ann", "bob", "b-2")) {
			Files.writeString(this.folder.resolve("users/" + tenant + ".db"),
					"No database, whatever its name may say.");
		}
		withTenants("0", (tenants) -> {
			CommandResult result = run(new MigrateVerb(), tenants, Map.of("tenants", ""));
			assertThat(result.exitCode()).isEqualTo(1);
			assertThat(result.text())
				.contains("1 of the first 1 tenants could not be migrated, and "
						+ "spring.migrations.tenants.sweep.max-failures is 0. ")
				.endsWith("\nTenants: 0 migrated, 1 failed, 2 not tried\n");
		});
	}

	@Test
	void theStatusIsJsonOnRequest() {
		withTenants((tenants) -> {
			JsonNode json = JsonMapper.shared()
				.readTree(run(new StatusVerb(), tenants, Map.of("tenants", "", "json", "")).text());
			assertThat(json.at("/tenants/total").asInt()).isEqualTo(3);
			assertThat(json.at("/tenants/byState/PENDING").asInt()).isEqualTo(3);
		});
	}

	@Test
	void showsOneTenant() {
		withTenants(
				(tenants) -> assertThat(run(new StatusVerb(), tenants, Map.of("tenant", "ann")).text()).isEqualTo("""
						SQLite Migration Status:

						  ❌ Version 001: Jobs (Pending)
						  ❌ Version 002: More (Pending)
						"""));
	}

	@Test
	void rollsBackOneTenant() {
		withTenants((tenants) -> {
			run(new MigrateVerb(), tenants, Map.of("tenants", ""));
			assertThat(run(new RollbackVerb(), tenants, Map.of("tenant", "ann", "to", "0")).text())
				.isEqualTo("ann: 0 applied, 2 pending, version none\n");
			assertThat(run(new StatusVerb(), tenants, Map.of("tenants", "")).text()).contains("✅ Up to date: 2",
					"❌ Pending: 1");
		});
	}

	@ParameterizedTest
	@CsvSource({ "nobody, nobody", "../x, ../x", "'',''" })
	void refusesATenantThatDoesNotExist(String tenant, String shown) {
		withTenants((tenants) -> assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> run(new RollbackVerb(), tenants, Map.of("tenant", tenant)))
			.withMessage((tenant.isEmpty()) ? "--tenant needs a value." : "There is no tenant '%s'.".formatted(shown))
			.satisfies((ex) -> assertThat(ex.getAction()).endsWith("Nothing has been changed.")));
	}

	@Test
	void refusesATenantAndADatabaseTogether() {
		withTenants((tenants) -> refuses(new RollbackVerb(), tenants, Map.of("tenant", "ann", "database", "dataSource"),
				"--database and --tenant exclude each other.", "Give one of them. Nothing has been changed."));
	}

	@Test
	void refusesAPatternThatFitsNobody() {
		withTenants((tenants) -> refuses(new MigrateVerb(), tenants, Map.of("tenants", "c.*"), "No tenant fits 'c.*'.",
				"Look for the names with migrations:status --tenants. Nothing has been changed."));
	}

	@Test
	void refusesAVersionThatDoesNotExist() {
		withTenants((tenants) -> {
			refuses(new MigrateVerb(), tenants, Map.of("tenants", "", "to", "3"),
					"There is no migration with the version 3 for tenants.",
					"Name a version that migrations:status --tenant=ann lists. Nothing has been changed.");
			assertThat(tenants.read(tenants.names()).byVersion()).containsOnlyKeys("none");
		});
	}

	@Test
	void refusesWhereThereAreNoTenants() {
		CommandContext context = new CommandContext(() -> new Migrations(List.of()), new StandardEnvironment(),
				new Options(Map.of("tenants", "")),
				new CommandOutput(new PrintStream(OutputStream.nullOutputStream()), null));
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> new MigrateVerb().run(context))
			.withMessage("The application has no tenants.")
			.satisfies((ex) -> assertThat(ex.getAction())
				.isEqualTo("Say where their databases are: spring.migrations.tenants.files, databases or schemas, or a "
						+ "bean of type TenantDatabases. Nothing has been changed."));
	}

	@Test
	void oneTenantAndManyExcludeEachOther() {
		withTenants((tenants) -> assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> run(new StatusVerb(), tenants, Map.of("tenant", "ann", "tenants", "")))
			.withMessage("--tenant and --tenants exclude each other."));
	}

	@Test
	void putsACopyBack() {
		withTenants((tenants) -> {
			run(new MigrateVerb(), tenants, Map.of("tenants", "", "to", "1"));
			run(new MigrateVerb(), tenants, Map.of("tenants", "ann"));
			CommandResult newest = run(new RestoreVerb(), tenants, Map.of("tenant", "ann"));
			assertThat(newest.text()).matches(
					"ann: \\d{4}-\\d\\d-\\d\\d/ann\\.[0-9.]+\\.db is put back: 1 applied, 1 pending, version 001\n");
			assertThat(newest.exitCode()).isZero();
			assertThat(tenants.read(tenants.names()).byVersion()).containsExactly(Map.entry("001", 3L));
			String oldest = copies().get(0);
			assertThat(run(new RestoreVerb(), tenants, Map.of("tenant", "ann", "copy", oldest)).text())
				.isEqualTo("ann: %s is put back: 0 applied, 2 pending, version none\n".formatted(oldest));
		});
	}

	private List<String> copies() {
		try (Stream<Path> files = Files.walk(this.folder.resolve("copies"))) {
			return files.filter((file) -> file.getFileName().toString().startsWith("ann."))
				.map((file) -> this.folder.resolve("copies").relativize(file).toString())
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void refusesToPutBackWhatThereIsNot() {
		withTenants((tenants) -> {
			refuses(new RestoreVerb(), tenants, Map.of(), "--tenant is missing: whose database is to be put back?",
					"Name the tenant: migrations:restore --tenant=ann. Nothing has been changed.");
			refuses(new RestoreVerb(), tenants, Map.of("tenant", "ann"),
					"There is no safety copy of the database of tenant 'ann' in %s."
						.formatted(this.folder.resolve("copies")),
					"Nothing has been changed.");
		});
		withTenants("1", "spring.main.banner-mode=off", (tenants) -> refuses(new RestoreVerb(), tenants,
				Map.of("tenant", "ann"),
				"There are no safety copies of tenants' files: spring.migrations.tenants.safety-copy is not set.",
				"Set it to the folder that holds them. Nothing has been changed."));
	}

	@Test
	void theOptionsAreExplained() {
		assertThat(Verbs.help(new MigrateVerb())).contains("[--tenants[=<pattern>]]")
			.contains("all tenants, or those whose names fit: * is any text, ? any character");
		assertThat(Verbs.help(new RollbackVerb())).contains("--tenant=<name>");
	}

	private static void refuses(Verb verb, TenantMigrations tenants, Map<String, String> options, String message,
			String action) {
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> run(verb, tenants, options))
			.withMessage(message)
			.satisfies((ex) -> assertThat(ex.getAction()).isEqualTo(action));
	}

}
