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

package io.github.migrations.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.migrations.database.TableName;
import io.github.migrations.script.Piece;

/**
 * Divides a run into what is committed together.
 */
final class Groups {

	private Groups() {
	}

	/**
	 * Puts migrations together that may share one transaction, in their order.
	 * @param migrations what is to be run
	 * @param together whether migrations share transactions at all
	 * @param table the tracking table
	 * @return groups of at least one migration
	 */
	static List<List<PlannedMigration>> of(List<PlannedMigration> migrations, boolean together, TableName table) {
		List<List<PlannedMigration>> groups = new ArrayList<>();
		List<PlannedMigration> group = new ArrayList<>();
		for (PlannedMigration migration : migrations) {
			boolean fits = together && !group.isEmpty() && canShare(migration, table) && canShare(group.get(0), table)
					&& migration.settings().equals(group.get(0).settings());
			if (!fits) {
				group = new ArrayList<>();
				groups.add(group);
			}
			group.add(migration);
		}
		return groups;
	}

	/**
	 * What a script sets in its session is put back only after its transaction, and what
	 * it does to the tracking table has to find the rows of those before it.
	 */
	private static boolean canShare(PlannedMigration migration, TableName table) {
		List<Piece> pieces = migration.pieces();
		return migration.mode().isOneTransaction() && !migration.settings().sessionState() && pieces != null
				&& pieces.stream().noneMatch((piece) -> mentions(piece.text(), table.name()));
	}

	private static boolean mentions(String text, String name) {
		return text.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT));
	}

}
