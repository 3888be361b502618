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
import java.util.Locale;

/**
 * Tables that are dropped and made anew, and what they have lost at the end of the file.
 */
final class RebuildCheck implements SqliteCheck {

	@Override
	public void end(SqliteFile file) {
		for (TableFates.Dropped dropped : file.fates().dropped()) {
			SqliteTable before = dropped.before();
			SqliteTable now = file.schema().table(before.name());
			if (now != null && before.kind() != SqliteTable.Kind.VIRTUAL && now.kind() != SqliteTable.Kind.VIRTUAL
					&& file.fates().before(before.name()) == null) {
				objects(before, now, dropped.place(), file);
				columns(before, now, dropped.place(), file);
				rows(dropped, file);
			}
		}
	}

	private static void objects(SqliteTable before, SqliteTable now, Place place, SqliteFile file) {
		String shown = "the table %s is dropped and made anew without its ".formatted(before.name());
		file.before()
			.indexesOf(before.name())
			.filter((index) -> !file.fates().isDropped(index.name()) && !isReplaced(index, now, file))
			.forEach((index) -> file.add(SqliteRule.REBUILD_LOSES_INDEX, place, shown + "index " + index.name()));
		file.before()
			.triggersOf(before.name())
			.filter((trigger) -> !file.fates().isDropped(trigger.name())
					&& file.schema().trigger(trigger.name()) == null)
			.forEach((trigger) -> file.add(SqliteRule.REBUILD_LOSES_TRIGGER, place,
					shown + "trigger " + trigger.name()));
	}

	/**
	 * Whether the index exists again, or one of another name does the same; or a column
	 * that it needs is gone, which another rule is about.
	 */
	private static boolean isReplaced(SqliteIndex index, SqliteTable now, SqliteFile file) {
		List<String> columns = lowerCase(index.plainColumns());
		boolean impossible = now.isKnown()
				&& index.plainColumns().stream().anyMatch((column) -> now.column(column) == null);
		boolean constraint = now.elements()
			.constraints()
			.stream()
			.anyMatch((it) -> lowerCase(it.columns()).equals(columns) && it.references() == null)
				|| (columns.size() == 1 && now.columns()
					.stream()
					.anyMatch((column) -> column.name().equalsIgnoreCase(columns.get(0))
							&& (column.unique() || column.primaryKey())));
		return impossible || constraint || file.schema().index(index.name()) != null
				|| file.schema()
					.indexesOf(now.name())
					.anyMatch((other) -> lowerCase(other.plainColumns()).equals(columns));
	}

	private static List<String> lowerCase(List<String> names) {
		return names.stream().map((name) -> name.toLowerCase(Locale.ROOT)).toList();
	}

	private static void columns(SqliteTable before, SqliteTable now, Place place, SqliteFile file) {
		String shown = "the table %s is dropped and made anew ".formatted(before.name());
		if (!before.isKnown()) {
			return;
		}
		if (now.kind() == SqliteTable.Kind.QUERY) {
			if (before.isConstrained()) {
				file.add(SqliteRule.REBUILD_LOSES_CONSTRAINT, place,
						shown + "by AS SELECT, without its constraints and defaults");
			}
			return;
		}
		for (Column column : before.columns()) {
			Column same = now.column(column.name());
			if (same == null) {
				file.add(SqliteRule.REBUILD_LOSES_COLUMN, place, shown + "without its column " + column.name());
				lostColumn(before, column, place, file);
			}
			else if (Affinity.of(column.type()) != Affinity.of(same.type())) {
				file.add(SqliteRule.REBUILD_CHANGES_AFFINITY, place,
						shown + "with the column %s of type %s, which was %s".formatted(column.name(),
								shown(same.type()), shown(column.type())));
			}
			else if (before.isRowNumber(column) && !now.isRowNumber(same)) {
				file.add(SqliteRule.REBUILD_LOSES_CONSTRAINT, place,
						shown + "with the column %s no longer INTEGER PRIMARY KEY".formatted(column.name()));
			}
		}
	}

	private static String shown(String type) {
		return (type.isEmpty()) ? "none" : type;
	}

	/** A view is found only if the column cannot be one of another table. */
	private static void lostColumn(SqliteTable before, Column column, Place place, SqliteFile file) {
		for (SqliteView view : file.before().views()) {
			boolean stays = file.schema().view(view.name()) == view;
			if (stays && view.references().size() == 1 && view.refersTo(before.name())
					&& view.tokens()
						.stream()
						.anyMatch((token) -> token.isName() && token.text().equalsIgnoreCase(column.name()))) {
				file.add(SqliteRule.REBUILD_BREAKS_VIEW, place, "the view %s uses the column %s, which %s has no more"
					.formatted(view.name(), column.name(), before.name()));
			}
		}
	}

	private static void rows(TableFates.Dropped dropped, SqliteFile file) {
		if (!dropped.copied()) {
			file.add(SqliteRule.REBUILD_LOSES_ROWS, dropped.place(),
					"the table %s is dropped and made anew, and its rows are copied nowhere"
						.formatted(dropped.before().name()));
		}
	}

}
