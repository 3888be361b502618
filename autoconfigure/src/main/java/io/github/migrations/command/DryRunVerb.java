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

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.boot.json.JsonWriter;

import io.github.migrations.autoconfigure.Migrations;
import io.github.migrations.engine.DryRunMap;
import io.github.migrations.engine.DryRunReport;
import io.github.migrations.engine.DryRunRequest;
import io.github.migrations.engine.DryRunText;
import io.github.migrations.engine.Migrator;
import io.github.migrations.script.Version;

/**
 * Executes what is pending, and throws it away.
 */
final class DryRunVerb implements Verb {

	@Override
	public String word() {
		return "dry-run";
	}

	@Override
	public String summary() {
		return "Executes pending migrations and rolls everything back";
	}

	@Override
	public List<Option> options() {
		return List.of(new Option("to", "version", "the last version to try"),
				new Option("statement-timeout", "duration", "how long one statement may run (10s)"),
				new Option("max-duration", "duration", "how long everything may take and tables be locked (30s)"),
				new Option("json", "", "the report as JSON"));
	}

	@Override
	public CommandResult run(CommandContext context) {
		Options options = context.options();
		boolean json = options.flag("json");
		Version to = options.version("to");
		DryRunRequest request = DryRunRequest.DEFAULTS.withTo(to);
		Duration statementTimeout = options.duration("statement-timeout");
		Duration maxDuration = options.duration("max-duration");
		request = (statementTimeout != null) ? request.withStatementTimeout(statementTimeout) : request;
		request = (maxDuration != null) ? request.withMaxDuration(maxDuration) : request;
		Migrations migrations = context.migrations();
		MigrateVerb.checkDatabases(migrations, to);
		Map<String, DryRunReport> reports = new LinkedHashMap<>();
		for (Migrator migrator : migrations.all()) {
			reports.put(migrator.name(), migrator.dryRun(request));
		}
		String text = (json) ? JsonWriter.<Map<String, Object>>standard().writeToString(DryRunMap.of(reports)) + "\n"
				: DryRunText.of(reports);
		return new CommandResult(text, (reports.values().stream().anyMatch(DryRunReport::fails)) ? 1 : 0);
	}

}
