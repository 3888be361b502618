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
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.rules.Finding;
import io.github.migrations.database.rules.Finding.Severity;

/**
 * What has been found out about the files and the history of one database, without
 * changing anything.
 *
 * @param database the name of the database
 * @param product the name of the database product, or {@code null} if the database could
 * not be reached
 * @param counts how many migrations are applied and pending, or {@code null} if the
 * history could not be read
 * @param files the files that are to be run, and those about which there is something to
 * say, in the order in which they run
 * @param general what is found about no single file
 * @param notes what is worth knowing and no finding
 */
public record Validation(String database, @Nullable String product, @Nullable Counts counts, List<CheckedFile> files,
		List<Finding> general, List<String> notes) {

	public Validation {
		files = List.copyOf(files);
		general = List.copyOf(general);
		notes = List.copyOf(notes);
	}

	/**
	 * A database that cannot be looked at.
	 */
	static Validation failed(String database, MigrationException ex) {
		return new Validation(database, null, null, List.of(),
				List.of(Finding.general(Severity.ERROR, String.valueOf(ex.getMessage()), ex.getAction())), List.of());
	}

	/**
	 * Counts what is wrong.
	 * @return the number of errors
	 */
	public long errors() {
		return count(Severity.ERROR);
	}

	/**
	 * Counts what may do harm.
	 * @return the number of warnings
	 */
	public long warnings() {
		return count(Severity.WARNING);
	}

	private long count(Severity severity) {
		return findings().filter((finding) -> finding.severity() == severity).count();
	}

	/**
	 * Returns everything that is found.
	 * @return all findings, those about no single file first
	 */
	public Stream<Finding> findings() {
		return Stream.concat(this.general.stream(), this.files.stream().flatMap((file) -> file.findings().stream()));
	}

	/**
	 * How far the database is.
	 *
	 * @param applied how many migrations are applied
	 * @param pending how many are to be applied, those included that run again
	 */
	public record Counts(int applied, int pending) {
	}

	/**
	 * A file that has been read.
	 *
	 * @param name the file as it is named to people
	 * @param mode how its statements will be bound together and why, or {@code null} if
	 * they are not to be run
	 * @param findings what is found in it, in the order of the lines
	 */
	public record CheckedFile(String name, @Nullable String mode, List<Finding> findings) {

		public CheckedFile {
			findings = List.copyOf(findings);
		}

	}

}
