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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.migrations.history.HistoryException;
import io.github.migrations.script.Version;

/**
 * A journal: the newest row of a version says whether it is applied. The first row, of
 * version 0, belongs to the table itself.
 *
 * @see <a href="https://pressly.github.io/goose/">goose</a>
 */
final class Goose implements Shape {

	private static final String VERSION = "version_id";

	private static final String APPLIED = "is_applied";

	private static final String TIME = "tstamp";

	private static final Version OF_THE_TABLE = Version.of("0");

	@Override
	public String tool() {
		return "goose";
	}

	@Override
	public String suffix() {
		return "goose";
	}

	@Override
	public List<String> tableNames() {
		return List.of("goose_db_version");
	}

	@Override
	public Set<String> columns() {
		return Set.of(order(), VERSION, APPLIED, TIME);
	}

	@Override
	public String order() {
		return "id";
	}

	@Override
	public List<ForeignMigration> read(List<ForeignRow> rows, String table) {
		Map<Version, ForeignMigration> applied = new LinkedHashMap<>();
		for (ForeignRow row : rows) {
			String text = row.text(VERSION);
			Version version = (text != null) ? Version.parse(text) : null;
			if (version == null || row.isTrue(APPLIED) == row.isFalse(APPLIED)) {
				throw new HistoryException(
						"The table %s of goose holds a row that cannot be read: version_id %s, is_applied %s. Correct it, or "
							.formatted(table, row.shown(VERSION), row.shown(APPLIED)) + SAY_IT);
			}
			applied.remove(version);
			if (row.isTrue(APPLIED) && !version.equals(OF_THE_TABLE)) {
				applied.put(version, ForeignMigration.of(version, row.time(TIME)));
			}
		}
		return new ArrayList<>(applied.values());
	}

}
