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

import io.github.migrations.script.Placeholders;

import io.github.migrations.script.Version;

/**
 * What a script is run for, and how that is said to people.
 */
enum Purpose {

	/** It is applied. */
	APPLY,

	/** A file takes a migration back. */
	UNDO,

	/** The script that was stored when a migration was applied takes it back. */
	UNDO_STORED;

	boolean isUndo() {
		return this != APPLY;
	}

	/**
	 * Returns the values for placeholders: a script that is stored has been resolved
	 * before.
	 */
	Placeholders resolve(Placeholders placeholders) {
		return (this == UNDO_STORED) ? Placeholders.NONE : placeholders;
	}

	/**
	 * Returns what a sentence about a script begins with.
	 */
	String subject(Object migration) {
		return ((isUndo()) ? "The undo of migration " : "Migration ") + migration;
	}

	/**
	 * Returns what becomes of a migration that is done.
	 */
	String done() {
		return (isUndo()) ? "done" : "applied";
	}

	String recorded() {
		return (isUndo()) ? "the migration is recorded as undone" : "it is recorded as applied";
	}

	/**
	 * Says what is left of a script that was one transaction and failed.
	 */
	String rolledBack() {
		return (isUndo()) ? "Everything that it did was rolled back; the migration is applied as before."
				: "Everything that this migration did was rolled back; nothing of it is left.";
	}

	/**
	 * Says what to do after a script that was one transaction has failed.
	 */
	String again(String file) {
		return switch (this) {
			case APPLY -> "Correct %s and start again; it continues with this migration.".formatted(file);
			case UNDO -> "Correct %s and roll back again.".formatted(file);
			case UNDO_STORED ->
				"The script is used as it was stored when the migration was applied. Correct its file and "
						+ "roll back again with --from-files.";
		};
	}

	/**
	 * Says what to do after some statements of a script are done and the next one has
	 * failed.
	 */
	String goOn(String file, int statement) {
		return switch (this) {
			case APPLY ->
				"Correct %s from statement %d on and start again; it continues there.".formatted(file, statement);
			case UNDO ->
				"Correct %s from statement %d on and roll back again; it continues there.".formatted(file, statement);
			case UNDO_STORED ->
				("The script is used as it was stored when the migration was applied. Correct its file from statement %d "
						+ "on and roll back again with --from-files; it continues there.")
					.formatted(statement);
		};
	}

	/**
	 * Says what to do where the text of statements that are done has changed.
	 */
	String afterChange(Version version) {
		return "Restore the text of the statements that are done and %s; it continues after them. Or %s"
			.formatted(repeat(), byHand(version));
	}

	/**
	 * Says what to do by hand about a script that cannot go on.
	 */
	String byHand(Version version) {
		String finish = (isUndo()) ? "delete the row of version %s from the tracking table".formatted(version)
				: "record it as applied (migrations:repair --applied=%s)".formatted(version);
		return ("do the rest of it by hand and %s; or %s by hand what it has done and clear the record "
				+ "(migrations:repair), so that it begins at statement 1.")
			.formatted(finish, (isUndo()) ? "restore" : "take back");
	}

	/**
	 * Says what to do where only the session is left in disorder.
	 */
	String afterwards() {
		return (isUndo()) ? "Nothing is left to do about it; the next command begins in a new session."
				: "Start again; it continues after this migration, in a new session.";
	}

	/**
	 * Says how it is done again.
	 */
	String repeat() {
		return (isUndo()) ? "roll back again" : "start again";
	}

}
