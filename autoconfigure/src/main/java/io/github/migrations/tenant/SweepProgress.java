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

package io.github.migrations.tenant;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How far the walk through all tenants has come.
 *
 * @param state what it does
 * @param total how many tenants there are
 * @param done how many of them need nothing more from this walk: those that are migrated
 * or have failed, and those that were known to be migrated before it came to them
 * @param migrated how many of those the walk has migrated, or found up to date
 * @param failed how many of those could not be migrated
 * @param failures why, by the name of the tenant
 * @param rate how many tenants it gets through in a second
 * @param remaining how long the rest will take, or {@code null} if that is not known
 * @param reason why it has stopped, or {@code null} if it has not
 */
public record SweepProgress(State state, int total, int done, int migrated, int failed, Map<String, String> failures,
		double rate, @Nullable Duration remaining, @Nullable String reason) {

	/**
	 * What a walk does.
	 */
	public enum State {

		/** It has not begun. */
		WAITING,

		/** It migrates a few tenants first, to see how that goes. */
		CANARY,

		/** It migrates all others. */
		RUNNING,

		/** It has come to all of them. */
		DONE,

		/** It has ended early. */
		STOPPED

	}

}
