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

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link TenantName}.
 */
class TenantNameTests {

	@ParameterizedTest
	@CsvSource({ "alice, alice", "user-000_1, user-000_1", "Alice, =41lice", "..,=2e=2e", "a/b, a=2fb", "a\\b, a=5cb",
			"con, con", "conny, conny", "é, =c3=a9", "а, =d0=b0", "a=b, a=3db", "' ', =20", "%2e, =252e" })
	void keepsPlainNamesAndWritesTheRestInHexadecimal(String tenant, String file) throws TenantException {
		assertThat(TenantName.encode(tenant)).isEqualTo(file);
		assertThat(TenantName.decode(file)).isEqualTo(tenant);
	}

	@Property(tries = 500)
	void everyNameComesBackAndLeadsNowhere(@ForAll String tenant) {
		String file;
		try {
			file = TenantName.encode(tenant);
		}
		catch (TenantException ex) {
			assertThat(ex.getMessage()).startsWith("The name of a tenant ");
			return;
		}
		assertThat(file).matches("[a-z0-9_=-]{1,200}");
		assertThat(TenantName.decode(file)).isEqualTo(tenant);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "=", "=4", "=zz", "Alice", "=41lic\u00e9", "=61lice", "=4Alice", "a.b", "=ff", "=63on" })
	void aFileThatNobodyCouldHaveWrittenBelongsToNobody(String file) {
		assertThat(TenantName.decode(file)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\ud800" })
	void refusesWhatIsNoName(String tenant) {
		assertThatExceptionOfType(TenantException.class).isThrownBy(() -> TenantName.encode(tenant));
	}

	@ParameterizedTest
	@ValueSource(ints = { 201, 300, 100_000 })
	void refusesANameThatIsTooLong(int length) {
		assertThatExceptionOfType(TenantException.class).isThrownBy(() -> TenantName.encode("a".repeat(length)))
			.withMessage(
					"The name of a tenant is too long for the name of a file: '%s…' gives %d characters, and there "
						.formatted("a".repeat(50), length) + "is room for 200.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\0b", "a\nb", "a\u0007" })
	void controlCharactersAreNotShown(String tenant) {
		assertThat(TenantName.shown(tenant)).matches("a\\?b?");
	}

	@Test
	void namesThatDifferByCaseAreDifferentFilesEverywhere() throws TenantException {
		List<String> names = Arrays.asList("alice", "Alice", "ALICE", "aLice");
		Set<String> files = new HashSet<>();
		for (String name : names) {
			files.add(TenantName.encode(name).toLowerCase(Locale.ROOT));
		}
		assertThat(files).hasSize(4);
	}

}
