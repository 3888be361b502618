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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.migrations.autoconfigure.TestFiles;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The commands for tenants, as processes of their own: nothing of the application is
 * made, also not the bean that says who the tenant is, which this one does not have.
 */
class TenantCommandTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	@BeforeEach
	void writeFiles() throws IOException {
		TestFiles.locations(this.folder.resolve("scripts"), "001_jobs.sql", "CREATE TABLE jobs (id INTEGER);");
		Files.createDirectories(this.folder.resolve("users"));
		Files.createFile(this.folder.resolve("users/ann.db"));
	}

	private void run(int exitCode, String output, String error, String... arguments) {
		List<String> all = new ArrayList<>(List.of(arguments));
		all.add("--spring.migrations.tenants.files=" + this.folder.resolve("users") + "/{tenant}.db");
		all.add("--spring.migrations.tenants.locations=file:" + this.folder.resolve("scripts"));
		all.add("--spring.migrations.tenants.strategy=all");
		all.add("--logging.config=classpath:logback-command.xml");
		all.add("--" + TestFiles.sqlite(this.folder));
		try (CommandProcess process = CommandProcess.start(this.folder, false, all)) {
			assertThat(process.awaitExit()).as(process::toString).isEqualTo(exitCode);
			assertThat(process.output()).isEqualTo(output);
			assertThat(process.error()).isEqualTo(error);
		}
	}

	@Test
	void migrateAndShow() {
		run(0, "Tenants: 1 migrated, 0 failed\n", "", "migrations:migrate", "--tenants");
		run(0, "Tenants: 1\n\n  ✅ Up to date: 1\n\n  Version 001: 1\n", "", "migrations:status", "--tenants=*");
		run(1, "", "There is no tenant 'bob'.\n\nLook for the name with migrations:status --tenants. "
				+ "Nothing has been changed.\n", "migrations:rollback", "--tenant=bob");
	}

	@Test
	void leaveTheApplicationsOwnDatabaseAlone() {
		run(0, "Tenants: 1 migrated, 0 failed\n", "", "migrations:migrate", "--tenants=ann");
		assertThat(this.folder.resolve("test.db")).doesNotExist();
	}

	@Test
	void areSwitchedOffWithMigrations() {
		run(1, "",
				"Migrations are switched off: spring.migrations.enabled=false.\n\nSwitch them on to use this command.\n",
				"migrations:migrate", "--tenants", "--spring.migrations.enabled=false");
	}

}
