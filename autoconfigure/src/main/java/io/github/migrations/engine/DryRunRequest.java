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

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.github.migrations.script.Version;

/**
 * What is to be tried, and for how long.
 *
 * @param to the last version to try, or {@code null} for all
 * @param statementTimeout how long one statement may run; what takes longer is cancelled
 * and reported as not tried
 * @param maxDuration how long everything may take, and with it how long a table is locked
 * at most; also how long to wait for somebody who migrates
 */
public record DryRunRequest(@Nullable Version to, Duration statementTimeout, Duration maxDuration) {

	/** Everything, ten seconds a statement, thirty seconds in all. */
	public static final DryRunRequest DEFAULTS = new DryRunRequest(null, Duration.ofSeconds(10),
			Duration.ofSeconds(30));

	/**
	 * Returns the same request for another version.
	 * @param to the last version to try, or {@code null} for all
	 * @return a new request
	 */
	public DryRunRequest withTo(@Nullable Version to) {
		return new DryRunRequest(to, this.statementTimeout, this.maxDuration);
	}

	/**
	 * Returns the same request with another limit for each statement.
	 * @param statementTimeout how long one statement may run
	 * @return a new request
	 */
	public DryRunRequest withStatementTimeout(Duration statementTimeout) {
		return new DryRunRequest(this.to, statementTimeout, this.maxDuration);
	}

	/**
	 * Returns the same request with another limit for everything.
	 * @param maxDuration how long everything may take
	 * @return a new request
	 */
	public DryRunRequest withMaxDuration(Duration maxDuration) {
		return new DryRunRequest(this.to, this.statementTimeout, maxDuration);
	}

}
