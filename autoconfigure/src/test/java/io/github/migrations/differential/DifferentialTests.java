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

package io.github.migrations.differential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Each script must do what the database's own client does with it. The files are in
 * {@code src/test/resources/differential}; how to run it on other ones is told in
 * {@code docs/differential-test.md}.
 */
class DifferentialTests {

	private static final String DIRECTORY = "migrations.differential.directory";

	private static final String DATABASE = "migrations.differential.database";

	private static final Pattern PG_DUMP = Pattern.compile("pg_dump_(\\d+)");

	private static final Set<Report.Result> SAME = Set.of(Report.Result.EQUAL, Report.Result.BOTH_REFUSE);

	@TestFactory
	Stream<DynamicTest> sqliteDoesWhatItsClientDoes() throws IOException {
		return fixtures("sqlite");
	}

	@TestFactory
	Stream<DynamicTest> postgresDoesWhatItsClientDoes() throws IOException {
		return fixtures("postgresql");
	}

	private static Stream<DynamicTest> fixtures(String database) throws IOException {
		try (Stream<Path> directories = Files.list(Path.of("src/test/resources/differential", database))) {
			return directories.sorted()
				.map((directory) -> DynamicTest.dynamicTest(directory.getFileName().toString(),
						() -> assertEqual(Target.of(database), directory)))
				.toList()
				.stream();
		}
	}

	private static void assertEqual(Target target, Path directory) throws InterruptedException {
		assumeClient(target);
		assumeServer(target, directory);
		Report report = Differential.run(target, directory);
		assertThat(report.files()).as("files in %s", directory).isPositive();
		assertThat(report.result()).as("%s", report).isEqualTo(Report.Result.EQUAL);
	}

	private static void assumeClient(Target target) {
		assumeThat(target.clientVersion())
			.as("%s is not installed, so there is nothing to compare with", target.client())
			.isNotNull();
	}

	/** What a version of pg_dump writes, no older server understands. */
	private static void assumeServer(Target target, Path directory) {
		Matcher dump = PG_DUMP.matcher(directory.getFileName().toString());
		if (dump.lookingAt()) {
			assumeThat(Integer.parseInt(target.databaseVersion().split("\\D", 2)[0])).as("the version of the server")
				.isGreaterThanOrEqualTo(Integer.parseInt(dump.group(1)));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "sqlite", "postgresql" })
	void seesMissingRowsAndObjects(String database, @TempDir Path directory) throws IOException {
		Target target = Target.of(database);
		assumeClient(target);
		Path file = directory.resolve("1_one.sql");
		Files.writeString(file, "CREATE TABLE a (b INT); INSERT INTO a VALUES (1), (1), (NULL);");
		try (Target.Trial one = target.create(); Target.Trial other = target.create()) {
			assertThat(one.run(file)).isNull();
			Files.writeString(file,
					"CREATE TABLE a (b INT); INSERT INTO a VALUES (1), (NULL), (NULL); CREATE TABLE c (d INT);");
			assertThat(other.run(file)).isNull();
			Snapshot ours = one.snapshot();
			Snapshot client = other.snapshot();
			List<String> differences = new Comparison(ours, client, client).differences();
			assertThat(differences).anyMatch((difference) -> difference.contains("[1]"))
				.anyMatch((difference) -> difference.toLowerCase(Locale.ROOT).contains("[null]"))
				.anyMatch((difference) -> difference.matches("(?s).*\\bc\\b.*ours:   null.*"));
			assertThat(new Comparison(client, client, client).differences()).isEmpty();
		}
	}

	/**
	 * The first two differ in a client's own runs, the third would be our mistake.
	 */
	@Test
	void passesOverWhatVariesInTheClientItself() {
		Snapshot ours = snapshot("1", "10:00", "a", "b");
		Comparison comparison = new Comparison(ours, snapshot("2", "10:01", "a", "c"),
				snapshot("3", "10:02", "a", "c"));
		assertThat(comparison.varying()).containsExactlyInAnyOrder("column t.id", "column t.at");
		assertThat(comparison.differences()).hasSize(2)
			.allMatch((difference) -> difference.startsWith("row of t [a, "));
	}

	private static Snapshot snapshot(String... row) {
		return new Snapshot(Map.of(),
				Map.of("t", new Snapshot.Table(List.of("id", "at", "name", "other"), List.of(List.of(row)))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "sqlite", "postgresql" })
	void runsStatementsOfMoreThanAMillionCharacters(String database, @TempDir Path directory) throws Exception {
		Files.writeString(directory.resolve("1_long.sql"),
				"CREATE TABLE a (b TEXT);\nINSERT INTO a VALUES ('" + "long; ".repeat(400_000) + "');\n");
		assertEqual(Target.of(database), directory);
	}

	@TestFactory
	Stream<DynamicTest> directoryOfTheUserDoesWhatTheClientDoes() {
		String directory = System.getProperty(DIRECTORY);
		return (directory == null) ? Stream.empty()
				: Stream.of(DynamicTest.dynamicTest(directory, () -> assertSame(Path.of(directory).toAbsolutePath())));
	}

	private static void assertSame(Path directory) throws InterruptedException {
		Target target = Target.of(System.getProperty(DATABASE, ""));
		assumeClient(target);
		Report report = Differential.run(target, directory);
		System.out.printf("%s %s, %s%n%s", target.id(), target.databaseVersion(), target.clientVersion(), report);
		report.warnings().forEach(System.out::println);
		assertThat(report.files()).as("files in %s", report.directory()).isPositive();
		assertThat(report.result()).as("%s", report).isIn(SAME);
	}

}
