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
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * The migrations that a set of files holds for one database, told by the files' names
 * alone.
 *
 * @param migrations the versioned migrations, lowest version first
 * @param warnings what a person should know although nothing is wrong with it
 */
public record MigrationSet(List<Migration> migrations, List<String> warnings) {

	public MigrationSet {
		migrations = List.copyOf(migrations);
		warnings = List.copyOf(warnings);
	}

	/**
	 * Sorts files.
	 * @param files all files below all locations
	 * @param database the folder name of the database, such as {@code sqlite}
	 * @param databases the folder names of all databases; files below the folder of
	 * another database are passed over
	 * @return the migrations for the database
	 * @throws ScriptException if a name is wrong or a version is taken twice
	 */
	public static MigrationSet of(Collection<ScriptFile> files, String database, Set<String> databases) {
		Map<Version, ScriptFile> forward = new TreeMap<>();
		Map<Version, String> titles = new TreeMap<>();
		Map<Version, ScriptFile> undo = new TreeMap<>();
		List<String> warnings = new ArrayList<>();
		for (ScriptFile file : files) {
			if (isFor(file, database, databases)) {
				FileName name = parse(file);
				if (name == null) {
					warn(file, warnings);
				}
				else if (name.kind() == FileName.Kind.UNDO) {
					put(undo, name.version(), file);
				}
				else {
					Version version = put(forward, name.version(), file);
					titles.put(version, name.title());
				}
			}
		}
		List<Migration> migrations = new ArrayList<>();
		forward.forEach((version, file) -> migrations
			.add(new Migration(version, titles.getOrDefault(version, ""), file, undo.remove(version))));
		undo.values().forEach((file) -> warnings.add("%s takes back a migration that does not exist".formatted(file)));
		return new MigrationSet(migrations, warnings);
	}

	private static boolean isFor(ScriptFile file, String database, Set<String> databases) {
		String[] parts = file.path().split("/");
		return Arrays.stream(parts, 0, parts.length - 1)
			.allMatch((folder) -> folder.equals(database) || !databases.contains(folder));
	}

	private static @Nullable FileName parse(ScriptFile file) {
		try {
			FileName name = FileName.parse(file.name());
			if (name != null && name.version() == null) {
				throw new ScriptException("repeatable migrations are not supported yet", null, 0);
			}
			if (name != null && name.kind() == FileName.Kind.BASELINE) {
				throw new ScriptException("baselines of old files are not supported yet", null, 0);
			}
			return name;
		}
		catch (ScriptException ex) {
			throw ex.in(file.shown());
		}
	}

	private static void warn(ScriptFile file, List<String> warnings) {
		if (!file.name().startsWith(".")) {
			warnings.add("%s is no migration: its name follows none of the patterns <version>_<description>.sql, "
				.formatted(file) + "V<version>__<description>.sql, R__<description>.sql");
		}
	}

	private static Version put(Map<Version, ScriptFile> files, @Nullable Version version, ScriptFile file) {
		if (version == null) {
			throw new IllegalStateException(file + " has no version");
		}
		ScriptFile other = files.putIfAbsent(version, file);
		if (other != null) {
			throw new ScriptException("version %s is taken by %s already. Give one of the two files another version"
				.formatted(version, other), file.shown(), 0);
		}
		return version;
	}

}
