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

import java.time.Duration;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What the head of a file says by its directives, the comment lines
 * {@code -- migration: key=value[, key=value]} before the first statement.
 *
 * @param description text for people, or {@code null} to use the file's name
 * @param transactionOff whether the file runs statement by statement without one
 * transaction around it
 * @param foreignKeysOn whether a database that can switch foreign keys off leaves them on
 * @param allow the names of the safety rules that do not apply to the file
 * @param empty whether the file holds no statement on purpose
 * @param batch the size of a batch if the file is a backfill, otherwise {@code null}
 * @param pause the pause between two batches, or {@code null}
 * @param lockTimeout how long a statement may wait for a lock, or {@code null} for the
 * configured time
 * @param statementTimeout how long a statement may run, or {@code null} for the
 * configured time
 */
public record Directives(@Nullable String description, boolean transactionOff, boolean foreignKeysOn, Set<String> allow,
		boolean empty, @Nullable Integer batch, @Nullable Duration pause, @Nullable Duration lockTimeout,
		@Nullable Duration statementTimeout) {

	/** What a file without directives says. */
	public static final Directives NONE = new Directives(null, false, false, Set.of(), false, null, null, null, null);

	public Directives {
		allow = Set.copyOf(allow);
	}

}
