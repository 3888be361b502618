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

/**
 * The state of a database's schema against the migrations of this build.
 */
public enum State {

	/** Everything is applied that is to be applied. */
	UP_TO_DATE,

	/** Something is to be applied, and nothing runs. */
	PENDING,

	/** Another process migrates, and this one waits for it. */
	WAITING,

	/** A migration runs. */
	MIGRATING,

	/** A migration that goes on in small batches runs. */
	BACKFILLING,

	/** The last run of this process failed. */
	FAILED,

	/** The database has newer migrations than this build knows. */
	AHEAD;

	/**
	 * Tells whether an application of this build can work with the schema.
	 * @return whether nothing is left to be applied
	 */
	public boolean isReady() {
		return this == UP_TO_DATE || this == AHEAD;
	}

}
