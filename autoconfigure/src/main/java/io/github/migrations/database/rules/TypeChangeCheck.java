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

/**
 * Columns of a table in use that get another type.
 */
final class TypeChangeCheck extends TableCheck {

	@Override
	void look(Name table, TableAction action, PostgresFile file) {
		if (!(action instanceof TableAction.ChangeType change) || file.created().hasColumn(table, change.column())) {
			return;
		}
		PostgresTable known = file.schema().table(table);
		PostgresType before = (known != null) ? known.type(change.column()) : null;
		if (!change.converted() && before != null && before.becomesWithoutRewrite(PostgresType.of(change.type()))) {
			return;
		}
		file.add(PostgresRule.COLUMN_TYPE_CHANGE, change.line(),
				"the column %s of the existing table %s becomes %s".formatted(change.column(), table, change.type()));
	}

}
