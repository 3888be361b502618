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

package io.github.migrations.script;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Follows the setting {@code standard_conforming_strings} through a script: where it is
 * off, backslashes escape in every string (PostgreSQL documentation, 4.1.2.2).
 */
final class StandardStrings {

	private static final String NAME = "STANDARD_CONFORMING_STRINGS";

	/** As the server reads a Boolean setting: 0, and any beginning that is unique. */
	private static final Set<String> OFF = Set.of("OFF", "OF", "FALSE", "FALS", "FAL", "FA", "F", "NO", "N", "0");

	private boolean on = true;

	boolean areOn() {
		return this.on;
	}

	/** Takes note of a statement by its first tokens. */
	void statement(List<String> tokens) {
		if (tokens.size() < 2) {
			return;
		}
		if (tokens.get(0).equals("RESET")) {
			this.on |= tokens.get(1).equals(NAME) || tokens.get(1).equals("ALL");
		}
		if (!tokens.get(0).equals("SET")) {
			return;
		}
		int name = (tokens.get(1).equals("SESSION") || tokens.get(1).equals("LOCAL")) ? 2 : 1;
		if (tokens.size() == name + 3 && tokens.get(name).equals(NAME)) {
			this.on = !OFF.contains(value(tokens.get(name + 2)));
		}
	}

	private static String value(String token) {
		boolean quoted = token.length() > 1 && token.startsWith("'") && token.endsWith("'");
		return (quoted ? token.substring(1, token.length() - 1) : token).toUpperCase(Locale.ROOT);
	}

}
