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

package io.github.migrations.database;

/**
 * What a statement of a script means for the transaction around it.
 */
public enum StatementKind {

	/** Runs inside and outside a transaction. */
	ORDINARY,

	/** Begins a transaction of the script's own. */
	BEGIN,

	/** Commits a transaction of the script's own. */
	COMMIT,

	/** Rolls a transaction of the script's own back. */
	ROLLBACK,

	/** Cannot run inside a transaction. */
	OUTSIDE,

	/**
	 * Sets something for the session that has no effect, or is refused, inside a
	 * transaction, and leaves nothing in the database: passed over inside one.
	 */
	SETTING,

	/** Is followed by data in the script. */
	COPY

}
