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
import java.util.ArrayList;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteDataSource;

/**
 * A process of its own that migrates one database by one script, to be killed.
 */
final class MigrateProcess implements AutoCloseable {

	private final Process process;

	private final File output;

	private MigrateProcess(Process process, File output) {
		this.process = process;
		this.output = output;
	}

	/**
	 * Starts a process.
	 * @param folder a folder for its output
	 * @param url the JDBC URL of the database
	 * @param user the user, possibly empty
	 * @param password the password, possibly empty
	 * @param name the name of the script
	 * @param script its text
	 */
	static MigrateProcess start(File folder, String url, String user, String password, String name, String script)
			throws IOException {
		return start(folder, url, user, password, name, script, "migrate");
	}

	/**
	 * Starts a process that runs dry.
	 */
	static MigrateProcess startDryRun(File folder, String url, String user, String password, String script)
			throws IOException {
		return start(folder, url, user, password, "1_x.sql", script, "dry-run");
	}

	private static MigrateProcess start(File folder, String url, String user, String password, String name,
			String script, String action) throws IOException {
		Path file = folder.toPath().resolve("script.sql");
		Files.writeString(file, script);
		File output = new File(folder, "output.txt");
		List<String> command = new ArrayList<>();
		command.add(System.getProperty("java.home") + "/bin/java");
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), MigrateProcess.class.getName()));
		command.addAll(List.of(url, user, password, name, file.toString(), action));
		command.add(1, "-Djava.io.tmpdir=" + folder);
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
		if (!this.process.waitFor(20, TimeUnit.SECONDS)) {
			throw new IllegalStateException("The process does not end");
		}
		return this.process.exitValue();
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

	public static void main(String[] arguments) throws IOException {
		DataSource dataSource = dataSource(arguments[0], arguments[1], arguments[2]);
		TestScripts scripts = TestScripts.of(arguments[3], Files.readString(Path.of(arguments[4])));
		Migrator migrator = new Migrator("process", dataSource, dataSource, scripts, Settings.defaults(),
				MigrationListener.NONE);
		if (arguments[5].equals("dry-run")) {
			migrator.dryRun(DryRunRequest.DEFAULTS.withStatementTimeout(Duration.ofMinutes(1))
				.withMaxDuration(Duration.ofMinutes(1)));
			return;
		}
		migrator.migrate(null);
		System.out.println("migrated");
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
