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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link TenantFiles} and the connections to them.
 */
class TenantFilesTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	private TenantFiles files(boolean create) {
		return new TenantFiles(this.folder + "/users/app-{tenant}.db", create, Map.of("foreign_keys", "on"));
	}

	@Test
	void opensAFileForEachTenant() throws SQLException {
		TenantFiles files = files(true);
		assertThat(files.exists("alice")).isFalse();
		try (Connection alice = files.open("alice"); Statement statement = alice.createStatement()) {
			statement.execute("CREATE TABLE t (id INTEGER)");
			assertThat(statement.executeQuery("PRAGMA foreign_keys").getInt(1)).isEqualTo(1);
		}
		assertThat(this.folder.resolve("users/app-alice.db")).isRegularFile();
		assertThat(files.exists("alice")).isTrue();
	}

	@Test
	void createsNothingWhereThatIsNotAllowed() {
		assertThatExceptionOfType(TenantException.class).isThrownBy(() -> files(false).open("alice"))
			.withMessage("There is no tenant 'alice': the file %s does not exist, and spring.migrations.tenants.create"
				.formatted(this.folder.resolve("users/app-alice.db")) + "=false does not allow to create it.");
		assertThat(this.folder.resolve("users")).doesNotExist();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "../evil", "..", "/etc/passwd", "a/../../b", "a\0b", "x?mode=memory", ":memory:", "file:x" })
	void noNameLeadsOutOfTheFolder(String tenant) throws Exception {
		try (Connection connection = files(true).open(tenant); Statement statement = connection.createStatement()) {
			statement.execute("CREATE TABLE t (id INTEGER)");
		}
		try (Stream<Path> files = Files.walk(this.folder)) {
			assertThat(files.filter(Files::isRegularFile)).singleElement()
				.satisfies((file) -> assertThat(file.getParent()).isEqualTo(this.folder.resolve("users")));
		}
		try (Stream<String> names = files(true).names()) {
			assertThat(names).containsExactly(tenant);
		}
	}

	@Test
	void listsTenantsAndNothingElse() throws IOException, SQLException {
		assertThat(files(true).names()).isEmpty();
		Files.createDirectories(this.folder.resolve("users"));
		for (String name : new String[] { "app-b.db", "app-a.db", "app-.db", "app-A.db", "app-a.db-wal", "other.db",
				"app-=41.db" }) {
			Files.createFile(this.folder.resolve("users").resolve(name));
		}
		assertThat(files(true).names()).containsExactly("A", "a", "b");
	}

	@ParameterizedTest
	@ValueSource(strings = { "data/users.db", "data/{tenant}/{tenant}.db", "data/{tenant}/app.db", "" })
	void refusesAPatternThatDoesNotNameTheTenantOnce(String pattern) {
		assertThatIllegalArgumentException().isThrownBy(() -> new TenantFiles(pattern, true, Map.of()))
			.withMessage("'%s' has to hold {tenant} once, in the name of the file".formatted(pattern));
	}

	@ParameterizedTest
	@ValueSource(strings = { "data/{tenant}", "data/user-{tenant}", "data/{tenant}-wal", "data/{tenant}l" })
	void refusesAPatternByWhichALogIsATenant(String pattern) {
		assertThatIllegalArgumentException().isThrownBy(() -> new TenantFiles(pattern, true, Map.of()))
			.withMessageStartingWith("'%s' has to end with an extension".formatted(pattern));
	}

}
