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

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.migrations.history.HistoryException;

/**
 * A journal of changesets, which have ids and authors and no versions: a person has to
 * say what they are.
 *
 * @see <a href=
 * "https://docs.liquibase.com/reference-guide/database-tracking-tables/databasechangelog-table">DATABASECHANGELOG
 * table</a>
 */
final class Liquibase implements Shape {

	private static final int SHOWN = 50;

	@Override
	public String tool() {
		return "Liquibase";
	}

	@Override
	public String suffix() {
		return "liquibase";
	}

	@Override
	public List<String> tableNames() {
		return List.of("databasechangelog");
	}

	@Override
	public Set<String> columns() {
		return Set.of("id", "author", "filename", "exectype", "dateexecuted", order());
	}

	@Override
	public String order() {
		return "orderexecuted";
	}

	@Override
	public List<ForeignMigration> read(List<ForeignRow> rows, String table) {
		if (rows.isEmpty()) {
			return List.of();
		}
		String list = rows.stream().limit(SHOWN).map(Liquibase::line).collect(Collectors.joining());
		throw new HistoryException(
				("The changesets of Liquibase have ids and no versions, so they cannot be told from the files. The table "
						+ "%s records %d of them, in this order:\n%s%sLook up to which file that is, and ")
					.formatted(table, rows.size(), list,
							(rows.size() > SHOWN) ? "  … and %d more\n".formatted(rows.size() - SHOWN) : "")
						+ SAY_IT);
	}

	private static String line(ForeignRow row) {
		String type = String.valueOf(row.text("exectype"));
		return "  %s by %s in %s%s\n".formatted(row.text("id"), row.text("author"), row.text("filename"),
				(type.equals("EXECUTED")) ? "" : " (" + type + ")");
	}

}
