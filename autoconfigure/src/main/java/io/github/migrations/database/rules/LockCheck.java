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
import java.util.Set;

/**
 * Whole tables that are locked, emptied or written anew.
 */
final class LockCheck extends TableCheck {

	private static final Set<String> BLOCKING = Set.of("SHARE", "SHARE ROW EXCLUSIVE", "EXCLUSIVE", "ACCESS EXCLUSIVE");

	@Override
	public void look(PostgresChange change, List<Token> tokens, PostgresFile file) {
		super.look(change, tokens, file);
		if (change instanceof PostgresChange.LockTable lock && BLOCKING.contains(lock.mode())) {
			inUse(lock.tables(), file).forEach((table) -> file.add(PostgresRule.LOCK_TABLE,
					"the existing table %s is locked in %s mode".formatted(table, lock.mode())));
		}
		else if (change instanceof PostgresChange.Truncate truncate) {
			inUse(truncate.tables(), file).forEach(
					(table) -> file.add(PostgresRule.TRUNCATE, "the existing table %s is emptied".formatted(table)));
		}
		else if (change instanceof PostgresChange.Rewrite rewrite && file.isInUse(rewrite.table())) {
			rewrite(rewrite.words(), rewrite.table(), file.place().line(), file);
		}
		else if (change instanceof PostgresChange.ChangeRows rows && rows.everyRow() && file.isInUse(rows.table())) {
			file.add(PostgresRule.WHOLE_TABLE_UPDATE,
					"%s of all rows of the existing table %s".formatted(rows.verb(), rows.table()));
		}
	}

	private static List<Name> inUse(List<Name> tables, PostgresFile file) {
		return tables.stream().filter(file::isInUse).toList();
	}

	@Override
	void look(Name table, TableAction action, PostgresFile file) {
		if (action instanceof TableAction.RewriteTable rewrite) {
			rewrite(rewrite.words(), table, rewrite.line(), file);
		}
		else if (action instanceof TableAction.DetachPartition detach && !detach.concurrently()) {
			file.add(PostgresRule.DETACH_NOT_CONCURRENT, detach.line(),
					"the partition %s of the existing table %s is detached without CONCURRENTLY"
						.formatted(detach.partition(), table));
		}
	}

	private static void rewrite(String words, Name table, int line, PostgresFile file) {
		file.add(PostgresRule.TABLE_REWRITE, line, "%s writes the existing table %s anew".formatted(words, table));
	}

}
