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

package io.github.migrations.engine;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteDataSource;

import io.github.migrations.script.Version;
import io.github.migrations.test.NativeAccess;

/**
 * A process of its own that migrates one database, or takes everything back, to be
 * killed.
 */
final class MigrateProcess implements AutoCloseable {

	private final Process process;

	private final File output;

	private MigrateProcess(Process process, File output) {
		this.process = process;
		this.output = output;
	}

	/**
	 * Starts a process that migrates.
	 * @param folder a folder for its output
	 * @param url the JDBC URL of the database
	 * @param user the user, possibly empty
	 * @param password the password, possibly empty
	 * @param namesAndTexts the names of scripts, each followed by its text
	 */
	static MigrateProcess start(File folder, String url, String user, String password, String... namesAndTexts)
			throws IOException {
		return process(folder, "migrate", url, user, password, namesAndTexts);
	}

	/**
	 * Starts a process that takes everything back.
	 * @param folder a folder for its output
	 * @param database the database
	 * @param namesAndTexts the names of scripts, each followed by its text
	 */
	static MigrateProcess rollBack(File folder, TestDatabase database, String... namesAndTexts) throws IOException {
		if (database instanceof TestDatabase.Postgres postgres) {
			return process(folder, "rollback", postgres.database().url(), postgres.database().username(),
					postgres.database().password(), namesAndTexts);
		}
		return process(folder, "rollback", "jdbc:sqlite:" + ((TestDatabase.Sqlite) database).file(), "", "",
				namesAndTexts);
	}

	/**
	 * Starts a process that runs dry.
	 */
	static MigrateProcess startDryRun(File folder, String url, String user, String password, String script)
			throws IOException {
		return process(folder, "dry-run", url, user, password, "1_x.sql", script);
	}

	private static MigrateProcess process(File folder, String verb, String url, String user, String password,
			String... namesAndTexts) throws IOException {
		Path scripts = Files.createTempDirectory(folder.toPath(), "scripts");
		for (int i = 0; i < namesAndTexts.length; i += 2) {
			Files.writeString(scripts.resolve(namesAndTexts[i]), namesAndTexts[i + 1]);
		}
		File output = File.createTempFile("process", ".txt", folder);
		List<String> command = new ArrayList<>();
		command.add(System.getProperty("java.home") + "/bin/java");
		command.addAll(NativeAccess.options());
		command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp",
				System.getProperty("java.class.path"), MigrateProcess.class.getName()));
		command.add(1, "-Djava.io.tmpdir=" + folder);
		command.addAll(List.of(verb, url, user, password, scripts.toString()));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start();
		return new MigrateProcess(process, output);
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	String output() throws IOException {
		return Files.readString(this.output.toPath());
	}

	/** Ends the process without giving it a chance to clean up. */
	void kill() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
	}

	/** Asks the process to end. */
	int terminate() throws InterruptedException {
		this.process.destroy();
		if (!this.process.waitFor(60, TimeUnit.SECONDS)) {
			throw new IllegalStateException("The process does not end");
		}
		return this.process.exitValue();
	}

	/** Waits for the end. */
	int awaitExit() throws InterruptedException {
		if (!this.process.waitFor(150, TimeUnit.SECONDS)) {
			throw new IllegalStateException("The process does not end");
		}
		return this.process.exitValue();
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

	public static void main(String[] arguments) throws IOException {
		DataSource dataSource = dataSource(arguments[1], arguments[2], arguments[3]);
		Migrator migrator = new Migrator("process", dataSource, dataSource, scripts(Path.of(arguments[4])),
				Settings.defaults(), MigrationListener.NONE);
		if (arguments[0].equals("dry-run")) {
			migrator.dryRun(DryRunRequest.DEFAULTS.withStatementTimeout(Duration.ofMinutes(1))
				.withMaxDuration(Duration.ofMinutes(1)));
		}
		else if (arguments[0].equals("rollback")) {
			migrator.rollback(RollbackRequest.to(Version.of("0")));
			System.out.println("rolled back");
		}
		else {
			migrator.migrate(null);
			System.out.println("migrated");
		}
	}

	private static TestScripts scripts(Path folder) throws IOException {
		List<String> namesAndTexts = new ArrayList<>();
		try (Stream<Path> files = Files.list(folder)) {
			for (Path file : files.sorted().toList()) {
				namesAndTexts.add(file.getFileName().toString());
				namesAndTexts.add(Files.readString(file));
			}
		}
		return TestScripts.of(namesAndTexts.toArray(String[]::new));
	}

	private static DataSource dataSource(String url, String user, String password) {
		if (url.startsWith("jdbc:sqlite:")) {
			SQLiteDataSource sqlite = new SQLiteDataSource();
			sqlite.setUrl(url);
			return sqlite;
		}
		PGSimpleDataSource postgres = new PGSimpleDataSource();
		postgres.setUrl(url);
		postgres.setUser(user);
		postgres.setPassword(password);
		return postgres;
	}

}
