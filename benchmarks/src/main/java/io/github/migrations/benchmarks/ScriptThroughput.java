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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import javax.sql.DataSource;

import org.sqlite.SQLiteDataSource;

import io.github.migrations.engine.MigrationListener;
import io.github.migrations.engine.Migrator;
import io.github.migrations.engine.ScriptSource;
import io.github.migrations.engine.Settings;
import io.github.migrations.script.ScriptFile;
import io.github.migrations.test.TestPostgres;

/**
 * One file of 50,000 INSERTs: our run, which reads the file, cuts it, locks, checks and
 * records, against a JDBC batch in one transaction to which the same statements are given
 * in memory. Both begin with an empty database, on disk, in each round, and take turns in
 * being the first. The figure is the ratio of the medians; below 1 ours is faster.
 */
final class ScriptThroughput {

	private static final int ROWS = 50_000;

	private static final int CHUNK = 1000;

	private static final int WARM_UP = 5;

	private static final int ROUNDS = 15;

	private static final String TABLE = "CREATE TABLE numbers (id INTEGER, name TEXT)";

	private static final List<String> INSERTS = IntStream.range(0, ROWS)
		.mapToObj((row) -> "INSERT INTO numbers (id, name) VALUES (" + row + ", 'number " + row + "')")
		.toList();

	private final Path folder;

	private final Path script;

	private ScriptThroughput(Path folder) throws IOException {
		this.folder = folder;
		this.script = folder.resolve("1_numbers.sql");
		Files.writeString(this.script, TABLE + ";\n" + String.join(";\n", INSERTS) + ";\n");
	}

	public static void main(String[] args) throws Exception {
		Path folder = Files.createTempDirectory("throughput");
		ScriptThroughput throughput = new ScriptThroughput(folder);
		throughput.compare("SQLite", throughput::onSqlite);
		throughput.compare("PostgreSQL", ScriptThroughput::onPostgres);
		Files.delete(throughput.script);
		Files.delete(folder);
	}

	private void compare(String database, Place place) throws Exception {
		double[] ours = new double[ROUNDS];
		double[] jdbc = new double[ROUNDS];
		for (int round = -WARM_UP; round < ROUNDS; round++) {
			boolean first = round % 2 == 0;
			double one = (first) ? place.time(this::migrate) : 0;
			double other = place.time(ScriptThroughput::batch);
			one = (first) ? one : place.time(this::migrate);
			if (round >= 0) {
				ours[round] = one;
				jdbc[round] = other;
			}
		}
		Arrays.sort(ours);
		Arrays.sort(jdbc);
		double one = ours[ROUNDS / 2];
		double other = jdbc[ROUNDS / 2];
		System.out.printf("%s, %,d INSERTs: %.0f ms, JDBC batch %.0f ms, ratio %.2f%n", database, ROWS, one, other,
				one / other);
	}

	private double onSqlite(Work work) throws Exception {
		Path file = Files.createTempFile(this.folder, "numbers", ".db");
		SQLiteDataSource dataSource = new SQLiteDataSource();
		dataSource.setUrl("jdbc:sqlite:" + file);
		double time = time(work, dataSource);
		Files.delete(file);
		return time;
	}

	private static double onPostgres(Work work) throws Exception {
		try (TestPostgres.Database database = TestPostgres.createDatabase()) {
			return time(work, database.dataSource());
		}
	}

	private static double time(Work work, DataSource dataSource) throws Exception {
		long start = System.nanoTime();
		work.run(dataSource);
		double time = (System.nanoTime() - start) / 1e6;
		check(dataSource);
		return time;
	}

	private static void check(DataSource dataSource) throws SQLException {
		try (Connection connection = dataSource.getConnection();
				Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("SELECT count(*) FROM numbers")) {
			if (!rows.next() || rows.getInt(1) != ROWS) {
				throw new IllegalStateException("Rows are missing");
			}
		}
	}

	private void migrate(DataSource dataSource) {
		String name = String.valueOf(this.script.getFileName());
		ScriptFile file = new ScriptFile(name, name, () -> Files.newInputStream(this.script));
		ScriptSource source = new ScriptSource() {

			@Override
			public List<ScriptFile> find() {
				return List.of(file);
			}

			@Override
			public List<String> locations() {
				return List.of("folder");
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
				statement.addBatch(INSERTS.get(row));
				if (row % CHUNK == CHUNK - 1) {
					statement.executeBatch();
				}
			}
			connection.commit();
		}
	}

	private interface Place {

		double time(Work work) throws Exception;

	}

	private interface Work {

		void run(DataSource dataSource) throws Exception;

	}

}
