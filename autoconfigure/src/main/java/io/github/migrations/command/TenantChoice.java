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
import java.util.regex.Pattern;

import io.github.migrations.autoconfigure.TenantMigrations;

/**
 * The tenants that a command is for.
 *
 * @param pattern what their names look like
 * @param typed the same as it was typed, empty for all
 */
record TenantChoice(Pattern pattern, String typed) {

	/** Chooses all tenants, or some of them. */
	static final Verb.Option TENANTS = new Verb.Option("tenants", "[pattern]",
			"all tenants, or those whose names fit: * is any text, ? any character");

	static boolean isMade(Options options) {
		return options.values().containsKey(TENANTS.name());
	}

	/**
	 * Reads what was typed.
	 * @param options the options of the command
	 * @return the choice
	 */
	static TenantChoice of(Options options) {
		String typed = options.values().getOrDefault(TENANTS.name(), "");
		StringBuilder pattern = new StringBuilder();
		typed.codePoints().forEach((character) -> {
			switch (character) {
				case '*' -> pattern.append(".*");
				case '?' -> pattern.append('.');
				default -> pattern.append(Pattern.quote(Character.toString(character)));
			}
		});
		return new TenantChoice(Pattern.compile((typed.isEmpty()) ? ".*" : pattern.toString(), Pattern.DOTALL), typed);
	}

	/**
	 * Lists those who are chosen.
	 * @param tenants all tenants
	 * @return their names in order
	 * @throws io.github.migrations.engine.MigrationException if they cannot be listed, or
	 * a pattern fits none
	 */
	List<String> names(TenantMigrations tenants) {
		List<String> names = tenants.names().stream().filter((name) -> this.pattern.matcher(name).matches()).toList();
		if (names.isEmpty() && !this.typed.isEmpty()) {
			throw Options.refused("No tenant fits '%s'.".formatted(this.typed),
					"Look for the names with migrations:status --tenants. Nothing has been changed.");
		}
		return names;
	}

}
