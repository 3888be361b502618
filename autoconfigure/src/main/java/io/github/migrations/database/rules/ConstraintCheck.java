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
 * Constraints for which all rows are read under a lock.
 */
final class ConstraintCheck extends TableCheck {

	/** The transaction in which each constraint was added. */
	private final Map<Name, Integer> notValid = new HashMap<>();

	@Override
	public void look(PostgresChange change, List<Token> tokens, PostgresFile file) {
		super.look(change, tokens, file);
		if (change instanceof PostgresChange.AlterDomain alter && !file.created().hasType(alter.domain())) {
			file.add(PostgresRule.DOMAIN_CONSTRAINT_IN_ONE_STEP,
					"%s of the existing domain %s is not NOT VALID".formatted(alter.validates(), alter.domain()));
		}
	}

	@Override
	void look(Name table, TableAction action, PostgresFile file) {
		if (action instanceof TableAction.SetNotNull set) {
			PostgresTable known = file.schema().table(table);
			if (known == null || !known.isProvedNotNull(set.column())) {
				file.add(PostgresRule.NOT_NULL_IN_ONE_STEP, set.line(),
						"the column %s of the existing table %s is set NOT NULL".formatted(set.column(), table));
			}
		}
		else if (action instanceof TableAction.AddConstraint add) {
			add(table, add.constraint(), file);
		}
		else if (action instanceof TableAction.ValidateConstraint validate) {
			Integer transaction = this.notValid.get(new Name(table.name(), validate.constraint()));
			if (transaction != null && transaction == file.transaction()) {
				file.add(PostgresRule.VALIDATE_IN_SAME_TRANSACTION, validate.line(),
						"the constraint %s is validated in the transaction that adds it"
							.formatted(validate.constraint()));
			}
		}
	}

	private void add(Name table, Constraint constraint, PostgresFile file) {
		if (constraint.notValid()) {
			if (constraint.name() != null) {
				this.notValid.put(new Name(table.name(), constraint.name()), file.transaction());
			}
			return;
		}
		if (!constraint.usingIndex()) {
			String shown = (constraint.name() != null) ? constraint.name() : words(constraint.kind());
			file.add(rule(constraint.kind()), constraint.line(),
					"the constraint %s is added to the existing table %s in one step".formatted(shown, table));
		}
	}

	private static PostgresRule rule(Constraint.Kind kind) {
		return switch (kind) {
			case CHECK -> PostgresRule.CHECK_IN_ONE_STEP;
			case FOREIGN_KEY -> PostgresRule.FOREIGN_KEY_IN_ONE_STEP;
			case UNIQUE -> PostgresRule.UNIQUE_CONSTRAINT_WITHOUT_INDEX;
			case PRIMARY_KEY -> PostgresRule.PRIMARY_KEY_WITHOUT_INDEX;
			case EXCLUDE -> PostgresRule.EXCLUSION_CONSTRAINT;
			case NOT_NULL -> PostgresRule.NOT_NULL_IN_ONE_STEP;
		};
	}

	private static String words(Constraint.Kind kind) {
		return kind.name().replace('_', ' ');
	}

}
