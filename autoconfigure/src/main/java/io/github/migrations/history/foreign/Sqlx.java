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
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.migrations.history.HistoryException;
import io.github.migrations.script.Version;

/**
 * One row for each migration, written before it is done.
 *
 * @see <a href="https://docs.rs/sqlx/latest/sqlx/migrate/index.html">sqlx</a>
 */
final class Sqlx implements Shape {

	private static final String VERSION = "version";

	private static final String DESCRIPTION = "description";

	private static final String TIME = "installed_on";

	private static final String SUCCESS = "success";

	private static final String CHECKSUM = "checksum";

	private static final String DURATION = "execution_time";

	private static final long NANOSECONDS = 1_000_000;

	@Override
	public String tool() {
		return "sqlx";
	}

	@Override
	public String suffix() {
		return "sqlx";
	}

	@Override
	public List<String> tableNames() {
		return List.of("_sqlx_migrations");
	}

	@Override
	public Set<String> columns() {
		return Set.of(VERSION, DESCRIPTION, TIME, SUCCESS, CHECKSUM, DURATION);
	}

	@Override
	public List<ForeignMigration> read(List<ForeignRow> rows, String table) {
		List<ForeignMigration> migrations = new ArrayList<>();
		List<String> wrong = new ArrayList<>();
		for (ForeignRow row : rows) {
			String text = row.text(VERSION);
			Version version = (text != null) ? Version.parse(text) : null;
			if (text == null || version == null || !row.isTrue(SUCCESS)) {
				wrong.add(row.shown(VERSION));
			}
			else {
				migrations.add(new ForeignMigration(text, version, ForeignMigration.Reach.ITSELF, row.text(DESCRIPTION),
						row.time(TIME), checksum(row.bytes(CHECKSUM)), milliseconds(row.number(DURATION))));
			}
		}
		if (!wrong.isEmpty()) {
			throw new HistoryException(
					("The table %s of sqlx records migrations that did not succeed: %s. Finish by hand what is missing of "
							+ "them and set success, or take back what is there and delete the rows; or ")
						.formatted(table, String.join(", ", wrong)) + SAY_IT);
		}
		return migrations;
	}

	private static @Nullable String checksum(byte @Nullable [] bytes) {
		return (bytes != null) ? FileChecksum.SHA384 + HexFormat.of().formatHex(bytes) : null;
	}

	/** It is negative where sqlx did not measure it. */
	private static @Nullable Long milliseconds(@Nullable Long nanoseconds) {
		return (nanoseconds != null && nanoseconds >= 0) ? nanoseconds / NANOSECONDS : null;
	}

}
