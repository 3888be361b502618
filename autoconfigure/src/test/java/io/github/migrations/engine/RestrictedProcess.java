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
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.sqlite.SQLiteDataSource;

import io.github.migrations.test.NativeAccess;

/**
 * A process that migrates a SQLite file and has to respect its permissions, as root does
 * not.
 */
final class RestrictedProcess {

	private RestrictedProcess() {
	}

	/**
	 * Migrates in another process.
	 * @param folder where it runs
	 * @param url the JDBC URL of the database
	 * @param scripts names of files, each followed by its text
	 * @return what the process says
	 */
	static String migrate(File folder, String url, String... scripts) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>();
		if ("root".equals(System.getProperty("user.name"))) {
			command.addAll(List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search"));
		}
		command.add(System.getProperty("java.home") + "/bin/java");
		command.addAll(NativeAccess.options());
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), RestrictedProcess.class.getName(), url));
		command.addAll(List.of(scripts));
		Process process = new ProcessBuilder(command).directory(folder).redirectErrorStream(true).start();
		try (InputStream output = process.getInputStream()) {
			String said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
			process.waitFor();
			return said;
		}
	}

	public static void main(String[] arguments) {
		SQLiteDataSource dataSource = new SQLiteDataSource();
		dataSource.setUrl(arguments[0]);
		String[] scripts = List.of(arguments).subList(1, arguments.length).toArray(String[]::new);
		try {
			System.out.println(new Migrator("dataSource", dataSource, dataSource, TestScripts.of(scripts),
					Settings.defaults(), MigrationListener.NONE)
				.migrate(null)
				.state());
		}
		catch (MigrationException ex) {
			System.out.println(ex.getMessage());
		}
	}

}
