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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.github.migrations.database.TableName;
import io.github.migrations.script.Placeholders;
import io.github.migrations.script.ScriptFile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link Fingerprint}.
 */
class FingerprintTests {

	private static final Settings SETTINGS = Settings.defaults();

	private static ScriptFile file(String path, String text) {
		return new ScriptFile(path, path, () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void isTheSameForTheSameInAnyOrder() {
		ScriptFile a = file("001_a.sql", "CREATE TABLE a (id int);");
		ScriptFile b = file("002_b.sql", "CREATE TABLE b (id int);");
		assertThat(Fingerprint.of(List.of(a, b), SETTINGS)).matches("[0-9a-f]{64}")
			.isEqualTo(Fingerprint.of(List.of(file("002_b.sql", "CREATE TABLE b (id int);"), a), SETTINGS));
	}

	@Test
	void isAnotherOneForWhateverHasASay() {
		ScriptFile a = file("001_a.sql", "A");
		Set<String> seen = new HashSet<>();
		assertThat(seen.add(Fingerprint.of(List.of(), SETTINGS))).isTrue();
		assertThat(seen.add(Fingerprint.of(List.of(a), SETTINGS))).isTrue();
		assertThat(seen.add(Fingerprint.of(List.of(file("001_a.sql", "B")), SETTINGS))).isTrue();
		assertThat(seen.add(Fingerprint.of(List.of(file("001_b.sql", "A")), SETTINGS))).isTrue();
		assertThat(seen.add(Fingerprint.of(List.of(a, file("001_a.down.sql", "D")), SETTINGS))).isTrue();
		assertThat(seen.add(Fingerprint.of(List.of(a), SETTINGS.withTable(new TableName(null, "other"))))).isTrue();
		assertThat(seen.add(Fingerprint.of(List.of(a), SETTINGS.withPlaceholders(new Placeholders(Map.of("a", "bc"))))))
			.isTrue();
		assertThat(seen.add(Fingerprint.of(List.of(a), SETTINGS.withPlaceholders(new Placeholders(Map.of("ab", "c"))))))
			.isTrue();
	}

	@Test
	void namesAFileThatCannotBeRead() {
		ScriptFile file = new ScriptFile("001_a.sql", "db/001_a.sql", () -> {
			throw new IOException("gone");
		});
		assertThatExceptionOfType(MigrationException.class).isThrownBy(() -> Fingerprint.of(List.of(file), SETTINGS))
			.withMessage("The file db/001_a.sql cannot be read: java.io.IOException: gone");
	}

}
