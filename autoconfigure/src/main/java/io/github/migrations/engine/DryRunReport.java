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

import io.github.migrations.database.Trial;

/**
 * What the pending migrations would do.
 *
 * @param product the name of the database product
 * @param copy whether a copy was used, so that nothing was locked in the database itself
 * @param migrations the pending migrations in their order
 * @param locked the tables that were locked while they were tried
 * @param tables how many rows the tables have, where they are counted
 * @param warnings what a real run would warn of before its first migration
 * @param durationMs how long the trial took, in milliseconds
 */
public record DryRunReport(String product, boolean copy, List<Migration> migrations, List<Trial.Held> locked,
		List<Table> tables, List<String> warnings, long durationMs) {

	public DryRunReport {
		migrations = List.copyOf(migrations);
		locked = List.copyOf(locked);
		tables = List.copyOf(tables);
		warnings = List.copyOf(warnings);
	}

	/**
	 * Tells whether a migration would fail.
	 * @return whether at least one would
	 */
	public boolean fails() {
		return count(Outcome.FAILS) > 0;
	}

	/**
	 * Counts migrations.
	 * @param outcome what has become of them
	 * @return how many there are
	 */
	public long count(Outcome outcome) {
		return this.migrations.stream().filter((migration) -> migration.outcome() == outcome).count();
	}

	/**
	 * What has become of a migration or a statement.
	 */
	public enum Outcome {

		/** It did what it does. */
		APPLIES("Would be applied"),

		/** It was refused. */
		FAILS("Would fail"),

		/** Some of its statements were not tried. */
		PARTLY_TRIED("Partly tried"),

		/** It was refused, but may depend on something that was not tried. */
		UNCERTAIN("Cannot be told"),

		/** It was not tried, or not to its end. */
		NOT_TRIED("Not tried");

		private final String words;

		Outcome(String words) {
			this.words = words;
		}

		/**
		 * Says it for people.
		 * @return a few words
		 */
		public String words() {
			return this.words;
		}

	}

	/**
	 * A migration that was tried.
	 *
	 * @param version its version
	 * @param description its description
	 * @param file its file
	 * @param outcome what has become of it
	 * @param reason why it would fail or was not tried, or {@code null}
	 * @param durationMs how long it took, in milliseconds
	 * @param statements its statements, as far as they were reached
	 * @param warnings what a real run would warn of
	 */
	public record Migration(String version, String description, String file, Outcome outcome, @Nullable String reason,
			long durationMs, List<Statement> statements, List<String> warnings) {

		public Migration {
			statements = List.copyOf(statements);
			warnings = List.copyOf(warnings);
		}

	}

	/**
	 * A statement, or several that follow each other and write to the same table.
	 *
	 * @param number its number in the file, counted from 1
	 * @param count how many there are of its kind
	 * @param line the line on which it begins, or where it would fail
	 * @param text its first line
	 * @param outcome what has become of it
	 * @param reason why it would fail or was not tried, or {@code null}
	 * @param rows how many rows it changed
	 * @param durationMs how long it took, in milliseconds
	 * @param effects what else it did
	 */
	public record Statement(int number, int count, int line, String text, Outcome outcome, @Nullable String reason,
			long rows, long durationMs, Trial.Effects effects) {
	}

	/**
	 * A table whose rows were counted.
	 *
	 * @param name its name
	 * @param before how many rows it had before, or {@code null} if it did not exist
	 * @param after how many rows it had afterwards, or {@code null} if it is gone
	 */
	public record Table(String name, @Nullable Long before, @Nullable Long after) {
	}

}
