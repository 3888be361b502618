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

import java.util.Set;

/**
 * How the statements of a file are bound together.
 *
 * @param kind the kind
 * @param reason why, for people
 * @param calls the procedures whose calls decide about it when the file runs: where one
 * commits, the file runs statement by statement
 */
record TransactionMode(Kind kind, String reason, Set<String> calls) {

	TransactionMode(Kind kind, String reason) {
		this(kind, reason, Set.of());
	}

	enum Kind {

		/** All statements and the record in one transaction of ours. */
		ONE,

		/**
		 * The same, and the {@code BEGIN} and {@code COMMIT} that the file has around
		 * everything are passed over.
		 */
		WRAPPED,

		/** Statement by statement. */
		NONE

	}

	boolean isOneTransaction() {
		return this.kind != Kind.NONE;
	}

	@Override
	public String toString() {
		return ((isOneTransaction()) ? "one transaction" : "statement by statement") + ": " + this.reason;
	}

}
