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

package io.github.migrations.tenant;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.migrations.database.DatabaseServer;
import io.github.migrations.database.Databases;
import io.github.migrations.database.Schema;
import io.github.migrations.database.TableName;
import io.github.migrations.engine.MigrationException;
import io.github.migrations.engine.MigrationListener;
import io.github.migrations.engine.SharedPlan;
import io.github.migrations.test.TestServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link TemplateDatabases}.
 */
class TemplateDatabasesTests {

	private static final TableName TABLE = new TableName(null, "schema_migrations");

	/** Whether a database is a copy is told by what was random. */
	private static final TenantScripts SCRIPTS = TenantScripts.JOBS.and("003_seed.sql",
			"CREATE TABLE seed AS SELECT gen_random_uuid() AS value, clock_timestamp() AS made;", "R__view.sql",
			"CREATE OR REPLACE VIEW v AS SELECT * FROM jobs;");

	private final AtomicInteger templates = new AtomicInteger();

	private final List<String> warnings = new CopyOnWriteArrayList<>();

	@SuppressWarnings("NullAway.Init")
	private TestServer server;

	@BeforeEach
	void open() {
		this.server = TestServer.create();
	}

	@AfterEach
	void close() {
		this.server.close();
	}

	private ServerDatabases databases() {
		return databases(ServerDatabasesTests.server(this.server));
	}

	private ServerDatabases databases(DatabaseServer server) {
		return new ServerDatabases(server, this.server.pattern(), true);
	}

	private TemplateDatabases template(TenantScripts scripts) {
		return template(scripts, databases());
	}

	private TemplateDatabases template(TenantScripts scripts, ServerDatabases databases) {
		SharedPlan plan = scripts.plan();
		return new TemplateDatabases(databases, new TemplateDatabases.Origin(plan::fingerprint, (dataSource) -> {
			this.templates.incrementAndGet();
			plan.migrate("template", dataSource);
		}), TABLE, TenantMigrator.of(plan, databases), this.warnings::add);
	}

	private List<String> query(String tenant, String sql) throws SQLException {
		try (Connection connection = databases().open(tenant)) {
			return TenantScripts.query(connection, sql);
		}
	}

	private Schema schema(String tenant) throws SQLException {
		try (Connection connection = databases().open(tenant)) {
			return Databases.of(connection).describe(connection, (name) -> false);
		}
	}

	private String onlyTemplate() {
		assertThat(this.server.templates("template")).hasSize(1);
		assertThat(this.server.templates("copy")).isEmpty();
		return this.server.templates("template").get(0);
	}

	@Test
	void aNewTenantGetsACopyWithItsOwnRecords() throws SQLException {
		TemplateDatabases template = template(SCRIPTS);
		template.migrate("a");
		template.migrate("b");
		assertThat(query("b", "SELECT value FROM seed")).isEqualTo(query("a", "SELECT value FROM seed"));
		// in the template the first two were applied before the third
		assertThat(query("a", "SELECT bool_and(applied_at > (SELECT made FROM seed)) FROM schema_migrations"))
			.containsExactly("t");
		String last = query("a", "SELECT max(applied_at) FROM schema_migrations_details").get(0);
		assertThat(query("b", "SELECT bool_and(applied_at > '%s') FROM schema_migrations".formatted(last)))
			.containsExactly("t");
		assertThat(query("b",
				"SELECT applied_at > '%s' FROM schema_migrations_details WHERE version = 'R__view'".formatted(last)))
			.containsExactly("t");
		assertThat(query("b", "SELECT DISTINCT applied_by LIKE '%(process " + ProcessHandle.current().pid()
				+ ")' FROM schema_migrations_details"))
			.containsExactly("t");
		String applied = "SELECT version, description FROM schema_migrations ORDER BY 1";
		assertThat(query("b", applied)).isEqualTo(query("a", applied)).hasSize(3);
		assertThat(this.templates).hasValue(1);
		assertThat(this.warnings).isEmpty();
		onlyTemplate();
	}

	@Test
	void aCopyHasTheSchemaThatTheScriptsMake() throws SQLException {
		template(SCRIPTS).migrate("copy");
		SCRIPTS.tenants(databases()).await("plain");
		assertThat(schema("copy").differencesTo(schema("plain"))).isEmpty();
		assertThat(schema("copy").items()).hasSizeGreaterThan(10);
		assertThat(query("copy", "SELECT value FROM seed")).isNotEqualTo(query("plain", "SELECT value FROM seed"));
	}

	@Test
	void nobodyCanConnectToATemplateWhichIsNoTenants() throws SQLException {
		template(SCRIPTS).migrate("a");
		String template = onlyTemplate();
		assertThat(this.server.query(
				"SELECT datistemplate AND NOT datallowconn FROM pg_database WHERE datname = '%s'".formatted(template)))
			.containsExactly("t");
		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> ServerDatabasesTests.server(this.server).connect(template))
			.withMessageContaining("is not currently accepting connections");
		assertThat(databases().names()).containsExactly("a");
		assertThat(this.server.query("SELECT datistemplate OR NOT datallowconn FROM pg_database WHERE datname = '%sa'"
			.formatted(this.server.prefix()))).containsExactly("f");
	}

	@Test
	void aDatabaseThatExistsIsMigratedAndNeverReplaced() throws SQLException {
		template(TenantScripts.JOBS).migrate("a");
		try (Connection connection = databases().open("a")) {
			TenantScripts.execute(connection, "INSERT INTO jobs VALUES (7, 'mine')");
		}
		template(SCRIPTS).migrate("a");
		assertThat(this.templates).hasValue(1);
		assertThat(query("a", "SELECT title FROM jobs")).containsExactly("mine");
		assertThat(query("a", "SELECT count(*) FROM schema_migrations")).containsExactly("3");
	}

	@Test
	void anotherProcessUsesTheTemplateThatThereIs() throws SQLException {
		template(SCRIPTS).migrate("a");
		template(SCRIPTS).migrate("b");
		assertThat(this.templates).hasValue(1);
		assertThat(query("b", "SELECT value FROM seed")).isEqualTo(query("a", "SELECT value FROM seed"));
	}

	@Test
	void aScriptThatFailsIsReportedAndLeavesNothing() throws SQLException {
		TenantScripts scripts = TenantScripts.JOBS.and("003_bad.sql", "CREATE TABLE t (id int);\nSELECT nothing;");
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> template(scripts).migrate("a"))
			.withMessageContaining("003_bad.sql");
		assertThat(this.server.templates("template")).isEmpty();
		assertThat(this.server.databases()).isEmpty();
		template(SCRIPTS).migrate("a");
		assertThat(query("a", "SELECT count(*) FROM schema_migrations")).containsExactly("3");
		assertThat(this.warnings).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "IS_TEMPLATE true", "IS_TEMPLATE false", "ALLOW_CONNECTIONS false" })
	void aTemplateThatWasNotFinishedIsMadeAgain(String state) throws SQLException {
		template(SCRIPTS).migrate("a");
		String template = onlyTemplate();
		this.server.drop(template);
		this.server.execute("CREATE DATABASE \"%s\" %s".formatted(template, state));
		template(SCRIPTS).migrate("b");
		assertThat(this.templates).hasValue(2);
		assertThat(query("b", "SELECT count(*) FROM schema_migrations")).containsExactly("3");
		assertThat(onlyTemplate()).isEqualTo(template);
		assertThat(this.warnings).isEmpty();
	}

	@Test
	void aTemplateThatAProcessWithoutTheLockStillFillsIsMadeAgain() throws SQLException {
		template(SCRIPTS).migrate("a");
		String template = onlyTemplate();
		this.server.drop(template);
		this.server.execute("CREATE DATABASE \"%s\" IS_TEMPLATE true".formatted(template));
		try (Connection left = Objects.requireNonNull(ServerDatabasesTests.server(this.server).connect(template))) {
			TenantScripts.execute(left, "CREATE TABLE left_behind (id int)");
			template(SCRIPTS).migrate("b");
			assertThat(left.isValid(5)).isFalse();
		}
		assertThat(query("b", "SELECT to_regclass('left_behind') IS NULL")).containsExactly("t");
	}

	@Test
	void anotherPlanHasAnotherTemplateAndTheOldOneIsRemoved() throws SQLException {
		String foreign = "Migrations template 000000000000 " + "0".repeat(24);
		this.server.execute("CREATE DATABASE \"%s\" IS_TEMPLATE true".formatted(foreign));
		String similar = this.server.templatePrefix("template") + "x".repeat(24);
		this.server.execute("CREATE DATABASE \"%s\" IS_TEMPLATE true".formatted(similar));
		String plain = this.server.templatePrefix("template") + "0".repeat(24);
		this.server.execute("CREATE DATABASE \"%s\"".formatted(plain));
		try {
			template(TenantScripts.JOBS).migrate("a");
			List<String> before = new ArrayList<>(this.server.templates("template"));
			template(SCRIPTS).migrate("b");
			List<String> after = new ArrayList<>(this.server.templates("template"));
			assertThat(before).hasSize(3).contains(similar, plain);
			assertThat(after).hasSize(3).contains(similar, plain).isNotEqualTo(before);
			assertThat(this.server.query("SELECT 1 FROM pg_database WHERE datname = '%s'".formatted(foreign)))
				.as("another application's")
				.hasSize(1);
			assertThat(query("b", "SELECT count(*) FROM seed")).containsExactly("1");
			assertThat(this.warnings).isEmpty();
		}
		finally {
			this.server.drop(foreign);
		}
	}

	@Test
	void aBuildWhoseTemplateAnotherBuildHasRemovedMakesItAgain() throws SQLException {
		TemplateDatabases older = template(TenantScripts.JOBS);
		older.migrate("a");
		template(SCRIPTS).migrate("b");
		older.migrate("c");
		assertThat(this.templates).hasValue(3);
		assertThat(query("c", "SELECT count(*) FROM schema_migrations")).containsExactly("2");
		onlyTemplate();
	}

	@Test
	void onlyCopiesThatWereLeftLongAgoAreRemoved() throws SQLException {
		String now = this.server.query("SELECT floor(extract(epoch FROM now()))::bigint").get(0);
		String stale = this.server.templatePrefix("copy") + (Long.parseLong(now) - 4000) + " 0123abcd";
		String used = this.server.templatePrefix("copy") + (Long.parseLong(now) - 4000) + " 1123abcd";
		String fresh = this.server.templatePrefix("copy") + now + " 0123abcd";
		for (String copy : List.of(stale, used, fresh)) {
			this.server.execute("CREATE DATABASE \"%s\" IS_TEMPLATE true".formatted(copy));
		}
		try (Connection user = Objects.requireNonNull(ServerDatabasesTests.server(this.server).connect(used))) {
			template(SCRIPTS).migrate("a");
			assertThat(user.isValid(5)).isTrue();
		}
		assertThat(this.server.templates("copy")).containsExactlyInAnyOrder(used, fresh);
		assertThat(this.warnings).singleElement()
			.asString()
			.startsWith(
					"The database \"%s\", from which new ones were copied, is not needed any more and cannot be removed: "
						.formatted(used)
							+ "database \"%s\" is being accessed by other users (SQLSTATE 55006)".formatted(used));
		assertThat(this.server.query("SELECT datistemplate FROM pg_database WHERE datname = '%s'".formatted(used)))
			.containsExactly("t");
		template(SCRIPTS).migrate("b");
		assertThat(this.server.templates("copy")).as("nobody uses it any more").containsExactly(fresh);
	}

	/**
	 * The tables of a copy belong to the one who has made the template.
	 */
	@Test
	void whoeverCannotUseTheTemplateGetsTheScripts() throws SQLException {
		template(SCRIPTS).migrate("a");
		String user = this.server.createUser("CREATEDB");
		ServerDatabases databases = databases(ServerDatabasesTests.login(this.server, user, "secret"));
		template(SCRIPTS, databases).migrate("b");
		assertThat(query("b", "SELECT count(*) FROM schema_migrations")).containsExactly("3");
		assertThat(query("b", "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'"))
			.containsExactly(user);
		assertThat(query("b", "SELECT value FROM seed")).isNotEqualTo(query("a", "SELECT value FROM seed"));
		assertThat(this.warnings).singleElement()
			.asString()
			.startsWith(
					"A new tenant gets its tables by the scripts, because its database cannot be copied from a template: "
							+ "permission denied for table schema_migrations (SQLSTATE 42501)");
		onlyTemplate();
	}

	@Test
	void whoeverMayCreateNothingIsToldSo() {
		String user = this.server.createUser("NOCREATEDB");
		ServerDatabases databases = databases(ServerDatabasesTests.login(this.server, user, "secret"));
		assertThatExceptionOfType(TenantException.class).isThrownBy(() -> template(SCRIPTS, databases).migrate("a"))
			.withMessage("The database %sa of tenant 'a' cannot be created: permission denied to create database "
				.formatted(this.server.prefix()) + "(SQLSTATE 42501)");
		assertThat(this.warnings).hasSize(1);
	}

	@Test
	void manyNewTenantsAtOnceGetTheirOwnDatabasesFromOneTemplate() throws SQLException {
		List<Tenants> processes = List.of(new Tenants(template(SCRIPTS)), new Tenants(template(SCRIPTS)));
		CompletableFuture<?>[] callers = IntStream.range(0, 16)
			.mapToObj((i) -> CompletableFuture.runAsync(
					() -> ServerDatabasesTests.await(processes.get(i % 2), "t" + i / 4),
					(task) -> new Thread(task).start()))
			.toArray(CompletableFuture<?>[]::new);
		assertThat(CompletableFuture.allOf(callers)).succeedsWithin(Duration.ofSeconds(120));
		assertThat(this.templates).hasValue(1);
		assertThat(databases().names()).containsExactly("t0", "t1", "t2", "t3");
		for (int i = 0; i < 4; i++) {
			assertThat(query("t" + i, "SELECT value FROM seed")).isEqualTo(query("t0", "SELECT value FROM seed"));
			assertThat(query("t" + i, "SELECT count(*) FROM schema_migrations")).containsExactly("3");
		}
		assertThat(this.warnings).isEmpty();
		onlyTemplate();
	}

	@Test
	void whoeverWaitsForAnotherProcessCanBeInterrupted() throws Exception {
		CountDownLatch making = new CountDownLatch(1);
		CountDownLatch go = new CountDownLatch(1);
		SharedPlan plan = SCRIPTS.plan();
		TemplateDatabases slow = new TemplateDatabases(databases(),
				new TemplateDatabases.Origin(plan::fingerprint, (dataSource) -> {
					making.countDown();
					awaitQuietly(go);
					plan.migrate("template", dataSource);
				}), TABLE, TenantMigrator.of(plan, databases()), this.warnings::add);
		CompletableFuture<Void> first = CompletableFuture.runAsync(() -> migrate(slow, "a"),
				(task) -> new Thread(task).start());
		assertThat(making.await(30, TimeUnit.SECONDS)).isTrue();
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(TenantException.class).isThrownBy(() -> template(SCRIPTS).migrate("b"))
			.withMessage("Interrupted while waiting for another process that makes the template");
		assertThat(Thread.interrupted()).isTrue();
		go.countDown();
		assertThat(first).succeedsWithin(Duration.ofSeconds(60));
		assertThat(databases().names()).containsExactly("a");
		assertThat(this.warnings).isEmpty();
		onlyTemplate();
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await(30, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void migrate(TenantMigrator migrator, String tenant) {
		try {
			migrator.migrate(tenant);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void theTemplateStaysWhenTheProcessEnds() throws Exception {
		try (Template template = Objects.requireNonNull(Template.of(databases(), SCRIPTS.plan(), TABLE,
				TenantMigrator.of(SCRIPTS.plan(), databases()), MigrationListener.NONE))) {
			template.migrate("a");
		}
		onlyTemplate();
	}

}
