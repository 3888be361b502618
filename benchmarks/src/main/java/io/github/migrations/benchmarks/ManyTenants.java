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

package io.github.migrations.benchmarks;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.migrations.engine.MigrationListener;
import io.github.migrations.engine.ScriptSource;
import io.github.migrations.engine.Settings;
import io.github.migrations.engine.SharedPlan;
import io.github.migrations.script.ScriptFile;
import io.github.migrations.tenant.TenantFiles;
import io.github.migrations.tenant.TenantMigrator;

/**
 * Many SQLite files with 20 migrations each, one after the other: ours against plain JDBC
 * that sends the same statements in one transaction a file and records each migration in
 * a table of three columns; and, where nothing is to do, against plain JDBC that opens
 * the file, sends one SELECT for the versions, reads them, and closes it.
 */
final class ManyTenants {

	private static final int TENANTS = Integer.getInteger("tenants", 10_000);

	private static final int PORTION = 100;

	private static final int WARM_UP = 5;

	private static final List<List<String>> MIGRATIONS = IntStream.rangeClosed(1, 20)
		.mapToObj(ManyTenants::statements)
		.toList();

	private final Path folder;

	private final TenantFiles ours;

	private final TenantFiles theirs;

	private final TenantMigrator migrator;

	private ManyTenants(Path folder) {
		this.folder = folder;
		this.ours = files("ours");
		this.theirs = files("theirs");
		this.migrator = TenantMigrator.of(new SharedPlan(new Source(), Settings.defaults(), MigrationListener.NONE),
				this.ours);
	}

	private TenantFiles files(String name) {
		return new TenantFiles(this.folder + "/" + name + "/{tenant}.db", true, Map.of());
	}

	private static List<String> statements(int number) {
		String table = "table_" + (number + 3) / 4;
		return switch (number % 4) {
			case 1 -> List.of(
					"CREATE TABLE %s (id INTEGER PRIMARY KEY, name TEXT NOT NULL, created_at TEXT)".formatted(table),
					"CREATE INDEX %s_name ON %s (name)".formatted(table, table));
			case 2 -> List.of("ALTER TABLE %s ADD COLUMN note TEXT DEFAULT ''".formatted(table));
			case 3 -> List.of("INSERT INTO %s (name) VALUES ('one'), ('two')".formatted(table),
					"UPDATE %s SET note = name WHERE note = ''".formatted(table));
			default -> List.of("CREATE VIEW %s_names AS SELECT name FROM %s".formatted(table, table));
		};
	}

	public static void main(String[] args) throws Exception {
		Path folder = Files.createTempDirectory("tenants");
		ManyTenants benchmark = new ManyTenants(folder);
		benchmark.compare("fresh, 20 migrations", benchmark::migrate, benchmark::plain);
		benchmark.compare("nothing to do", benchmark::migrate, benchmark::look);
		try (Stream<Path> files = Files.walk(folder)) {
			files.sorted(Comparator.reverseOrder()).forEach((file) -> file.toFile().delete());
		}
	}

	private void compare(String what, Work ours, Work theirs) throws Exception {
		Comparison times = Comparison.of(WARM_UP, TENANTS / PORTION, (portion) -> time(ours, portion * PORTION),
				(portion) -> time(theirs, portion * PORTION));
		double a = Comparison.median(times.ours());
		double b = Comparison.median(times.theirs());
		System.out.printf(
				"%,d tenants, %s: %.3f ms a tenant, plain JDBC %.3f ms, ratio of the medians %.2f, of the sums %.2f%n",
				TENANTS, what, a / PORTION, b / PORTION, a / b,
				Comparison.sum(times.ours()) / Comparison.sum(times.theirs()));
	}

	private static double time(Work work, int from) throws Exception {
		long start = System.nanoTime();
		for (int i = from; i < from + PORTION; i++) {
			work.run("user" + i);
		}
		return (System.nanoTime() - start) / 1e6;
	}

	private void migrate(String tenant) throws SQLException {
		this.migrator.migrate(tenant);
	}

	private void plain(String tenant) throws SQLException {
		try (Connection connection = this.theirs.open(tenant)) {
			connection.setAutoCommit(false);
			try (Statement statement = connection.createStatement();) {
				statement.executeUpdate("CREATE TABLE schema_migrations (version VARCHAR(255) PRIMARY KEY, "
						+ "description TEXT NOT NULL, applied_at TIMESTAMP NOT NULL)");
				try (PreparedStatement record = connection
					.prepareStatement("INSERT INTO schema_migrations VALUES (?, ?, datetime('now'))")) {
					for (int i = 0; i < MIGRATIONS.size(); i++) {
						for (String sql : MIGRATIONS.get(i)) {
							statement.executeUpdate(sql);
						}
						record.setString(1, String.valueOf(i + 1));
						record.setString(2, "Step " + (i + 1));
						record.executeUpdate();
					}
				}
			}
			connection.commit();
		}
	}

	private void look(String tenant) throws SQLException {
		try (Connection connection = this.theirs.open(tenant);
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("SELECT version FROM schema_migrations ORDER BY version")) {
			int count = 0;
			while (rows.next()) {
				count += (rows.getString(1) != null) ? 1 : 0;
			}
			if (count != MIGRATIONS.size()) {
				throw new IllegalStateException("Versions are missing");
			}
		}
	}

	private interface Work {

		void run(String tenant) throws Exception;

	}

	private static final class Source implements ScriptSource {

		@Override
		public List<ScriptFile> find() {
			return IntStream.range(0, MIGRATIONS.size()).mapToObj((i) -> {
				String name = "%d_step_%d.sql".formatted(i + 1, i + 1);
				byte[] content = (String.join(";\n", MIGRATIONS.get(i)) + ";\n").getBytes(StandardCharsets.UTF_8);
				return new ScriptFile(name, name, () -> new ByteArrayInputStream(content));
			}).toList();
		}

		@Override
		public List<String> locations() {
			return List.of("memory");
		}

	}

}
