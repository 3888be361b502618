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

import org.jspecify.annotations.Nullable;

import io.github.migrations.history.TakenOver;
import io.github.migrations.script.Version;

/**
 * What is recorded when a database is taken over that another tool, or nobody, has
 * managed so far.
 *
 * @param database the name of the database
 * @param table our table in its schema
 * @param upTo the version that a person has named, or {@code null}
 * @param tool the tool that the records come from, or {@code null} where a person names
 * the version
 * @param source the table of that tool, or {@code null}; where nothing can be taken over,
 * those of tools that cannot be read
 * @param renamed the table that makes room for ours, or {@code null}
 * @param keptAs the name that it gets
 * @param records what is recorded, lowest version first
 * @param pending the files that are still to be applied afterwards
 * @param remarks what a person should know before saying yes
 * @param recorded how many migrations our own table records already, or -1 if there is no
 * such table
 */
public record Adoption(String database, String table, @Nullable Version upTo, @Nullable String tool,
		@Nullable String source, @Nullable String renamed, @Nullable String keptAs, List<Line> records,
		List<String> pending, List<String> remarks, int recorded) {

	public Adoption {
		records = List.copyOf(records);
		pending = List.copyOf(pending);
		remarks = List.copyOf(remarks);
	}

	/**
	 * Tells whether there is nothing to do.
	 * @return whether the database has been taken over already
	 */
	public boolean isDone() {
		return this.recorded > 0 || this.recorded == 0 && this.records.isEmpty();
	}

	/**
	 * Tells whether there is nothing that could be taken over.
	 * @return whether no tool has recorded anything, and nobody has named a version
	 */
	public boolean isNothing() {
		return this.recorded < 0 && this.tool == null && this.upTo == null;
	}

	/**
	 * Returns everything as lines of text for people.
	 * @return the lines, ending in a line end
	 */
	public String text() {
		return AdoptionText.of(this);
	}

	/**
	 * What the comparison with a database built from the files has found.
	 *
	 * @param differences one line or more for each difference
	 * @param leftOut migrations written in code, which are not run for a comparison
	 */
	public record Comparison(List<String> differences, List<String> leftOut) {

		public Comparison {
			differences = List.copyOf(differences);
			leftOut = List.copyOf(leftOut);
		}

	}

	/**
	 * One record.
	 *
	 * @param record what is written
	 * @param file the file as it is named to people, or {@code null} if this build has
	 * none
	 */
	public record Line(TakenOver record, @Nullable String file) {
	}

}
