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

package io.github.migrations.history.foreign;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.github.migrations.history.HistoryException;
import io.github.migrations.script.Version;

/**
 * A table with one row for each applied migration, and hardly more than its version.
 *
 * @param tool the name of the tool
 * @param suffix what is appended to the name of a table that makes room for ours
 * @param tableNames the names that the tool gives its table, where they are not ours
 * @param time the column that says when it was applied, or {@code null}
 * @param named whether a version is followed by the name of its file
 * @see <a href=
 * "https://api.rubyonrails.org/classes/ActiveRecord/SchemaMigration.html">Rails</a>
 * @see <a href="https://github.com/amacneil/dbmate">dbmate</a>
 * @see <a href="https://hexdocs.pm/ecto_sql/Ecto.Migration.html">Ecto</a>
 * @see <a href="https://docs.rs/diesel_migrations">Diesel</a>
 */
record VersionPerRow(String tool, String suffix, List<String> tableNames, @Nullable String time,
		boolean named) implements Shape {

	private static final String VERSION = "version";

	private static final Pattern NUMBER = Pattern.compile("(?<version>[0-9]+)");

	private static final Pattern NAMED = Pattern
		.compile("(?<version>[0-9]+(\\.[0-9]+)*)((__|_|-)(?<name>.+?))?(\\.up)?(\\.sql)?");

	@Override
	public Set<String> columns() {
		return (this.time != null) ? Set.of(VERSION, this.time) : Set.of(VERSION);
	}

	@Override
	public boolean isExact() {
		return true;
	}

	@Override
	public boolean isUnmistakable() {
		return this.named;
	}

	@Override
	public List<ForeignMigration> read(List<ForeignRow> rows, String table) {
		List<ForeignMigration> migrations = new ArrayList<>();
		List<String> wrong = new ArrayList<>();
		for (ForeignRow row : rows) {
			String text = row.text(VERSION);
			Matcher matcher = ((this.named) ? NAMED : NUMBER).matcher((text != null) ? text : "");
			if (text != null && matcher.matches()) {
				Version version = Version.of(matcher.group("version"));
				String name = (this.named) ? matcher.group("name") : null;
				Instant time = (this.time != null) ? row.time(this.time) : null;
				migrations
					.add(new ForeignMigration(text, version, ForeignMigration.Reach.ITSELF, name, time, null, null));
			}
			else {
				wrong.add(row.shown(VERSION));
			}
		}
		if (!wrong.isEmpty()) {
			throw new HistoryException("The table %s of %s holds rows whose version is none: %s. Correct them, or "
				.formatted(table, this.tool, String.join(", ", wrong)) + SAY_IT);
		}
		return migrations;
	}

}
