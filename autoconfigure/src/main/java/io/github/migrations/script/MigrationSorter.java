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

package io.github.migrations.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Sorts files by what their names say.
 */
final class MigrationSorter {

	private final Map<Version, Migration> migrations = new TreeMap<>();

	private final Map<Version, Migration> baselines = new TreeMap<>();

	private final Map<Version, Migration> repeatables = new TreeMap<>();

	private final Map<Version, ScriptFile> undo = new TreeMap<>();

	private final List<String> warnings = new ArrayList<>();

	private final Consumer<ScriptException> wrong;

	/**
	 * Creates a sorter.
	 * @param wrong is given what is wrong with a file, which may be thrown; otherwise the
	 * file is left out
	 */
	MigrationSorter(Consumer<ScriptException> wrong) {
		this.wrong = wrong;
	}

	void add(ScriptFile file) {
		try {
			sort(file);
		}
		catch (ScriptException ex) {
			this.wrong.accept(ex);
		}
	}

	private void sort(ScriptFile file) {
		FileName name = parse(file);
		if (name == null) {
			warn(file);
			return;
		}
		Version version = name.version();
		switch (name.kind()) {
			case FORWARD -> add(this.migrations, migration(version, name, file, Migration.Kind.VERSIONED));
			case BASELINE -> add(this.baselines, migration(version, name, file, Migration.Kind.BASELINE));
			case REPEATABLE -> add(this.repeatables,
					migration(Version.repeatable(name.description()), name, file, Migration.Kind.REPEATABLE));
			case UNDO -> addUndo(version, file);
		}
	}

	private static Migration migration(@Nullable Version version, FileName name, ScriptFile file, Migration.Kind kind) {
		if (version == null) {
			throw new IllegalStateException(file + " has no version");
		}
		return new Migration(version, name.title(), file, null, kind);
	}

	void add(Migration code) {
		try {
			add(this.migrations, code);
			if (code.undo() != null) {
				addUndo(code.version(), code.undo());
			}
		}
		catch (ScriptException ex) {
			this.wrong.accept(ex);
		}
	}

	private static void add(Map<Version, Migration> migrations, Migration migration) {
		Migration other = migrations.putIfAbsent(migration.version(), migration);
		if (other != null) {
			throw taken(migration.version(), other.file(), migration.file());
		}
	}

	private void addUndo(@Nullable Version version, ScriptFile file) {
		if (version == null) {
			throw new IllegalStateException(file + " has no version");
		}
		ScriptFile other = this.undo.putIfAbsent(version, file);
		if (other != null) {
			throw taken(version, other, file);
		}
	}

	private static ScriptException taken(Version version, ScriptFile first, ScriptFile second) {
		if (version.isRepeatable()) {
			return new ScriptException(
					"%s is the name of %s already. Give one of the two files another name".formatted(version, first),
					second.shown(), 0);
		}
		return new ScriptException("version %s is taken by %s already. Give one of the two%s another version"
			.formatted(version, first, (second.isCode()) ? "" : " files"), second.shown(), 0);
	}

	private static @Nullable FileName parse(ScriptFile file) {
		try {
			return FileName.parse(file.name());
		}
		catch (ScriptException ex) {
			throw ex.in(file.shown());
		}
	}

	private void warn(ScriptFile file) {
		if (!file.name().startsWith(".")) {
			this.warnings.add("%s is no migration: its name follows none of the patterns <version>_<description>.sql, "
				.formatted(file) + "V<version>__<description>.sql, R__<description>.sql");
		}
	}

	MigrationSet set() {
		List<Migration> migrations = this.migrations.values()
			.stream()
			.map((migration) -> new Migration(migration.version(), migration.title(), migration.file(),
					this.undo.remove(migration.version())))
			.toList();
		this.undo.values()
			.forEach((file) -> this.warnings.add("%s takes back a migration that does not exist".formatted(file)));
		return new MigrationSet(migrations, List.copyOf(this.baselines.values()),
				List.copyOf(this.repeatables.values()), this.warnings);
	}

}
