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
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;

import javax.sql.DataSource;

import org.sqlite.SQLiteDataSource;

import io.github.migrations.engine.MigrationListener;
import io.github.migrations.engine.Migrator;
import io.github.migrations.engine.ScriptSource;
import io.github.migrations.engine.Settings;
import io.github.migrations.script.ScriptFile;
import io.github.migrations.test.TestPostgres;

/**
 * One file of 50,000 INSERTs: our run, which reads the file twice, locks, checks and
 * records, against a JDBC batch of the same statements in one transaction. The figure is
 * the ratio of the medians; below 1 ours is faster.
 */
final class ScriptThroughput {

	private static final int ROWS = 50_000;

	private static final int ROUNDS = 7;

	private static final String TABLE = "CREATE TABLE numbers (id INTEGER, name TEXT)";

	private ScriptThroughput() {
	}

	public static void main(String[] args) throws Exception {
		double[] ours = new double[ROUNDS];
		double[] jdbc = new double[ROUNDS];
		for (int round = -2; round < ROUNDS; round++) {
			Path folder = Files.createTempDirectory("throughput");
			double one = time(() -> migrate(sqlite(folder.resolve("ours.db"))));
			double other = time(() -> batch(sqlite(folder.resolve("jdbc.db"))));
			keep(round, ours, one, jdbc, other);
		}
		print("SQLite", ours, jdbc);
		for (int round = -2; round < ROUNDS; round++) {
			try (TestPostgres.Database database = TestPostgres.createDatabase();
					TestPostgres.Database second = TestPostgres.createDatabase()) {
				double one = time(() -> migrate(database.dataSource()));
				double other = time(() -> batch(second.dataSource()));
				keep(round, ours, one, jdbc, other);
			}
		}
		print("PostgreSQL", ours, jdbc);
	}

	private static void keep(int round, double[] ours, double one, double[] jdbc, double other) {
		if (round >= 0) {
			ours[round] = one;
			jdbc[round] = other;
		}
	}

	private static void print(String database, double[] ours, double[] jdbc) {
		Arrays.sort(ours);
		Arrays.sort(jdbc);
		double one = ours[ROUNDS / 2];
		double other = jdbc[ROUNDS / 2];
		System.out.printf("%s, %,d INSERTs: %.0f ms, JDBC batch %.0f ms, ratio %.2f%n", database, ROWS, one, other,
				one / other);
	}

	private static DataSource sqlite(Path file) {
		SQLiteDataSource dataSource = new SQLiteDataSource();
		dataSource.setUrl("jdbc:sqlite:" + file);
		return dataSource;
	}

	private static String insert(int row) {
		return "INSERT INTO numbers (id, name) VALUES (" + row + ", 'number " + row + "')";
	}

	private static void migrate(DataSource dataSource) {
		StringBuilder script = new StringBuilder(TABLE).append(";\n");
		for (int row = 0; row < ROWS; row++) {
			script.append(insert(row)).append(";\n");
		}
		byte[] bytes = script.toString().getBytes(StandardCharsets.UTF_8);
		ScriptFile file = new ScriptFile("1_numbers.sql", "1_numbers.sql", () -> new ByteArrayInputStream(bytes));
		ScriptSource source = new ScriptSource() {

			@Override
			public List<ScriptFile> find() {
				return List.of(file);
			}

			@Override
			public List<String> locations() {
				return List.of("memory");
			}

		};
		new Migrator("benchmark", dataSource, dataSource, source, Settings.defaults(), MigrationListener.NONE)
			.migrate(null);
	}

	private static void batch(DataSource dataSource) throws SQLException {
		try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.execute(TABLE);
			for (int row = 0; row < ROWS; row++) {
				statement.addBatch(insert(row));
				if (row % 1000 == 999) {
					statement.executeBatch();
				}
			}
			connection.commit();
		}
	}

	private static double time(Work work) throws Exception {
		long start = System.nanoTime();
		work.run();
		return (System.nanoTime() - start) / 1e6;
	}

	private interface Work {

		void run() throws Exception;

	}

}
