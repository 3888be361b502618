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

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Database;
import io.github.migrations.database.Databases;
import io.github.migrations.script.Migration;
import io.github.migrations.script.MigrationSet;
import io.github.migrations.script.Placeholders;
import io.github.migrations.script.Script;
import io.github.migrations.script.ScriptException;
import io.github.migrations.script.ScriptFile;

/**
 * What a build has to apply. For one database everything is read anew whenever it is
 * needed; for many databases it is found, cut and hashed once, and kept.
 */
final class Library {

	private final ScriptSource scripts;

	private final Placeholders placeholders;

	private final boolean shared;

	private final Checksums checksums = new Checksums();

	private final Map<String, MigrationSet> sets = new ConcurrentHashMap<>();

	private final Map<Planned, PlannedMigration> planned = new ConcurrentHashMap<>();

	private final Map<ScriptFile, String> texts = new ConcurrentHashMap<>();

	private final PieceCache pieces = new PieceCache();

	private volatile @Nullable List<ScriptFile> files;

	private volatile @Nullable CodeMigrations code;

	private Library(ScriptSource scripts, Placeholders placeholders, boolean shared) {
		this.scripts = scripts;
		this.placeholders = placeholders;
		this.shared = shared;
	}

	/**
	 * For one database: files may change between one run and the next.
	 */
	static Library of(ScriptSource scripts, Placeholders placeholders) {
		return new Library(scripts, placeholders, false);
	}

	/**
	 * For many databases, which all get the same.
	 */
	static Library shared(ScriptSource scripts, Placeholders placeholders) {
		return new Library(scripts, placeholders, true);
	}

	/**
	 * Tells whether many databases are migrated from it.
	 */
	boolean isShared() {
		return this.shared;
	}

	List<ScriptFile> files() {
		List<ScriptFile> files = this.files;
		if (files == null) {
			files = this.scripts.find();
			this.files = (this.shared) ? files : null;
		}
		return files;
	}

	CodeMigrations code() {
		CodeMigrations code = this.code;
		if (code == null) {
			code = new CodeMigrations(this.scripts.codeMigrations());
			this.code = (this.shared) ? code : null;
		}
		return code;
	}

	/**
	 * Returns what there is for a database.
	 * @param database its kind
	 * @param files all files
	 * @param code all code migrations
	 * @return the migrations in their order
	 * @throws ScriptException if a name is wrong or a version is taken twice
	 */
	MigrationSet available(Database database, List<ScriptFile> files, CodeMigrations code) {
		MigrationSet known = this.sets.get(database.id());
		if (known != null) {
			return known;
		}
		MigrationSet set = MigrationSet.of(files, code.migrations(), database.id(), Databases.ids());
		if (this.shared) {
			this.sets.put(database.id(), set);
		}
		return set;
	}

	/**
	 * Returns the checksums that are known, to which others are added.
	 */
	Checksums checksums() {
		return (this.shared) ? this.checksums : new Checksums();
	}

	/**
	 * Plans a run.
	 * @param plan what is available and what is applied
	 * @param code the migrations that are written in code
	 * @param database the kind of the database
	 * @return the migrations to apply, in their order
	 * @throws ScriptException if anything is wrong with a file
	 */
	List<PlannedMigration> plan(Plan plan, CodeMigrations code, Database database) {
		if (!this.shared) {
			return Planner.plan(plan, code, database, this.placeholders);
		}
		return plan.selected().stream().map((migration) -> {
			Planned key = new Planned(migration, database.id());
			PlannedMigration known = this.planned.get(key);
			return (known != null) ? known
					: this.planned.computeIfAbsent(key, (one) -> plan(migration, code, database));
		}).toList();
	}

	private synchronized PlannedMigration plan(Migration migration, CodeMigrations code, Database database) {
		return Planner.plan(migration, code, database, this.placeholders, this.pieces);
	}

	/**
	 * Returns the undo script of a migration.
	 * @param migration the migration
	 * @return its text with placeholders replaced, or {@code null} if there is no file
	 * @throws ScriptException if anything is wrong with the file
	 */
	@Nullable String undoScript(Migration migration) {
		ScriptFile undo = migration.undo();
		if (undo == null || undo.isCode()) {
			return null;
		}
		return (this.shared) ? this.texts.computeIfAbsent(undo, (file) -> Script.text(file, this.placeholders))
				: Script.text(undo, this.placeholders);
	}

	private record Planned(Migration migration, String database) {
	}

}
