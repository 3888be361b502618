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

import org.springframework.boot.json.JsonWriter;

import io.github.migrations.engine.Status;
import io.github.migrations.engine.StatusMap;
import io.github.migrations.engine.StatusText;

/**
 * Shows what is applied and what is pending.
 */
final class StatusVerb implements Verb {

	@Override
	public String word() {
		return "status";
	}

	@Override
	public String summary() {
		return "Shows what is applied and what is pending";
	}

	@Override
	public List<Option> options() {
		return List.of(new Option("json", "", "the same as JSON"));
	}

	@Override
	public CommandResult run(CommandContext context) {
		boolean json = context.options().flag("json");
		Map<String, Status> statuses = new LinkedHashMap<>();
		context.migrations().all().forEach((migrator) -> statuses.put(migrator.name(), migrator.status()));
		return CommandResult
			.of((json) ? JsonWriter.<Map<String, Object>>standard().writeToString(StatusMap.of(statuses)) + "\n"
					: StatusText.of(statuses));
	}

}
