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

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.migrations.engine.Adoption;
import io.github.migrations.engine.Migrator;
import io.github.migrations.script.Version;

/**
 * Takes over databases that another tool, or nobody, has managed so far.
 */
final class AdoptVerb implements Verb {

	@Override
	public String word() {
		return "adopt";
	}

	@Override
	public String summary() {
		return "Takes over from another tool, or from nobody";
	}

	@Override
	public List<Option> options() {
		return List.of(new Option("version", "version", "what is applied already, where no tool has recorded it"),
				new Option("preview", "", "shows what would be recorded, and changes nothing"),
				new Option("verify", "", "compares the schema with that of a database built from the files"),
				new Option(CommandContext.DATABASE.name(), CommandContext.DATABASE.value(),
						"only this database, by the name of its DataSource bean"));
	}

	/**
	 * All databases are looked at before the first one is changed.
	 */
	@Override
	public CommandResult run(CommandContext context) {
		Version version = context.options().version("version");
		boolean preview = context.options().flag("preview");
		boolean verify = context.options().flag("verify");
		Map<Migrator, Adoption> adoptions = look(context, version);
		Map<Migrator, Adoption> open = new LinkedHashMap<>(adoptions);
		open.values().removeIf((adoption) -> adoption.isDone() || adoption.isNothing());
		if (open.isEmpty()) {
			return new CommandResult("", (adoptions.values().stream().allMatch(Adoption::isNothing)) ? 1 : 0);
		}
		if (verify && !verify(open, context.output())) {
			return new CommandResult("Nothing has been changed, because the schemas differ.\n", 1);
		}
		return CommandResult.of((preview) ? "Nothing has been changed (--preview).\n" : adopt(open));
	}

	private static Map<Migrator, Adoption> look(CommandContext context, @Nullable Version version) {
		Map<Migrator, Adoption> adoptions = new LinkedHashMap<>();
		migrators(context).forEach((migrator) -> adoptions.put(migrator, migrator.adoption(version)));
		adoptions.values()
			.forEach((adoption) -> context.output()
				.print((adoption.isDone() || adoption.isNothing()) ? adoption.text() : adoption.text() + "\n"));
		return adoptions;
	}

	private static Collection<Migrator> migrators(CommandContext context) {
		boolean named = context.options().text(CommandContext.DATABASE.name()) != null;
		Collection<Migrator> all = context.migrations().all();
		return (named || all.isEmpty()) ? List.of(context.migrator()) : all;
	}

	private static boolean verify(Map<Migrator, Adoption> adoptions, CommandOutput output) {
		boolean equal = true;
		for (Map.Entry<Migrator, Adoption> one : adoptions.entrySet()) {
			Adoption.Comparison comparison = one.getKey().verify(one.getValue());
			List<String> differences = comparison.differences();
			equal &= differences.isEmpty();
			StringBuilder text = new StringBuilder();
			text.append("%s: compared with a database built from the files: ".formatted(one.getKey().name()))
				.append((differences.isEmpty()) ? "no difference\n"
						: differences.size() + ((differences.size() == 1) ? " difference\n" : " differences\n"));
			comparison.leftOut()
				.forEach((code) -> text.append("  not run there, because it is written in code: ")
					.append(code)
					.append('\n'));
			differences.forEach((difference) -> text.append("  ").append(difference).append('\n'));
			output.print(text + "\n");
		}
		return equal;
	}

	private static String adopt(Map<Migrator, Adoption> adoptions) {
		StringBuilder text = new StringBuilder();
		adoptions.forEach((migrator, shown) -> {
			Adoption done = migrator.adopt(shown);
			text.append((done.isDone()) ? done.text() : "%s: %d recorded in %s, %d pending\n".formatted(migrator.name(),
					done.records().size(), done.table(), done.pending().size()));
		});
		return text.toString();
	}

}
