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

import org.jspecify.annotations.Nullable;

import io.github.migrations.history.HistoryException;
import io.github.migrations.script.Version;

/**
 * A journal of versioned and repeatable migrations, baselines, and what has been undone
 * or marked as deleted.
 *
 * @see <a href=
 * "https://documentation.red-gate.com/fd/flyway-schema-history-table-273973417.html">Flyway
 * schema history table</a>
 */
final class Flyway implements Shape {

	private static final String VERSION = "version";

	private static final String DESCRIPTION = "description";

	private static final String TYPE = "type";

	private static final String SCRIPT = "script";

	private static final String CHECKSUM = "checksum";

	private static final String TIME = "installed_on";

	private static final String DURATION = "execution_time";

	private static final String SUCCESS = "success";

	@Override
	public String tool() {
		return "Flyway";
	}

	@Override
	public String suffix() {
		return "flyway";
	}

	/** The second one is that of Flyway 4, which later ones go on to use. */
	@Override
	public List<String> tableNames() {
		return List.of("flyway_schema_history", "schema_version");
	}

	@Override
	public Set<String> columns() {
		return Set.of(order(), VERSION, DESCRIPTION, TYPE, SCRIPT, CHECKSUM, TIME, DURATION, SUCCESS);
	}

	@Override
	public String order() {
		return "installed_rank";
	}

	@Override
	public List<ForeignMigration> read(List<ForeignRow> rows, String table) {
		checkSuccess(rows, table);
		Map<Object, ForeignMigration> applied = new LinkedHashMap<>();
		for (ForeignRow row : rows) {
			String type = String.valueOf(row.text(TYPE));
			String text = row.text(VERSION);
			Version version = (text != null) ? Version.parse(text) : null;
			if (text != null && version == null) {
				throw new HistoryException(
						"The table %s of Flyway holds the version '%s', which is none. Correct it, or ".formatted(table,
								text) + SAY_IT);
			}
			Object key = (version != null) ? version : String.valueOf(row.text(DESCRIPTION));
			if (type.equals("DELETE") || type.startsWith("UNDO")) {
				applied.remove(key);
			}
			else if (!type.equals("SCHEMA")) {
				applied.put(key, migration(row, version, type));
			}
		}
		return new ArrayList<>(applied.values());
	}

	private static void checkSuccess(List<ForeignRow> rows, String table) {
		List<String> failed = rows.stream()
			.filter((row) -> !row.isTrue(SUCCESS))
			.map((row) -> String.valueOf(row.text(SCRIPT)))
			.toList();
		if (!failed.isEmpty()) {
			throw new HistoryException(
					("The table %s of Flyway records migrations that failed: %s. Finish by hand what is missing of them, "
							+ "or take back what is there, remove the rows by 'flyway repair', and try again; or ")
						.formatted(table, String.join(", ", failed)) + SAY_IT);
		}
	}

	/**
	 * A baseline, also one that a script made, stands for everything before it.
	 */
	private static ForeignMigration migration(ForeignRow row, @Nullable Version version, String type) {
		String script = String.valueOf(row.text(SCRIPT));
		Long checksum = row.number(CHECKSUM);
		boolean baseline = type.contains("BASELINE") || type.endsWith("STATE_SCRIPT");
		return new ForeignMigration((version != null) ? version.toString() : fileName(script), version,
				(baseline && version != null) ? ForeignMigration.Reach.BASELINE : ForeignMigration.Reach.ITSELF,
				row.text(DESCRIPTION), row.localTime(TIME),
				(checksum != null) ? FileChecksum.CRC32 + checksum.intValue() : null, row.number(DURATION));
	}

	private static String fileName(String script) {
		return script.substring(Math.max(script.lastIndexOf('/'), script.lastIndexOf('\\')) + 1);
	}

}
