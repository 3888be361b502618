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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import io.github.migrations.engine.MigrationException;
import io.github.migrations.engine.State;
import io.github.migrations.tenant.CurrentTenant;
import io.github.migrations.tenant.SweepProgress;
import io.github.migrations.tenant.TenantsStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What an application does about its tenants without being asked.
 */
@ExtendWith(OutputCaptureExtension.class)
class TenantsStartTests {

	private static final String REASON = "2 of the first 5 tenants could not be migrated, and "
			+ "spring.migrations.tenants.sweep.max-failures is 5%. Look at the failures, and start again";

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	@BeforeEach
	void makeTenants() throws IOException {
		TestFiles.locations(this.folder.resolve("scripts"), "001_jobs.sql", "CREATE TABLE jobs (id INTEGER);");
		Files.createDirectories(this.folder.resolve("users"));
		for (String tenant : List.of("ann", "bob", "cem")) {
			Files.createFile(this.folder.resolve("users/" + tenant + ".db"));
		}
	}

	private void damage(String... tenants) throws IOException {
		for (String tenant : tenants) {
			Files.writeString(this.folder.resolve("users/" + tenant + ".db"),
					"No database, whatever its name may say.");
		}
	}

	private ConfigurableApplicationContext start(String... arguments) {
		List<String> all = new ArrayList<>(List.of(arguments));
		all.add("--" + TestFiles.sqlite(this.folder));
		all.add("--spring.migrations.tenants.files=" + this.folder.resolve("users") + "/{tenant}.db");
		if (all.stream().noneMatch((argument) -> argument.startsWith("--spring.migrations.tenants.locations="))) {
			all.add("--spring.migrations.tenants.locations=file:" + this.folder.resolve("scripts"));
		}
		return new SpringApplicationBuilder(App.class).web(WebApplicationType.NONE).run(all.toArray(new String[0]));
	}

	private static TenantsStatus read(ConfigurableApplicationContext context) {
		TenantMigrations tenants = context.getBean(TenantMigrations.class);
		return tenants.read(tenants.names());
	}

	private static SweepProgress sweep(ConfigurableApplicationContext context) {
		return Objects.requireNonNull(context.getBean(TenantMigrations.class).status().sweep());
	}

	@ParameterizedTest
	@ValueSource(strings = { "application-ready", "startup", "first-connection" })
	void allAreMigratedBeforeTheApplicationIsReady(String runOn, CapturedOutput output) {
		try (ConfigurableApplicationContext context = start("--spring.migrations.tenants.strategy=all",
				"--spring.migrations.run-on=" + runOn)) {
			assertThat(context.getBean(App.class).whenReady).isNotNull()
				.satisfies(
						(status) -> assertThat(status.byState()).containsOnlyKeys(State.UP_TO_DATE).containsValue(3L));
			assertThat(context.getBean(ApplicationAvailability.class).getReadinessState())
				.isEqualTo(ReadinessState.ACCEPTING_TRAFFIC);
		}
		assertThat(output).containsOnlyOnce("Tenants: all done, 3 of 3, 0 failed, ").doesNotContain("Tenant 'ann'");
	}

	@Test
	void anApplicationWithTooManyFailuresDoesNotStart() throws IOException {
		damage("broken", "lost");
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> start("--spring.migrations.tenants.strategy=all",
					"--spring.migrations.tenants.sweep.canary=100%"))
			.withMessage("Not all tenants are migrated: " + REASON + ".")
			.satisfies((ex) -> assertThat(ex.getAction()).isEqualTo(
					"What failed is in the log, tenant by tenant. To start all the same, let each tenant be migrated "
							+ "when it is first needed: spring.migrations.tenants.strategy=lazy."));
	}

	@Test
	void orItLivesOnAndDoesNotBecomeReady(CapturedOutput output) throws IOException {
		damage("broken", "lost");
		try (ConfigurableApplicationContext context = start("--spring.migrations.tenants.strategy=all",
				"--spring.migrations.tenants.sweep.canary=100%", "--spring.migrations.on-failure=keep-running")) {
			assertThat(context.getBean(ApplicationAvailability.class).getReadinessState())
				.isEqualTo(ReadinessState.REFUSING_TRAFFIC);
			assertThat(sweep(context).reason()).isEqualTo(REASON);
		}
		assertThat(output)
			.contains("Not all tenants are migrated: " + REASON + ". The application lives on, but does not "
					+ "become ready (spring.migrations.on-failure=keep-running)");
	}

	@Test
	void oneDamagedTenantIsNoReasonNotToStart(CapturedOutput output) throws IOException {
		damage("broken");
		try (ConfigurableApplicationContext context = start("--spring.migrations.tenants.strategy=all")) {
			assertThat(read(context).byState()).containsEntry(State.UP_TO_DATE, 3L).containsEntry(State.FAILED, 1L);
		}
		assertThat(output).contains("Tenant 'broken' is not migrated, the others are not held up by that: ",
				"Tenants: all done, 4 of 4, 1 failed, ");
	}

	@Test
	void theSweepBeginsWhenTheApplicationIsReady(CapturedOutput output) {
		try (ConfigurableApplicationContext context = start("--spring.migrations.tenants.strategy=sweep")) {
			TenantMigrations tenants = context.getBean(TenantMigrations.class);
			Awaitility.await()
				.untilAsserted(() -> assertThat(sweep(context).state()).isEqualTo(SweepProgress.State.DONE));
			// what it says in the end is not to be taken for what the next test says
			Awaitility.await()
				.untilAsserted(() -> assertThat(output).contains("Tenants: all done, 3 of 3, 0 failed, "));
			assertThat(tenants.status().byVersion()).containsOnlyKeys("001").containsValue(3L);
		}
	}

	@Test
	void lazyTenantsAreLeftAlone() {
		try (ConfigurableApplicationContext context = start()) {
			assertThat(context.getBean(TenantMigrations.class).status().sweep()).isNull();
			assertThat(read(context).byState()).containsOnlyKeys(State.PENDING).containsValue(3L);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "all", "sweep" })
	void noneIsMigratedWhereNothingIsToBe(String strategy, CapturedOutput output) {
		try (ConfigurableApplicationContext context = start("--spring.migrations.tenants.strategy=" + strategy,
				"--spring.migrations.run-on=never")) {
			assertThat(read(context).byState()).containsOnlyKeys(State.PENDING).containsValue(3L);
		}
		assertThat(output).contains("Tenants: none is migrated (spring.migrations.run-on=never)");
	}

	@Test
	void aLocationThatDoesNotExistIsFoundBeforeTheFirstTenantComes() {
		assertThatExceptionOfType(MigrationException.class)
			.isThrownBy(() -> start("--spring.migrations.tenants.locations=file:/missing/place").close())
			.withMessage(
					"the location 'file:/missing/place' (spring.migrations.tenants.locations) does not exist. Create "
							+ "the folder, or correct the property")
			.satisfies((ex) -> assertThat(ex.getAction())
				.isEqualTo("The files for tenants have a location of their own: spring.migrations.tenants.locations."));
	}

	@Test
	void thatThereAreNoFilesIsAWarning(CapturedOutput output) throws IOException {
		Path empty = Files.createDirectory(this.folder.resolve("empty"));
		start("--spring.migrations.tenants.locations=file:" + empty).close();
		assertThat(output).containsOnlyOnce("Tenants: no migration file was found in file:" + empty);
	}

	@Test
	void valuesThatAreNoneAreRefusedByTheirProperty() {
		refuses("--spring.migrations.tenants.sweep.canary=much",
				"spring.migrations.tenants.sweep.canary: 'much' is no share of the tenants: write percent such as 1%, or a "
						+ "number such as 20.");
		refuses("--spring.migrations.tenants.sweep.max-failures=101%",
				"spring.migrations.tenants.sweep.max-failures: '101%' is no share of the tenants: write percent such as 1%, "
						+ "or a number such as 20.");
		refuses("--spring.migrations.tenants.sweep.parallelism=0",
				"spring.migrations.tenants.sweep: 0 tenants at the same time are none.");
	}

	private void refuses(String argument, String message) {
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> start(argument).close())
			.satisfies((ex) -> assertThat(messages(ex)).contains(message));
	}

	private static List<@Nullable String> messages(Throwable failure) {
		List<@Nullable String> messages = new ArrayList<>();
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			messages.add(cause.getMessage());
		}
		return messages;
	}

	/**
	 * Looks at the tenants when it is ready.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class App implements CurrentTenant {

		private @Nullable TenantsStatus whenReady;

		@Override
		public @Nullable String get() {
			return null;
		}

		@EventListener
		void ready(ApplicationReadyEvent event) {
			this.whenReady = read(event.getApplicationContext());
		}

	}

}
