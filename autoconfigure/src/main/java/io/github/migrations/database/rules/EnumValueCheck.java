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

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Values of an enum type that are used in the file that adds them.
 */
final class EnumValueCheck implements PostgresCheck {

	private final Map<String, Added> added = new HashMap<>();

	@Override
	public void look(PostgresChange change, List<Token> tokens, PostgresFile file) {
		if (change instanceof PostgresChange.AddEnumValue add) {
			// the type is new itself: then the value can be used at once
			if (!file.created().hasType(add.type())) {
				this.added.putIfAbsent(add.value(), new Added(add.type(), file.place().line(), file.transaction()));
			}
		}
		else if (!this.added.isEmpty() && !tokens.isEmpty() && !tokens.get(0).is("COMMENT")) {
			boolean block = tokens.get(0).is("DO");
			tokens.stream()
				.filter((token) -> token.kind() == Token.Kind.STRING)
				.forEach((token) -> use(token, block, file));
		}
	}

	private void use(Token token, boolean block, PostgresFile file) {
		String text = token.text();
		this.added.forEach((value, of) -> {
			boolean used = text.equals(value) || (block && text.contains("'" + value + "'"));
			boolean intended = file.context().transactionOff() && of.transaction() != file.transaction();
			if (used && !intended) {
				file.add(PostgresRule.ENUM_VALUE_USED, token.line(),
						"the value '%s' is used, which line %d has added to the type %s".formatted(value, of.line(),
								of.type()));
			}
		});
	}

	private record Added(Name type, int line, int transaction) {
	}

}
