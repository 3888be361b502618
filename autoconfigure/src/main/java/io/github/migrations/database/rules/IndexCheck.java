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

import org.jspecify.annotations.Nullable;

/**
 * Indexes that are built or dropped in everybody's way.
 */
final class IndexCheck implements PostgresCheck {

	@Override
	public void look(PostgresChange change, List<Token> tokens, PostgresFile file) {
		if (change instanceof PostgresChange.CreateIndex create) {
			create(create, file);
		}
		else if (change instanceof PostgresChange.DropIndex drop && !drop.concurrently()) {
			drop.indexes().forEach((index) -> drop(index, drop.ifExists(), file));
		}
		else if (change instanceof PostgresChange.Reindex reindex) {
			reindex(reindex, file);
		}
	}

	private static void create(PostgresChange.CreateIndex create, PostgresFile file) {
		Name index = create.index();
		boolean exists = create.ifNotExists() && index != null && file.schema().tableOf(index) != null;
		if (!create.concurrently() && !exists && file.isInUse(create.table()) && !buildsNothing(create, file)) {
			file.add(PostgresRule.INDEX_NOT_CONCURRENT,
					"an index on the existing table %s is built without CONCURRENTLY".formatted(create.table()));
		}
	}

	/** As ONLY does on a partitioned table; on others it means nothing. */
	private static boolean buildsNothing(PostgresChange.CreateIndex create, PostgresFile file) {
		PostgresTable known = file.schema().table(create.table());
		return create.only() && (known == null || known.isPartitioned());
	}

	private static void drop(Name index, boolean ifExists, PostgresFile file) {
		@Nullable Name table = file.schema().tableOf(index);
		if (file.created().hasIndex(index) || (table == null && ifExists)
				|| (table != null && (!file.isInUse(table) || isPartitioned(table, file)))) {
			return;
		}
		file.add(PostgresRule.DROP_INDEX_NOT_CONCURRENT,
				"the index %s is dropped without CONCURRENTLY".formatted(index));
	}

	/** Such an index cannot be dropped concurrently. */
	private static boolean isPartitioned(Name table, PostgresFile file) {
		PostgresTable known = file.schema().table(table);
		return known != null && known.isPartitioned();
	}

	private static void reindex(PostgresChange.Reindex reindex, PostgresFile file) {
		Name table = (reindex.ofTable()) ? reindex.object() : file.schema().tableOf(reindex.object());
		if (table == null || file.isInUse(table)) {
			file.add(PostgresRule.REINDEX_NOT_CONCURRENT,
					"%s is indexed again without CONCURRENTLY".formatted(reindex.object()));
		}
	}

}
