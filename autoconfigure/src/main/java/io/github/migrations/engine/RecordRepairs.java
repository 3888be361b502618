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

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.github.migrations.engine.Repair.Fix;
import io.github.migrations.engine.Repair.Records;
import io.github.migrations.history.AppliedMigration;
import io.github.migrations.history.HalfDone;
import io.github.migrations.history.History;
import io.github.migrations.script.Migration;
import io.github.migrations.script.Script;
import io.github.migrations.script.ScriptFile;
import io.github.migrations.script.Version;

/**
 * Finds where the records do not fit the files.
 *
 * @param target the database
 */
record RecordRepairs(Target target) {

	List<Fix> find(Records records, Connection connection) throws SQLException {
		Plan plan = records.plan();
		Map<Version, String> undoScripts = records.changes().undoScripts(connection);
		List<Fix> fixes = new ArrayList<>();
		plan.changed().forEach((migration) -> fixes.add(changed(records, migration)));
		for (Migration migration : plan.available().migrations()) {
			AppliedMigration applied = plan.history().find(migration.version());
			if (applied != null) {
				checksum(records, migration, applied, fixes);
				undoScript(records, migration, applied, undoScripts.get(applied.version()), fixes);
			}
		}
		for (Version version : plan.history().halfDone()) {
			fixes.add(new Fix(halfDone(plan.history(), version),
					(inside) -> records.changes().clearHalfDone(inside, version)));
		}
		return fixes;
	}

	private static Fix changed(Records records, Migration migration) {
		AppliedMigration applied = Objects.requireNonNull(records.plan().history().find(migration.version()));
		String checksum = records.plan().checksums().of(migration.file());
		return new Fix(
				"Version %s: the changed file %s is accepted. Its checksum is %s, and was %s"
					.formatted(applied.version(), migration.file(), checksum, applied.checksum()),
				(inside) -> records.changes().checksum(inside, applied.version(), checksum));
	}

	/**
	 * What a baseline stands for, and code, has none of its own.
	 */
	private static void checksum(Records records, Migration migration, AppliedMigration applied, List<Fix> fixes) {
		if (applied.checksum() == null && !applied.baseline() && !migration.file().isCode()) {
			String checksum = records.plan().checksums().of(migration.file());
			fixes.add(new Fix(
					"Version %s: the checksum of %s is recorded, %s. There was none".formatted(applied.version(),
							migration.file(), checksum),
					(inside) -> records.changes().checksum(inside, applied.version(), checksum)));
		}
	}

	private void undoScript(Records records, Migration migration, AppliedMigration applied, @Nullable String stored,
			List<Fix> fixes) {
		ScriptFile undo = migration.undo();
		if (undo == null || undo.isCode()) {
			return;
		}
		String text = Script.text(undo, this.target.settings().placeholders());
		if (!text.equals(stored)) {
			fixes.add(new Fix(
					"Version %s: the undo script %s is stored%s".formatted(applied.version(), undo,
							(stored != null) ? " in place of another one" : ". There was none"),
					(inside) -> records.changes().undoScript(inside, applied.version(), text)));
		}
	}

	/**
	 * Says what it means to clear the record of a run that is half done.
	 */
	private static String halfDone(History history, Version version) {
		HalfDone halfDone = Objects.requireNonNull(history.halfDone(version));
		boolean undo = history.find(version) != null && !version.isRepeatable();
		return ("Version %s: the record of %s that is half done is cleared. %d of its statements were done and stay so; "
				+ "the next %s begins at statement 1")
			.formatted(version, (undo) ? "an undo" : "a run", halfDone.statements(), (undo) ? "rollback" : "start");
	}

}
