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

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import io.github.migrations.history.HistoryException;
import io.github.migrations.history.foreign.FileChecksum;
import io.github.migrations.history.foreign.ForeignMigration;
import io.github.migrations.history.foreign.ForeignMigration.Reach;
import io.github.migrations.script.Migration;
import io.github.migrations.script.MigrationSet;
import io.github.migrations.script.Placeholders;
import io.github.migrations.script.Version;

/**
 * What another tool has recorded, and the file of this build that each record means.
 *
 * @param versions the versioned migrations, lowest version first
 * @param repeatables the repeatable ones that have a file
 * @param lost the repeatable ones that have none
 */
record Mapping(Collection<Mapped> versions, List<Mapped> repeatables, List<String> lost) {

	/**
	 * Finds the files.
	 * @param recorded what the tool has recorded
	 * @param available the files of this build
	 * @param tool the tool
	 * @param table its table
	 * @param placeholders the values of placeholders in the files
	 * @return each version once
	 * @throws HistoryException if two records mean one version
	 */
	static Mapping of(List<ForeignMigration> recorded, MigrationSet available, String tool, String table,
			Placeholders placeholders) {
		Map<Version, Migration> files = new LinkedHashMap<>();
		available.migrations().forEach((file) -> files.put(file.version(), file));
		List<Mapped> direct = new ArrayList<>();
		List<Mapped> repeatables = new ArrayList<>();
		List<String> lost = new ArrayList<>();
		for (ForeignMigration one : recorded) {
			Version version = one.version();
			if (version != null) {
				direct.add(new Mapped(version, file(version, one, files, available), one, placeholders));
				continue;
			}
			Migration repeatable = available.repeatables()
				.stream()
				.filter((file) -> hasName(file, one))
				.findFirst()
				.orElse(null);
			if (repeatable != null) {
				repeatables.add(new Mapped(repeatable.version(), repeatable, one, placeholders));
			}
			else {
				lost.add(one.text());
			}
		}
		TreeMap<Version, Mapped> mapped = new TreeMap<>();
		for (Mapped one : direct) {
			put(mapped, (isTwice(direct, one) && !one.isSameName()) ? byName(files.values(), one) : one, tool, table);
		}
		for (Mapped one : direct) {
			if (one.recorded().reach() != Reach.ITSELF) {
				files.values()
					.stream()
					.filter((file) -> file.version().compareTo(one.version()) <= 0)
					.forEach((file) -> mapped.putIfAbsent(file.version(),
							new Mapped(file.version(), file, one.recorded(), placeholders)));
			}
		}
		return new Mapping(mapped.values(), repeatables, lost);
	}

	private static @Nullable Migration file(Version version, ForeignMigration recorded, Map<Version, Migration> files,
			MigrationSet available) {
		if (recorded.reach() == Reach.BASELINE) {
			for (Migration baseline : available.baselines()) {
				if (baseline.version().equals(version)) {
					return baseline;
				}
			}
		}
		return files.get(version);
	}

	/**
	 * A tool that goes by whole names may have two files with one number, of which one
	 * has got another number here.
	 */
	private static Mapped byName(Collection<Migration> files, Mapped one) {
		List<Migration> byName = files.stream().filter((file) -> hasName(file, one.recorded())).toList();
		return (byName.size() == 1)
				? new Mapped(byName.get(0).version(), byName.get(0), one.recorded(), one.placeholders()) : one;
	}

	private static void put(Map<Version, Mapped> mapped, Mapped one, String tool, String table) {
		Mapped other = mapped.putIfAbsent(one.version(), one);
		if (other != null) {
			throw new HistoryException(
					("The table %s of %s holds two rows for one version: '%s' and '%s'. Delete the one "
							+ "that is wrong, or, if they are two files, give one of these another version such as %s.1; or "
							+ "say yourself up to which version the files are applied: java -jar app.jar migrations:adopt "
							+ "--version=<version>")
						.formatted(table, tool, other.recorded().text(), one.recorded().text(), one.version()));
		}
	}

	private static boolean isTwice(List<Mapped> all, Mapped one) {
		return all.stream().anyMatch((other) -> other != one && other.version().equals(one.version()));
	}

	/**
	 * Tells whether a record names a file, apart from signs that take the place of
	 * spaces.
	 */
	private static boolean hasName(@Nullable Migration file, ForeignMigration recorded) {
		return file != null && recorded.name() != null && plain(file.title()).equals(plain(recorded.name()));
	}

	private static String plain(String name) {
		return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
	}

	/**
	 * A record and its file.
	 *
	 * @param version the version
	 * @param file the file, or {@code null} if this build has none
	 * @param recorded what the tool has recorded, perhaps of a later version that stands
	 * for this one too
	 * @param placeholders the values of placeholders in the file
	 */
	record Mapped(Version version, @Nullable Migration file, ForeignMigration recorded, Placeholders placeholders) {

		/**
		 * Tells whether the tool knows the file by another name.
		 * @return whether both names are known and differ
		 */
		boolean isOtherName() {
			String name = this.recorded.name();
			return this.file != null && name != null && !name.isBlank() && this.recorded.reach() == Reach.ITSELF
					&& !hasName(this.file, this.recorded);
		}

		/**
		 * Tells whether the tool knows the file by the same name.
		 * @return whether both names are known and equal
		 */
		boolean isSameName() {
			return hasName(this.file, this.recorded);
		}

		/**
		 * Tells whether the file is not what the tool has applied.
		 * @return whether the tool has recorded a checksum, and the file has another one
		 */
		boolean isChanged() {
			String checksum = this.recorded.checksum();
			return this.file != null && !this.file.file().isCode() && checksum != null && isRecordedItself()
					&& !isSame(checksum, this.file);
		}

		private boolean isSame(String checksum, Migration file) {
			return (file.version().isRepeatable())
					? FileChecksum.matchesRepeatable(checksum, file.file(), this.placeholders)
					: FileChecksum.matches(checksum, file.file());
		}

		/**
		 * Tells whether a repeatable migration is to be applied again.
		 * @return whether the file is not known to be what the tool has applied
		 */
		boolean isToRepeat() {
			return this.recorded.checksum() == null || isChanged();
		}

		/**
		 * Tells whether the record is about this migration, and not about one that stands
		 * for it too.
		 * @return whether its time and checksum are those of this migration
		 */
		boolean isRecordedItself() {
			return this.recorded.version() == null || this.version.equals(this.recorded.version());
		}

		/**
		 * Names the migration to people.
		 * @return the file, otherwise the version
		 */
		String shown() {
			return (this.file != null) ? this.file.file().shown() : this.version.toString();
		}

		/**
		 * Returns what is to be recorded.
		 * @return the kind of the record
		 */
		Migration.Kind kind() {
			if (this.recorded.reach() == Reach.BASELINE) {
				return Migration.Kind.BASELINE;
			}
			return (this.file != null) ? this.file.kind() : Migration.Kind.VERSIONED;
		}

		/**
		 * Returns the version for the table.
		 * @return as the file spells it, otherwise as the tool does
		 */
		Version spelled() {
			return (this.file != null) ? this.file.version() : this.version;
		}

	}

}
