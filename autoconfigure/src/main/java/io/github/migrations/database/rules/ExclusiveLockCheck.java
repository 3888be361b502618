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
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Statements that take their time while a table of the same transaction is locked. Of
 * each transaction the first one is found.
 */
final class ExclusiveLockCheck implements PostgresCheck {

	private final Map<Integer, Lock> locks = new HashMap<>();

	private final Map<Integer, Boolean> found = new HashMap<>();

	@Override
	public void look(PostgresChange change, List<Token> tokens, PostgresFile file) {
		int transaction = file.transaction();
		Lock lock = this.locks.get(transaction);
		List<Name> locked = locked(change).filter(file::isInUse).toList();
		String work = (lock != null) ? work(change, locked, lock, file) : null;
		if (lock != null && work != null && this.found.putIfAbsent(transaction, true) == null) {
			file.add(PostgresRule.WORK_AFTER_EXCLUSIVE_LOCK,
					"%s while the table %s is locked since line %d".formatted(work, lock.table(), lock.line()));
		}
		if (!locked.isEmpty()) {
			this.locks.putIfAbsent(transaction, new Lock(locked.get(0), file.place().line()));
		}
	}

	/** The tables that nobody can even read after the statement. */
	private static Stream<Name> locked(PostgresChange change) {
		if (change instanceof PostgresChange.AlterTable alter) {
			return (alter.actions().stream().anyMatch(TableAction::exclusive)) ? Stream.of(alter.table())
					: Stream.empty();
		}
		if (change instanceof PostgresChange.DropTable drop) {
			return drop.tables().stream();
		}
		if (change instanceof PostgresChange.DropOnTable drop) {
			return Stream.of(drop.table());
		}
		if (change instanceof PostgresChange.Truncate truncate) {
			return truncate.tables().stream();
		}
		if (change instanceof PostgresChange.LockTable lock && lock.mode().equals("ACCESS EXCLUSIVE")) {
			return lock.tables().stream();
		}
		return Stream.empty();
	}

	/** What takes time, or {@code null}. */
	private static @Nullable String work(PostgresChange change, List<Name> locked, Lock held, PostgresFile file) {
		for (Name table : locked) {
			if (!table.mayBe(held.table())) {
				return "another table, %s, is locked".formatted(table);
			}
		}
		if (change instanceof PostgresChange.AlterTable alter && file.isInUse(alter.table())
				&& !file.isFound(PostgresRule.VALIDATE_IN_SAME_TRANSACTION)
				&& alter.actions().stream().anyMatch((action) -> action.goesOverRows() && !action.exclusive())) {
			return "all rows of %s are gone over".formatted(alter.table());
		}
		if (change instanceof PostgresChange.ChangeRows rows && file.isInUse(rows.table())) {
			return "%s changes rows of %s".formatted(rows.verb(), rows.table());
		}
		if (change instanceof PostgresChange.CreateIndex create && file.isInUse(create.table())) {
			return "an index on %s is built".formatted(create.table());
		}
		if (change instanceof PostgresChange.Refresh refresh && file.isInUse(refresh.view())) {
			return "%s is refreshed".formatted(refresh.view());
		}
		return copied(change, file);
	}

	private static @Nullable String copied(PostgresChange change, PostgresFile file) {
		Set<Name> source = Set.of();
		if (change instanceof PostgresChange.Insert insert) {
			source = insert.source();
		}
		else if (change instanceof PostgresChange.CreateTable create) {
			source = create.source();
		}
		return source.stream()
			.filter(file::isInUse)
			.map((table) -> "rows of %s are copied".formatted(table))
			.findFirst()
			.orElse(null);
	}

	private record Lock(Name table, int line) {
	}

}
