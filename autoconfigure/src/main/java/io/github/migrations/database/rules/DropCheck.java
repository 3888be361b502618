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

import java.util.List;

/**
 * What is in use and is dropped.
 */
final class DropCheck extends TableCheck {

	@Override
	public void look(PostgresChange change, List<Token> tokens, PostgresFile file) {
		super.look(change, tokens, file);
		if (change instanceof PostgresChange.DropTable drop) {
			drop.tables()
				.stream()
				.filter((table) -> file.isInUse(table, drop.ifExists()))
				.forEach((table) -> file.add(PostgresRule.DROP_TABLE,
						"the existing table %s is dropped".formatted(table)));
		}
		else if (change instanceof PostgresChange.DropSchema drop) {
			drop.schemas()
				.stream()
				.filter((schema) -> !file.created().hasSchema(schema.name())
						&& (!drop.ifExists() || file.schema().hasSchema(schema.name())))
				.forEach((schema) -> file.add(PostgresRule.DROP_SCHEMA,
						"the existing schema %s is dropped".formatted(schema)));
		}
	}

	@Override
	void look(Name table, TableAction action, PostgresFile file) {
		if (action instanceof TableAction.DropColumn drop && !file.created().hasColumn(table, drop.column())) {
			PostgresTable known = file.schema().table(table);
			if (!drop.ifExists() || known == null || !known.lacksColumn(drop.column())) {
				file.add(PostgresRule.DROP_COLUMN, drop.line(),
						"the column %s of the existing table %s is dropped".formatted(drop.column(), table));
			}
		}
	}

}
