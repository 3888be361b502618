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

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What refers to a table that is dropped or renamed.
 */
final class ReferenceCheck implements SqliteCheck {

	private final List<Renamed> renamed = new ArrayList<>();

	@Override
	public void look(SqliteChange change, List<Token> tokens, SqliteFile file) {
		if (change instanceof SqliteChange.DropTable drop && file.context().foreignKeys()
				&& file.fates().before(drop.table()) != null) {
			String children = children(drop.table(), file);
			if (!children.isEmpty()) {
				file.add(SqliteRule.DROP_REFERENCED_TABLE, file.place(),
						"the table %s is dropped while foreign keys are enforced; to it refers %s"
							.formatted(drop.table(), children));
			}
		}
		else if (change instanceof SqliteChange.RenameTable rename) {
			if (file.isLegacyAlterTable() && !file.fates().isCreated(rename.table())) {
				this.renamed.add(new Renamed(rename.table(), file.place(),
						file.schema().table(rename.table()) == null || isReferred(rename.table(), file)));
			}
			dangling(file);
		}
		else if (change instanceof SqliteChange.RenameColumn || change instanceof SqliteChange.DropColumn) {
			dangling(file);
		}
	}

	private static String children(Name table, SqliteFile file) {
		return file.schema()
			.children(table)
			.map((child) -> "the table " + child.name())
			.collect(Collectors.joining(" and "));
	}

	private static boolean isReferred(Name table, SqliteFile file) {
		return !children(table, file).isEmpty() || others(table, file).findAny().isPresent();
	}

	/** The views and triggers that refer to a table. */
	private static Stream<String> others(Name table, SqliteFile file) {
		return Stream.concat(
				file.schema()
					.views()
					.stream()
					.filter((view) -> view.refersTo(table))
					.map((view) -> "the view " + view.name()),
				file.schema()
					.triggers()
					.stream()
					.filter((trigger) -> trigger.refersTo(table))
					.map((trigger) -> "the trigger " + trigger.name()));
	}

	/** Finds the reason why an ALTER TABLE will be refused. */
	private static void dangling(SqliteFile file) {
		if (file.isLegacyAlterTable()) {
			return;
		}
		for (TableFates.Dropped dropped : file.fates().dropped()) {
			if (file.schema().table(dropped.name()) == null && file.schema().view(dropped.name()) == null) {
				others(dropped.name(), file).findFirst()
					.ifPresent((other) -> file.add(SqliteRule.REBUILD_BREAKS_VIEW, file.place(),
							"ALTER TABLE fails: %s refers to %s, which line %d has dropped".formatted(other,
									dropped.name(), dropped.place().line())));
			}
		}
	}

	@Override
	public void end(SqliteFile file) {
		for (TableFates.Dropped dropped : file.fates().dropped()) {
			Name table = dropped.name();
			if (file.schema().table(table) == null && file.schema().view(table) == null && isReferred(table, file)) {
				String referring = Stream.concat(Stream.of(children(table, file)), others(table, file))
					.filter((text) -> !text.isEmpty())
					.collect(Collectors.joining(" and "));
				String before = (dropped.wasRenamed()) ? " (before: %s)".formatted(dropped.before().name()) : "";
				file.add(SqliteRule.DROP_REFERENCED_TABLE, dropped.place(),
						"the table %s%s is dropped; to it refers %s".formatted(table, before, referring));
			}
		}
		this.renamed.stream()
			.filter((it) -> it.referred() && file.schema().table(it.table()) == null)
			.forEach((it) -> file.add(SqliteRule.RENAME_UNDER_LEGACY_ALTER_TABLE, it.place(),
					"the existing table %s is renamed while legacy_alter_table is on".formatted(it.table())));
	}

	private record Renamed(Name table, Place place, boolean referred) {
	}

}
