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
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Rows that are copied from one table to another.
 */
final class CopyCheck implements SqliteCheck {

	/** Stands for what is no column. */
	private static final String EXPRESSION = "";

	private static final Set<String> SILENT = Set.of("IGNORE", "REPLACE");

	private final List<Silent> silent = new ArrayList<>();

	@Override
	public void look(SqliteChange change, List<Token> tokens, SqliteFile file) {
		if (!(change instanceof SqliteChange.Insert insert) || insert.source().size() != 1) {
			return;
		}
		Name source = insert.source().iterator().next();
		if (file.fates().isCreated(insert.table()) && SILENT.contains(insert.conflict())) {
			SqliteTable before = file.fates().before(source);
			if (before != null) {
				this.silent.add(new Silent(before, insert.conflict(), file.place()));
			}
		}
		List<String> from = selected(insert, file.schema().table(source));
		List<String> to = target(insert, file.schema().table(insert.table()));
		String mixed = (from != null && to != null) ? mixed(from, to) : null;
		if (mixed != null) {
			file.add(SqliteRule.COPY_MIXES_COLUMNS, file.place(),
					"rows are copied from %s to %s, but %s".formatted(source, insert.table(), mixed));
		}
	}

	/** Only a table that is dropped afterwards had to be copied completely. */
	@Override
	public void end(SqliteFile file) {
		this.silent.stream()
			.filter((copy) -> file.fates().dropped().stream().anyMatch((dropped) -> dropped.before() == copy.table()))
			.forEach((copy) -> file.add(SqliteRule.REBUILD_LOSES_ROWS, copy.place(),
					"the rows of %s are copied with INSERT OR %s before it is dropped".formatted(copy.table().name(),
							copy.conflict())));
	}

	private static @Nullable List<String> target(SqliteChange.Insert insert, @Nullable SqliteTable table) {
		List<String> columns = insert.columns();
		if (columns != null) {
			return columns.stream().map((column) -> column.toLowerCase(Locale.ROOT)).toList();
		}
		return all(table);
	}

	private static @Nullable List<String> all(@Nullable SqliteTable table) {
		if (table == null || !table.isKnown()) {
			return null;
		}
		return table.columns()
			.stream()
			.filter((column) -> column.value() == Column.Value.GIVEN)
			.map((column) -> column.name().toLowerCase(Locale.ROOT))
			.toList();
	}

	/** The columns that a simple query selects, or {@code null} if it is not simple. */
	private static @Nullable List<String> selected(SqliteChange.Insert insert, @Nullable SqliteTable source) {
		TokenReader reader = new TokenReader(insert.query());
		if (!reader.accept("SELECT") || reader.isAt("DISTINCT") || reader.isAt("ALL")) {
			return null;
		}
		List<Token> list = reader.upTo(List.of("FROM"));
		if (list.size() == 1 && list.get(0).is("*")) {
			// of generated columns too, so that the counts differ
			return (source == null || source.columns().stream().anyMatch((it) -> it.value() != Column.Value.GIVEN))
					? null : all(source);
		}
		List<String> columns = new ArrayList<>();
		for (TokenReader part : new TokenReader(list).split()) {
			List<Token> tokens = part.rest();
			boolean plain = tokens.size() == 1 && tokens.get(0).isName();
			columns.add((plain) ? tokens.get(0).lowerCase() : EXPRESSION);
		}
		return columns;
	}

	/** The first column whose value goes to another one that is copied as well. */
	private static @Nullable String mixed(List<String> from, List<String> to) {
		if (from.size() != to.size()) {
			return null;
		}
		for (int i = 0; i < from.size(); i++) {
			String source = from.get(i);
			String target = to.get(i);
			if (!source.equals(target) && from.contains(target) && to.contains(source)) {
				return "the values of %s go to %s".formatted(source, target);
			}
		}
		return null;
	}

	private record Silent(SqliteTable table, String conflict, Place place) {
	}

}
