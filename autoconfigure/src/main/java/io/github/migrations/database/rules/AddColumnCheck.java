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
 * Columns that are added to a table that is in use.
 */
final class AddColumnCheck extends TableCheck {

	/** Tables that the file has emptied. */
	private final Set<Name> emptied = new HashSet<>();

	@Override
	public void look(PostgresChange change, List<Token> tokens, PostgresFile file) {
		super.look(change, tokens, file);
		if (change instanceof PostgresChange.Truncate truncate) {
			this.emptied.addAll(truncate.tables());
		}
		else if (change instanceof PostgresChange.ChangeRows rows && rows.verb().equals("DELETE") && rows.everyRow()) {
			this.emptied.add(rows.table());
		}
		else if (change instanceof PostgresChange.Insert insert) {
			this.emptied.remove(insert.table());
		}
	}

	@Override
	void look(Name table, TableAction action, PostgresFile file) {
		if (action instanceof TableAction.AddColumn add && !exists(table, add, file)) {
			look(table, add.column(), file);
		}
	}

	private static boolean exists(Name table, TableAction.AddColumn add, PostgresFile file) {
		PostgresTable known = file.schema().table(table);
		return add.ifNotExists() && known != null && known.hasColumn(add.column().name());
	}

	private void look(Name table, Column column, PostgresFile file) {
		String shown = "the column %s of the existing table %s".formatted(column.name(), table);
		if (PostgresType.isSerial(column.type()) || column.value() == Column.Value.IDENTITY) {
			file.add(PostgresRule.AUTO_INCREMENT_COLUMN, column.line(), shown + " counts by itself");
		}
		else if (column.value() == Column.Value.STORED) {
			file.add(PostgresRule.STORED_GENERATED_COLUMN, column.line(), shown + " is generated and stored");
		}
		else if (column.defaultValue() != null && file.schema().isVolatile(column.defaultValue())) {
			file.add(PostgresRule.VOLATILE_DEFAULT, column.line(), shown + " has a volatile default");
		}
		else if (column.notNull() && !column.hasDefault() && column.value() == Column.Value.GIVEN
				&& this.emptied.stream().noneMatch(table::mayBe)) {
			file.add(PostgresRule.NOT_NULL_WITHOUT_DEFAULT, column.line(), shown + " is NOT NULL without a default");
		}
		if (column.type().equals("json")) {
			file.add(PostgresRule.JSON_COLUMN, column.line(), shown + " is of type json");
		}
		constraints(shown, column, file);
	}

	private static void constraints(String shown, Column column, PostgresFile file) {
		if (column.primaryKey()) {
			file.add(PostgresRule.PRIMARY_KEY_WITHOUT_INDEX, column.line(), shown + " is its primary key");
		}
		if (column.unique()) {
			file.add(PostgresRule.UNIQUE_CONSTRAINT_WITHOUT_INDEX, column.line(), shown + " is unique");
		}
		if (!column.checks().isEmpty()) {
			file.add(PostgresRule.CHECK_IN_ONE_STEP, column.line(), shown + " has a check that is not NOT VALID");
		}
		// a column full of NULL refers to nothing, so nothing is looked up
		if (column.references() != null && column.hasDefault()) {
			file.add(PostgresRule.FOREIGN_KEY_IN_ONE_STEP, column.line(),
					shown + " refers to %s and has a default".formatted(column.references()));
		}
	}

}
