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
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.migrations.history.foreign.ForeignTable;
import io.github.migrations.script.Migration;
import io.github.migrations.script.MigrationSet;
import io.github.migrations.script.Version;

/**
 * What a person should know before another tool's records are taken over.
 *
 * @param mapping the records and their files
 * @param table the table of the tool
 * @param available the files of this build
 */
record AdoptionRemarks(Mapping mapping, ForeignTable table, MigrationSet available) {

	List<String> all() {
		List<String> remarks = new ArrayList<>();
		unknown(remarks);
		this.mapping.versions().forEach((one) -> different(one, remarks));
		this.mapping.repeatables().stream().filter(Mapping.Mapped::isToRepeat).forEach((one) -> repeated(one, remarks));
		older(remarks);
		if (!this.mapping.lost().isEmpty()) {
			remarks.add("There is no such file, and nothing is recorded: %s."
				.formatted(String.join(", ", this.mapping.lost())));
		}
		if (this.mapping.versions().stream().anyMatch((one) -> one.recorded().appliedAt() == null)) {
			remarks.add("%s does not say when. The time of the taking over is recorded.".formatted(this.table.tool()));
		}
		return remarks;
	}

	private void unknown(List<String> remarks) {
		Migration baseline = this.available.newestBaseline(null);
		List<String> unknown = this.mapping.versions()
			.stream()
			.filter((one) -> one.file() == null)
			.filter((one) -> baseline == null || one.version().compareTo(baseline.version()) > 0)
			.map((one) -> one.version().toString())
			.toList();
		if (!unknown.isEmpty()) {
			remarks
				.add(("There is no file with the version %s. What is applied is recorded all the same, and every start "
						+ "will warn of it (spring.migrations.on-unknown).")
					.formatted(String.join(", ", unknown)));
		}
	}

	private void different(Mapping.Mapped one, List<String> remarks) {
		Migration file = one.file();
		if (file == null) {
			return;
		}
		if (one.isOtherName()) {
			remarks.add("Version %s is '%s' in the table of %s, and the file is %s.".formatted(file.version(),
					one.recorded().name(), this.table.tool(), file.file()));
		}
		if (one.isChanged()) {
			remarks.add(("%s is not what %s has applied: its checksum differs from that in the table %s. What the file "
					+ "holds now counts as applied.")
				.formatted(file.file(), this.table.tool(), this.table.name()));
		}
	}

	private void repeated(Mapping.Mapped one, List<String> remarks) {
		remarks.add("%s has changed since %s has applied it. The next run applies it again.".formatted(one.shown(),
				this.table.tool()));
	}

	private void older(List<String> remarks) {
		List<Version> recorded = this.mapping.versions().stream().map(Mapping.Mapped::version).toList();
		Version newest = newest(recorded);
		List<String> older = this.available.migrations()
			.stream()
			.map(Migration::version)
			.filter((version) -> newest != null && version.compareTo(newest) < 0 && !recorded.contains(version))
			.map(Version::toString)
			.toList();
		if (!older.isEmpty()) {
			remarks.add(
					("Pending, though older than the newest that is applied (%s): %s. The next run applies them all the "
							+ "same (spring.migrations.on-older).")
						.formatted(newest, String.join(", ", older)));
		}
	}

	private static @Nullable Version newest(List<Version> versions) {
		return (versions.isEmpty()) ? null : versions.get(versions.size() - 1);
	}

}
