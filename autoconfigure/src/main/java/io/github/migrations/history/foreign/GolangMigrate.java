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

import org.jspecify.annotations.Nullable;

import io.github.migrations.history.HistoryException;
import io.github.migrations.script.Version;

/**
 * One row: the version up to which everything is applied, and whether the last run left
 * it half done.
 *
 * @see <a href=
 * "https://github.com/golang-migrate/migrate/blob/master/FAQ.md">golang-migrate</a>
 */
final class GolangMigrate implements Shape {

	private static final String VERSION = "version";

	private static final String DIRTY = "dirty";

	@Override
	public String tool() {
		return "golang-migrate";
	}

	@Override
	public String suffix() {
		return "golang_migrate";
	}

	@Override
	public List<String> tableNames() {
		return List.of();
	}

	@Override
	public Set<String> columns() {
		return Set.of(VERSION, DIRTY);
	}

	@Override
	public boolean isExact() {
		return true;
	}

	@Override
	public List<ForeignMigration> read(List<ForeignRow> rows, String table) {
		if (rows.isEmpty()) {
			return List.of();
		}
		if (rows.size() > 1) {
			throw new HistoryException(
					"The table %s of golang-migrate has %d rows, where one is expected. Delete those ".formatted(table,
							rows.size()) + "that are wrong, or " + SAY_IT);
		}
		ForeignRow row = rows.get(0);
		if (!row.isFalse(DIRTY)) {
			throw new HistoryException(
					("The table %s of golang-migrate says that version %s is dirty: its last run ended half way. Finish "
							+ "by hand what is missing of it, or take back what is there, and write the version that the "
							+ "database has then by 'migrate force <version>'; or ")
						.formatted(table, row.text(VERSION)) + SAY_IT);
		}
		Version version = version(row.text(VERSION));
		if (version == null) {
			throw new HistoryException(
					"The table %s of golang-migrate holds the version %s, which is none. Correct it, or "
						.formatted(table, row.shown(VERSION)) + SAY_IT);
		}
		return List.of(ForeignMigration.of(version, null).withEverythingBefore());
	}

	private static @Nullable Version version(@Nullable String text) {
		return (text != null) ? Version.parse(text) : null;
	}

}
