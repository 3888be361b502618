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

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.LockHolder;

/**
 * Is told what happens while a database is migrated, on the thread that migrates.
 */
public interface MigrationListener {

	/** Does not listen. */
	MigrationListener NONE = new MigrationListener() {
	};

	/**
	 * A run begins, which applies what is pending, if anything is. It ends with
	 * {@link #finished} or {@link #failed}, unless it does not want to wait for one of
	 * another process.
	 * @param database the name of the database
	 * @param progress says at any time and on any thread how the run is getting on; it
	 * answers from memory, and with {@code null} if the run has ended without having seen
	 * the database
	 */
	default void beginning(String database, Supplier<@Nullable Status> progress) {
	}

	/**
	 * There is something that a person should know.
	 * @param database the name of the database
	 * @param warning what there is to know
	 */
	default void warning(String database, String warning) {
	}

	/**
	 * Another process is in the way; told once for each holder.
	 * @param database the name of the database
	 * @param holder who is in the way
	 */
	default void waiting(String database, LockHolder holder) {
	}

	/**
	 * The database has been copied before its first change.
	 * @param database the name of the database
	 * @param copy the file that it was copied to
	 */
	default void copied(String database, Path copy) {
	}

	/**
	 * A migration begins.
	 * @param database the name of the database
	 * @param version its version
	 * @param description its description
	 */
	default void started(String database, String version, String description) {
	}

	/**
	 * A lock of somebody else was in the way of a migration. It has been rolled back and
	 * will be tried again.
	 * @param database the name of the database
	 * @param version its version
	 * @param attempt the number of the attempt that has ended, counted from 1
	 * @param pause how long it will be before the next one
	 * @param blockers who was in the way, empty if that is not known
	 */
	default void retrying(String database, String version, int attempt, Duration pause, List<LockHolder> blockers) {
	}

	/**
	 * A migration has been applied and recorded.
	 * @param database the name of the database
	 * @param version its version
	 * @param description its description
	 * @param duration how long it ran
	 */
	default void applied(String database, String version, String description, Duration duration) {
	}

	/**
	 * A migration begins to be taken back.
	 * @param database the name of the database
	 * @param version its version
	 * @param description its description
	 */
	default void undoing(String database, String version, String description) {
	}

	/**
	 * A migration has been taken back, and its record removed.
	 * @param database the name of the database
	 * @param version its version
	 * @param description its description
	 * @param duration how long it took
	 */
	default void undone(String database, String version, String description, Duration duration) {
	}

	/**
	 * A run has ended without an error, also if there was nothing to do.
	 * @param database the name of the database
	 * @param status what the database is like now
	 * @param applied how many migrations this run has applied
	 * @param duration how long the run took
	 */
	default void finished(String database, Status status, int applied, Duration duration) {
	}

	/**
	 * A run has ended with an error. What had begun and was not told as applied is as the
	 * failure says.
	 * @param database the name of the database
	 * @param failure what went wrong
	 * @param duration how long the run took
	 */
	default void failed(String database, MigrationException failure, Duration duration) {
	}

}
