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

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * All commands.
 */
final class Verbs {

	private static final List<Verb> ALL = List.of(new MigrateVerb(), new StatusVerb());

	private Verbs() {
	}

	static @Nullable Verb find(String word) {
		return ALL.stream().filter((verb) -> verb.word().equals(word)).findFirst().orElse(null);
	}

	/**
	 * Describes all commands.
	 * @return one line for each command
	 */
	static String help() {
		StringBuilder text = new StringBuilder("The commands are:\n");
		for (Verb verb : ALL) {
			text.append("  %-40s %s\n".formatted(usage(verb), verb.summary()));
		}
		return text.toString();
	}

	private static String usage(Verb verb) {
		String options = verb.options()
			.stream()
			.map((option) -> " [" + option.usage() + "]")
			.collect(Collectors.joining());
		return CommandLine.PREFIX + verb.word() + options;
	}

}
