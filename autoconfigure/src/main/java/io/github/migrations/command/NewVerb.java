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

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;

import io.github.migrations.database.Databases;

/**
 * Writes the next numbered file into the source tree.
 */
final class NewVerb implements Verb {

	private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}_ -]{0,99}");

	private final Clock clock;

	private final Path directory;

	NewVerb() {
		this(Clock.systemUTC(), Path.of(""));
	}

	/**
	 * Creates the command.
	 * @param clock tells the time for versions that are one
	 * @param directory the folder of the project
	 */
	NewVerb(Clock clock, Path directory) {
		this.clock = clock;
		this.directory = directory;
	}

	@Override
	public String word() {
		return "new";
	}

	@Override
	public String summary() {
		return "Writes the next numbered migration file into the source tree";
	}

	@Override
	public List<Option> options() {
		return List.of(new Option("name", "description", "what the migration does, such as add_user_preferences"),
				new Option("undo", "", "writes the undo script beside it"),
				new Option("timestamp", "", "takes the time (UTC) as version in place of the next number"),
				new Option("database", String.join("|", new TreeSet<>(Databases.ids())),
						"writes into the folder for this database alone"));
	}

	@Override
	public CommandResult run(CommandContext context) {
		Options options = context.options();
		String name = name(options.text("name"));
		String database = database(options.text("database"));
		boolean undo = options.flag("undo");
		boolean timestamp = options.flag("timestamp");
		List<String> locations = Binder.get(context.environment())
			.bind("spring.migrations.locations", Bindable.listOf(String.class))
			.orElse(List.of("classpath:db/migrations"));
		SourceFolder folder = SourceFolder.find(this.directory, locations);
		StringBuilder text = new StringBuilder();
		for (Path file : folder.write(name, database, undo, (timestamp) ? this.clock.instant() : null)) {
			text.append(file).append('\n');
		}
		return CommandResult.of(text.toString());
	}

	private static String name(@Nullable String name) {
		if (name == null) {
			throw Options.refused("--name is missing: what does the migration do?",
					"Give it a name: migrations:new --name=add_user_preferences");
		}
		if (!NAME.matcher(name).matches()) {
			throw Options.refused("--name='%s' is no name for a migration.".formatted(name),
					"Use letters, digits, '_' and '-', at most 100 of them; the folder and the number come by themselves. "
							+ "Nothing has been written.");
		}
		return name.strip().replace(' ', '_');
	}

	private static @Nullable String database(@Nullable String database) {
		Set<String> known = new TreeSet<>(Databases.ids());
		if (database != null && !known.contains(database.toLowerCase(Locale.ROOT))) {
			throw Options.refused("--database='%s' is not known.".formatted(database),
					"The databases are: %s. Nothing has been written.".formatted(String.join(", ", known)));
		}
		return (database != null) ? database.toLowerCase(Locale.ROOT) : null;
	}

}
