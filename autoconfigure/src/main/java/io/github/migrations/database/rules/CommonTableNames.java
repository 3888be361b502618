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

package io.github.migrations.database.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the names of common table expressions, {@code WITH name AS (…)}, which look like
 * tables.
 */
final class CommonTableNames {

	private CommonTableNames() {
	}

	static Set<Name> of(List<Token> tokens) {
		Set<Name> names = new HashSet<>();
		TokenReader reader = new TokenReader(tokens);
		while (reader.hasNext()) {
			Token token = reader.next();
			if (token.isName() && reader.peek().isAny(List.of("AS", "(")) && isDefined(reader)) {
				names.add(Name.of(token.text()));
			}
		}
		return names;
	}

	private static boolean isDefined(TokenReader after) {
		TokenReader reader = new TokenReader(after.rest());
		try {
			if (reader.isAt("(")) {
				reader.inParentheses();
			}
			boolean as = reader.accept("AS");
			reader.accept("NOT");
			reader.accept("MATERIALIZED");
			return as && reader.isAt("(");
		}
		catch (NotUnderstoodException ex) {
			return false;
		}
	}

}
