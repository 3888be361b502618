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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.CommandLinePropertySource;

/**
 * A verb and its options as they were typed.
 *
 * @param verb the verb
 * @param options the values of the options by name, empty for an option without a value
 */
record CommandLine(Verb verb, Options options) {

	/** What a verb begins with. */
	static final String PREFIX = "migrations:";

	/** Options of Spring Boot itself that have no dot in their name. */
	private static final Set<String> SPRING_OPTIONS = Set.of("debug", "trace");

	/**
	 * Reads the arguments of the application.
	 * @param arguments the arguments as Spring Boot has read them
	 * @return the command, or {@code null} if none of the arguments is a verb
	 * @throws UsageException if there is no such verb or option
	 */
	static @Nullable CommandLine parse(CommandLinePropertySource<?> arguments) {
		String nonOptions = arguments.getProperty(CommandLinePropertySource.DEFAULT_NON_OPTION_ARGS_PROPERTY_NAME);
		List<String> words = (nonOptions != null) ? List.of(nonOptions.split(",")) : List.of();
		// one in capitals must not start the application, and with it the migrations
		String typed = words.stream()
			.filter((word) -> word.regionMatches(true, 0, PREFIX, 0, PREFIX.length()))
			.findFirst()
			.orElse(null);
		if (typed == null) {
			return null;
		}
		Verb verb = Verbs.find(typed.substring(PREFIX.length()));
		if (verb == null) {
			throw new UsageException("There is no command '%s'.".formatted(typed));
		}
		if (words.size() > 1) {
			throw new UsageException(
					"'%s' takes options, but no other arguments: %s".formatted(typed, String.join(" ", words)));
		}
		return new CommandLine(verb, new Options(options(arguments, verb)));
	}

	/**
	 * Options with a dot in their name are properties of the application.
	 */
	private static Map<String, String> options(CommandLinePropertySource<?> arguments, Verb verb) {
		Map<String, String> options = new LinkedHashMap<>();
		for (String name : arguments.getPropertyNames()) {
			boolean ours = !name.contains(".") && !SPRING_OPTIONS.contains(name)
					&& !name.equals(CommandLinePropertySource.DEFAULT_NON_OPTION_ARGS_PROPERTY_NAME);
			if (ours && !hasOption(verb, name)) {
				throw new UsageException("'%s%s' has no option '--%s'.".formatted(PREFIX, verb.word(), name));
			}
			if (ours) {
				String value = arguments.getProperty(name);
				options.put(name, (value != null) ? value : "");
			}
		}
		return options;
	}

	private static boolean hasOption(Verb verb, String name) {
		return name.equals(Verbs.HELP.name())
				|| verb.options().stream().anyMatch((option) -> option.name().equals(name));
	}

	/**
	 * Tells whether the command is only to be explained.
	 */
	boolean asksForHelp() {
		return this.options.values().containsKey(Verbs.HELP.name());
	}

}
