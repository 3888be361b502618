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

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.migrations.command.Verb.Option;

/**
 * All commands.
 */
final class Verbs {

	/** The option that every command has. */
	static final Option HELP = new Option("help", "", "explains the command and does nothing");

	private static final List<Verb> ALL = List.of(new MigrateVerb(), new StatusVerb(), new DryRunVerb(),
			new RollbackVerb(), new ValidateVerb(), new RepairVerb(), new NewVerb(), new AdoptVerb(),
			new RestoreVerb());

	private Verbs() {
	}

	static @Nullable Verb find(String word) {
		return ALL.stream().filter((verb) -> verb.word().equals(word)).findFirst().orElse(null);
	}

	/**
	 * Describes all commands.
	 * @return one line for each command, and how to learn more
	 */
	static String help() {
		return "The commands are:\n%s\n%s explains the options of one.\n".formatted(
				columns(ALL.stream().map((verb) -> List.of(CommandLine.PREFIX + verb.word(), verb.summary())).toList()),
				CommandLine.PREFIX + "<command> --" + HELP.name());
	}

	/**
	 * Describes one command.
	 * @param verb the command
	 * @return what it does and the options that it takes
	 */
	static String help(Verb verb) {
		List<Option> options = new ArrayList<>(verb.options());
		String usage = options.stream().map((option) -> " [" + option.usage() + "]").collect(Collectors.joining());
		options.add(HELP);
		return "%s%s%n%n%s.%n%n%s"
			.formatted(CommandLine.PREFIX + verb.word(), usage, verb.summary(),
					columns(options.stream().map((option) -> List.of(option.usage(), option.description())).toList()))
			.replace(System.lineSeparator(), "\n");
	}

	private static String columns(List<List<String>> rows) {
		int width = rows.stream().mapToInt((row) -> row.get(0).length()).max().orElse(0);
		return rows.stream()
			.map((row) -> "  " + row.get(0) + " ".repeat(width - row.get(0).length()) + "   " + row.get(1) + "\n")
			.collect(Collectors.joining());
	}

}
