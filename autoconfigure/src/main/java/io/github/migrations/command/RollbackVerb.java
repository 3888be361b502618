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

import org.jspecify.annotations.Nullable;

import io.github.migrations.engine.Migrator;
import io.github.migrations.engine.RollbackRequest;
import io.github.migrations.engine.Status;
import io.github.migrations.script.Version;

/**
 * Takes migrations back.
 */
final class RollbackVerb implements Verb {

	@Override
	public String word() {
		return "rollback";
	}

	@Override
	public String summary() {
		return "Undoes migrations, newest first";
	}

	@Override
	public List<Option> options() {
		return List.of(new Option("steps", "number", "how many to undo, 1 by default"),
				new Option("to", "version", "undo everything above this version; 0 undoes all"),
				new Option("from-files", "", "use the undo scripts of the files, not the stored ones"),
				CommandContext.DATABASE, CommandContext.TENANT);
	}

	@Override
	public CommandResult run(CommandContext context) {
		RollbackRequest request = request(context.options());
		Migrator migrator = context.migrator();
		Status status = rollback(migrator, request, context.output());
		return CommandResult
			.of("%s: %d applied, %d pending, version %s\n".formatted(migrator.name(), status.applied().size(),
					status.pending().size(), (status.version() != null) ? status.version() : "none"));
	}

	private static RollbackRequest request(Options options) {
		Integer steps = options.number("steps");
		Version to = options.version("to");
		if (steps != null && to != null) {
			throw Options.refused("--steps and --to exclude each other.",
					"Give one of them. Nothing has been changed.");
		}
		RollbackRequest request = request(steps, to);
		return (options.flag("from-files")) ? request.usingFiles() : request;
	}

	private static RollbackRequest request(@Nullable Integer steps, @Nullable Version to) {
		return (to != null) ? RollbackRequest.to(to) : RollbackRequest.steps((steps != null) ? steps : 1);
	}

	private static Status rollback(Migrator migrator, RollbackRequest request, CommandOutput output) {
		try (CommandOutput.Watch watch = output.watch(migrator::known)) {
			return migrator.rollback(request);
		}
	}

}
