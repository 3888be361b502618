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

import io.github.migrations.engine.Migrator;
import io.github.migrations.script.Version;

/**
 * Makes the records fit the files.
 */
final class RepairVerb implements Verb {

	@Override
	public String word() {
		return "repair";
	}

	@Override
	public String summary() {
		return "Accepts changed files, stores their undo scripts, clears what is half done";
	}

	@Override
	public List<Option> options() {
		return List.of(new Option("applied", "version", "only record this migration, which was run by hand"),
				CommandContext.DATABASE, CommandContext.TENANT);
	}

	@Override
	public CommandResult run(CommandContext context) {
		Version applied = context.options().version("applied");
		Migrator migrator = context.migrator();
		List<String> repaired = (applied != null) ? migrator.recordApplied(applied) : migrator.repair();
		if (repaired.isEmpty()) {
			return CommandResult.of("%s: nothing to repair\n".formatted(migrator.name()));
		}
		return CommandResult.of(repaired.stream()
			.map((line) -> "%s: %s\n".formatted(migrator.name(), line))
			.collect(Collectors.joining()));
	}

}
