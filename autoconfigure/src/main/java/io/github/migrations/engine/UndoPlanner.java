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

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Database;
import io.github.migrations.database.TableName;
import io.github.migrations.history.AppliedMigration;
import io.github.migrations.script.Migration;
import io.github.migrations.script.MigrationSet;
import io.github.migrations.script.Script;
import io.github.migrations.script.ScriptException;
import io.github.migrations.script.ScriptFile;
import io.github.migrations.script.Version;

/**
 * Finds and reads the undo script of each migration, all of them before the first one
 * runs.
 */
final class UndoPlanner {

	private final Target target;

	private final Database database;

	private final MigrationSet available;

	private final CodeMigrations code;

	private final Map<Version, String> stored;

	private final TableName details;

	private final PieceCache cache = new PieceCache();

	private final List<String> missing = new ArrayList<>();

	/**
	 * Creates a planner.
	 * @param target the database
	 * @param database its kind
	 * @param available the migrations of this build
	 * @param code those of them that are written in code
	 * @param stored the undo scripts that are to be used before those of the files
	 * @param details the table that holds them
	 */
	UndoPlanner(Target target, Database database, MigrationSet available, CodeMigrations code,
			Map<Version, String> stored, TableName details) {
		this.target = target;
		this.database = database;
		this.available = available;
		this.code = code;
		this.stored = stored;
		this.details = details;
	}

	/**
	 * Plans a rollback.
	 * @param chosen what is to be undone, newest first
	 * @return the undo scripts in the same order
	 * @throws MigrationException if one is missing or wrong
	 */
	List<PlannedMigration> plan(List<AppliedMigration> chosen) {
		List<PlannedMigration> planned = new ArrayList<>();
		for (AppliedMigration migration : chosen) {
			PlannedMigration one = plan(migration);
			if (one != null) {
				planned.add(one);
			}
		}
		if (!this.missing.isEmpty()) {
			throw Failures.general(
					"Database '%s' cannot be rolled back, because there is no undo script for\n  %s"
						.formatted(this.target.name(), String.join("\n  ", this.missing)),
					"Write the missing ones beside the files of the migrations (<version>_<description>.down.sql) and roll "
							+ "back again, or roll back to a version that keeps these. Nothing has been changed.",
					null);
		}
		return planned;
	}

	private @Nullable PlannedMigration plan(AppliedMigration applied) {
		Migration known = find(applied.version());
		ScriptFile file = (known != null) ? known.undo() : null;
		String text = this.stored.get(applied.version());
		if (text != null) {
			ScriptFile script = stored(applied.version(), text, file);
			warnOfDifference(applied, text, file);
			return read(applied, known, script, Purpose.UNDO_STORED);
		}
		if (file == null) {
			this.missing.add("%s (%s): %s".formatted(applied.version(), applied.description(), reason(known)));
			return null;
		}
		if (file.isCode()) {
			return PlannedMigration.of(new Migration(applied.version(), title(applied, known), file, null),
					Purpose.UNDO, this.code.get(applied.version()));
		}
		return read(applied, known, file, Purpose.UNDO);
	}

	private static String reason(@Nullable Migration known) {
		if (known == null) {
			return "this build does not know the migration";
		}
		return known.file() + ((known.file().isCode()) ? " is no CodeMigration.Undoable" : " has none beside it");
	}

	private @Nullable Migration find(Version version) {
		return Stream.concat(this.available.migrations().stream(), this.available.baselines().stream())
			.filter((migration) -> migration.version().equals(version))
			.findFirst()
			.orElse(null);
	}

	private ScriptFile stored(Version version, String text, @Nullable ScriptFile file) {
		String name = (file != null) ? file.shown() : "undo script of " + version;
		return new ScriptFile((file != null) ? file.path() : name,
				"%s (stored in %s)".formatted(name, this.details.name()),
				() -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
	}

	private void warnOfDifference(AppliedMigration applied, String text, @Nullable ScriptFile file) {
		if (file != null && !text.equals(textOf(file))) {
			this.target.listener()
				.warning(this.target.name(),
						("%s differs from the undo script that was stored when migration %s was "
								+ "applied; the stored one is used. To use the file: --from-files")
							.formatted(file, applied.version()));
		}
	}

	/**
	 * The file is not needed, so that nothing about it is an error.
	 */
	private @Nullable String textOf(ScriptFile file) {
		try {
			return Script.text(file, this.target.settings().placeholders());
		}
		catch (ScriptException ex) {
			return null;
		}
	}

	private PlannedMigration read(AppliedMigration applied, @Nullable Migration known, ScriptFile script,
			Purpose purpose) {
		try {
			return PlannedMigration.of(new Migration(applied.version(), title(applied, known), script, null), purpose,
					this.database, this.target.settings().placeholders(), this.cache);
		}
		catch (ScriptException ex) {
			String file = Objects.requireNonNullElse(ex.getFile(), script.shown());
			throw new MigrationException(ex.getMessage(), purpose.again(file) + " Nothing has been changed.",
					new Status.Failure(applied.version().toString(), file, ex.getLine(), ex.getReason()), ex);
		}
	}

	private static String title(AppliedMigration applied, @Nullable Migration known) {
		return (applied.description().isBlank() && known != null) ? known.title() : applied.description();
	}

}
