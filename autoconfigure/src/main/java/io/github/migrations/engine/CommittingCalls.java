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

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Database;
import io.github.migrations.script.Piece;

/**
 * Follows which procedures a file calls: one that commits cannot be called in a
 * transaction. Those that the file creates itself are known at once, the others when it
 * runs.
 */
final class CommittingCalls {

	/** A file may be larger than the memory; the server has the last word. */
	private static final int MAX_NAMES = 1000;

	private final Database database;

	private final Set<String> created = new LinkedHashSet<>();

	private final Set<String> names = new LinkedHashSet<>();

	private @Nullable Piece committing;

	CommittingCalls(Database database) {
		this.database = database;
	}

	void statement(Piece piece) {
		Set<String> calls = this.database.calls(piece);
		if (this.committing == null && !Collections.disjoint(calls, this.created)) {
			this.committing = piece;
		}
		if (this.names.size() < MAX_NAMES) {
			this.names.addAll(calls);
		}
		String created = this.database.createsCommitting(piece);
		if (created != null) {
			this.created.add(created);
		}
	}

	/**
	 * Returns the first statement that calls a procedure which the file has created and
	 * which commits.
	 */
	@Nullable Piece committing() {
		return this.committing;
	}

	Set<String> names() {
		return Set.copyOf(this.names);
	}

}
