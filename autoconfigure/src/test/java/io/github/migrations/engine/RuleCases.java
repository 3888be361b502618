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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The cases of one rule. What stands before the first case is the first file of each;
 * {@code -- next file} begins another one. A comment {@code -- ! rule} at the end of a
 * line says what is to be found there, all else must not be found.
 *
 * @param rule the name of the rule
 * @param cases its cases
 */
record RuleCases(String rule, List<Case> cases) {

	private static final Pattern MARK = Pattern.compile("-- !(( [a-z0-9-]+)+)$");

	/** Reads the cases of all rules of a database. */
	static List<RuleCases> of(String database) {
		try {
			Path folder = Path.of(Objects.requireNonNull(RuleCases.class.getResource("/rules/" + database)).toURI());
			try (Stream<Path> files = Files.list(folder)) {
				return files.sorted().map(RuleCases::read).toList();
			}
		}
		catch (IOException | URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static RuleCases read(Path file) {
		try {
			String name = file.getFileName().toString().replace(".sql", "");
			String[] parts = Files.readString(file).split("(?m)^-- case");
			List<Case> cases = new ArrayList<>();
			for (int i = 1; i < parts.length; i++) {
				cases.add(Case.of(name, parts[0], parts[i]));
			}
			return new RuleCases(name, cases);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * One case.
	 *
	 * @param title what it is about
	 * @param condition {@code fails} if the database refuses it, the version of the
	 * database that it needs, or an empty text
	 * @param scripts its files
	 * @param expected the file, line and rule of everything that is to be found
	 */
	record Case(String title, String condition, TestScripts scripts, List<String> expected) {

		static Case of(String rule, String first, String text) {
			String head = text.lines().findFirst().orElseThrow();
			String title = head.substring(head.indexOf(':') + 1).strip();
			String condition = head.replaceAll(":.*|[ ()]", "");
			TestScripts scripts = new TestScripts();
			List<String> expected = new ArrayList<>();
			int version = 1;
			for (String script : (first + "-- next file\n" + text.substring(head.length() + 1))
				.split("(?m)^-- next file\n")) {
				String name = "%d_%s.sql".formatted(version++, rule);
				scripts.with(name, script);
				mark(name, script, expected);
			}
			return new Case(rule + ": " + title, condition, scripts, expected);
		}

		private static void mark(String name, String script, List<String> expected) {
			List<String> lines = script.lines().toList();
			for (int i = 0; i < lines.size(); i++) {
				Matcher matcher = MARK.matcher(lines.get(i));
				if (matcher.find()) {
					for (String rule : matcher.group(1).strip().split(" ")) {
						expected.add("db/migrations/%s:%d %s".formatted(name, i + 1, rule));
					}
				}
			}
		}

	}

}
