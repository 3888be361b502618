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

import io.github.migrations.autoconfigure.Migrations;
import io.github.migrations.engine.Validation;
import io.github.migrations.script.Version;

/**
 * Checks files and history without changing anything.
 */
final class ValidateVerb implements Verb {

	@Override
	public String word() {
		return "validate";
	}

	@Override
	public String summary() {
		return "Checks files and history, and changes nothing";
	}

	@Override
	public List<Option> options() {
		return List.of(new Option("strict", "", "fails on warnings too"), new Option("after", "version",
				"looks for what is dangerous and for missing undo scripts only above this version"));
	}

	@Override
	public CommandResult run(CommandContext context) {
		boolean strict = context.options().flag("strict");
		Version after = context.options().version("after");
		Migrations migrations = context.migrations();
		if (migrations.all().isEmpty()) {
			throw Options.noDatabase();
		}
		List<Validation> validations = migrations.all().stream().map((migrator) -> migrator.validate(after)).toList();
		boolean wrong = validations.stream()
			.anyMatch((validation) -> validation.errors() > 0 || strict && validation.warnings() > 0);
		return new CommandResult(ValidationText.of(validations), (wrong) ? 1 : 0);
	}

}
