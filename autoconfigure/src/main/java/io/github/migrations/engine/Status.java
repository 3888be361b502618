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

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.LockHolder;

/**
 * What there is to say about a database at one moment.
 *
 * @param product the name of the database product
 * @param productVersion its version
 * @param table the tracking table
 * @param state the state of the schema
 * @param version the highest applied version, or {@code null}
 * @param applied what is applied, lowest version first
 * @param pending what is to be applied, lowest version first
 * @param repeatable the migrations that run again when they change, in their order
 * @param running the migration that runs, or {@code null}
 * @param waiting whom this process waits for, or {@code null}: to migrate at all, or,
 * beside a migration that runs, for a lock that its statement needs
 * @param failure why the last run failed, or {@code null}
 */
public record Status(String product, String productVersion, String table, State state, @Nullable String version,
		List<Applied> applied, List<Pending> pending, List<Repeatable> repeatable, @Nullable Running running,
		@Nullable WaitingFor waiting, @Nullable Failure failure) {

	/**
	 * Stands for the product, its version and the table of a database that has not been
	 * read.
	 */
	public static final String UNKNOWN = "unknown";

	public Status {
		applied = List.copyOf(applied);
		pending = List.copyOf(pending);
		repeatable = List.copyOf(repeatable);
	}

	/**
	 * Tells whether nothing is known of the database itself.
	 * @return whether it has not been read
	 */
	public boolean isUnread() {
		return this.product.equals(UNKNOWN);
	}

	/**
	 * An applied migration.
	 *
	 * @param version its version
	 * @param description its description
	 * @param appliedAt when it was applied, or {@code null} if that is not known
	 * @param executionTimeMs how long it ran in milliseconds, or {@code null}
	 * @param undoable whether it can be taken back
	 */
	public record Applied(String version, String description, @Nullable Instant appliedAt,
			@Nullable Long executionTimeMs, boolean undoable) {
	}

	/**
	 * A migration that is to be applied.
	 *
	 * @param version its version
	 * @param description its description
	 * @param undoable whether it can be taken back once it is applied
	 */
	public record Pending(String version, String description, boolean undoable) {
	}

	/**
	 * A migration that runs again whenever its content changes.
	 *
	 * @param name its name, which stands in place of a version
	 * @param description its description
	 * @param appliedAt when it was last applied, or {@code null} if it never was
	 * @param pending whether it is to be applied
	 */
	public record Repeatable(String name, String description, @Nullable Instant appliedAt, boolean pending) {
	}

	/**
	 * The migration that runs.
	 *
	 * @param version its version
	 * @param statement the number of the statement that runs, counted from 1, where
	 * several run together that of the first; 0 before the first
	 * @param statements how many statements it has; none where it is written in code
	 * @param line the line on which the statement begins
	 * @param rows how many rows have been changed so far; of code, how much is done in
	 * its own unit
	 * @param percent how much is done, by statements, or as the code says
	 * @param elapsedMs for how long it has been running, in milliseconds
	 * @param detail what the statement is doing, or {@code null} if that is not known
	 */
	public record Running(String version, int statement, int statements, int line, long rows, double percent,
			long elapsedMs, @Nullable String detail) {
	}

	/**
	 * Whom this process waits for.
	 *
	 * @param holder who holds the lock
	 * @param since since when this process has been waiting, as far as it has noticed
	 */
	public record WaitingFor(LockHolder holder, Instant since) {
	}

	/**
	 * Why a run failed.
	 *
	 * @param version the version of the migration that failed, or {@code null} if it was
	 * none of them
	 * @param file its file, or {@code null}
	 * @param line the line in the file, or 0
	 * @param message what went wrong and what to do
	 */
	public record Failure(@Nullable String version, @Nullable String file, int line, String message) {
	}

}
