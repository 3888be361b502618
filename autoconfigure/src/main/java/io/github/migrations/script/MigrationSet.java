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

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The migrations that a set of files holds for one database, told by the files' names
 * alone.
 *
 * @param migrations the versioned migrations, lowest version first
 * @param baselines what builds a new database in one step, lowest version first
 * @param repeatables what runs again whenever it changes, in the order of the names
 * @param warnings what a person should know although nothing is wrong with it
 */
public record MigrationSet(List<Migration> migrations, List<Migration> baselines, List<Migration> repeatables,
		List<String> warnings) {

	public MigrationSet {
		migrations = List.copyOf(migrations);
		baselines = List.copyOf(baselines);
		repeatables = List.copyOf(repeatables);
		warnings = List.copyOf(warnings);
	}

	/**
	 * A set of versioned migrations alone.
	 * @param migrations the versioned migrations, lowest version first
	 * @param warnings what a person should know although nothing is wrong with it
	 */
	public MigrationSet(List<Migration> migrations, List<String> warnings) {
		this(migrations, List.of(), List.of(), warnings);
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
		return of(files, List.of(), database, databases);
	}

	/**
	 * Sorts files and migrations that are written in code.
	 * @param files all files below all locations
	 * @param code the migrations that are written in code
	 * @param database the folder name of the database, such as {@code sqlite}
	 * @param databases the folder names of all databases; files below the folder of
	 * another database are passed over
	 * @return the migrations for the database
	 * @throws ScriptException if a name is wrong or a version is taken twice
	 */
	public static MigrationSet of(Collection<ScriptFile> files, Collection<Migration> code, String database,
			Set<String> databases) {
		return of(files, code, database, databases, (ex) -> {
			throw ex;
		});
	}

	/**
	 * Sorts files and migrations that are written in code, as far as that is possible.
	 * @param files all files below all locations
	 * @param code the migrations that are written in code
	 * @param database the folder name of the database, such as {@code sqlite}
	 * @param databases the folder names of all databases; files below the folder of
	 * another database are passed over
	 * @param wrong is given each name that is wrong and each version that is taken twice;
	 * what it is about is left out
	 * @return the migrations for the database
	 */
	public static MigrationSet of(Collection<ScriptFile> files, Collection<Migration> code, String database,
			Set<String> databases, Consumer<ScriptException> wrong) {
		MigrationSorter sorter = new MigrationSorter(wrong);
		for (ScriptFile file : files) {
			if (isFor(file, database, databases)) {
				sorter.add(file);
			}
		}
		code.forEach(sorter::add);
		return sorter.set();
	}

	private static boolean isFor(ScriptFile file, String database, Set<String> databases) {
		String[] parts = file.path().split("/");
		return Arrays.stream(parts, 0, parts.length - 1)
			.allMatch((folder) -> folder.equals(database) || !databases.contains(folder));
	}

	/**
	 * Returns the newest baseline.
	 * @param to the last version that is wanted, or {@code null} for all
	 * @return the baseline with the highest version up to that, or {@code null}
	 */
	public @Nullable Migration newestBaseline(@Nullable Version to) {
		return this.baselines.stream()
			.filter((baseline) -> to == null || baseline.version().compareTo(to) <= 0)
			.reduce((older, newer) -> newer)
			.orElse(null);
	}

}
