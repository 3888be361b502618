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

package io.github.migrations.autoconfigure;

import org.jspecify.annotations.Nullable;

import io.github.migrations.engine.Status;

/**
 * How far a database is: the number of the migration that is to be applied next or is
 * being applied, among all.
 *
 * @param number the number, counted from 1
 * @param total how many migrations there are
 */
record Position(int number, int total) {

	/**
	 * Reads the position off a status.
	 * @param status the status
	 * @return the position, or {@code null} if nothing is pending
	 */
	static @Nullable Position of(Status status) {
		int applied = status.applied().size();
		return (status.pending().isEmpty()) ? null : new Position(applied + 1, applied + status.pending().size());
	}

	@Override
	public String toString() {
		return this.number + " of " + this.total;
	}

}
