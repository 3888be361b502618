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
import java.util.ArrayList;
import java.util.List;

import io.github.migrations.database.Database;
import io.github.migrations.engine.Repair.Fix;
import io.github.migrations.engine.Repair.Records;
import io.github.migrations.history.NewRecord;
import io.github.migrations.script.Migration;
import io.github.migrations.script.Placeholders;
import io.github.migrations.script.Script;
import io.github.migrations.script.ScriptException;
import io.github.migrations.script.ScriptFile;
import io.github.migrations.script.Version;

/**
 * Records a migration that a person has run by hand.
 *
 * @param target the database
 * @param version the version of the migration
 */
record RecordByHand(Target target, Version version) {

	private static final String UNCHANGED = "Nothing has been changed.";

	List<Fix> find(Records records, Connection connection) {
		if (records.plan().history().find(this.version) != null) {
			throw Failures.general("Version %s is applied already.".formatted(this.version), UNCHANGED, null);
		}
		Migration migration = records.plan()
			.available()
			.migrations()
			.stream()
			.filter((one) -> one.version().equals(this.version))
			.findFirst()
			.orElseThrow(() -> Failures.general("There is no migration with the version %s.".formatted(this.version),
					"Name one of the versions that the status lists as pending. " + UNCHANGED, null));
		List<Fix> fixes = new ArrayList<>();
		for (Version key : records.plan().history().halfDone()) {
			if (key.equals(this.version)) {
				fixes.add(new Fix("Version %s: the record of a run that is half done is cleared".formatted(key),
						(inside) -> records.changes().clearHalfDone(inside, key)));
			}
		}
		NewRecord record = record(migration, records.database());
		fixes.add(new Fix(
				"Version %s: %s is recorded as applied without being run%s".formatted(record.version(),
						migration.file(), (record.undoScript() != null) ? "; its undo script is stored" : ""),
				(inside) -> records.table().record(inside, record)));
		return fixes;
	}

	private NewRecord record(Migration migration, Database database) {
		ScriptFile undo = migration.undo();
		Placeholders placeholders = this.target.settings().placeholders();
		if (migration.file().isCode()) {
			return NewRecord.byHand(migration.version(), migration.title(), null, null);
		}
		return NewRecord.byHand(migration.version(), description(migration, database, placeholders),
				Script.checksum(migration.file()), (undo != null) ? Script.text(undo, placeholders) : null);
	}

	/**
	 * A person may have run what we cannot read.
	 */
	private static String description(Migration migration, Database database, Placeholders placeholders) {
		try {
			return Script.read(migration.file(), placeholders, database::lexer, (piece) -> {
			}).description(migration.title());
		}
		catch (ScriptException ex) {
			return migration.title();
		}
	}

}
