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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is in use and gets another name.
 */
final class RenameCheck extends TableCheck {

	/** Tables without their name, which something else may take within the file. */
	private final Map<Name, Place> renamed = new LinkedHashMap<>();

	@Override
	public void look(PostgresChange change, List<Token> tokens, PostgresFile file) {
		super.look(change, tokens, file);
		if (change instanceof PostgresChange.RenameSchema rename && !file.created().hasSchema(rename.from())) {
			file.add(PostgresRule.RENAME_SCHEMA,
					"the existing schema %s is renamed to %s".formatted(rename.from(), rename.to()));
		}
		else if (change instanceof PostgresChange.RenameEnumValue rename && !file.created().hasType(rename.type())) {
			file.add(PostgresRule.RENAME_ENUM_VALUE,
					"the value '%s' of the existing type %s is renamed".formatted(rename.value(), rename.type()));
		}
	}

	@Override
	void look(Name table, TableAction action, PostgresFile file) {
		if (action instanceof TableAction.RenameColumn rename && !file.created().hasColumn(table, rename.from())) {
			file.add(PostgresRule.RENAME_COLUMN, rename.line(),
					"the column %s of the existing table %s is renamed to %s".formatted(rename.from(), table,
							rename.to()));
		}
		else if (action instanceof TableAction.RenameTable rename) {
			this.renamed.put(table, file.place().at(rename.line()));
		}
	}

	@Override
	public void end(PostgresFile file) {
		this.renamed.forEach((table, place) -> {
			if (!file.created().hasTable(table)) {
				file.add(PostgresRule.RENAME_TABLE, place,
						"the existing table %s is renamed, and nothing takes its name".formatted(table));
			}
		});
	}

}
