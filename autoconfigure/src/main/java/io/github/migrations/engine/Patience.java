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

import io.github.migrations.database.LockHolder;
import io.github.migrations.database.Waiting;

/**
 * Waits only so long for somebody who migrates.
 */
final class Patience implements Waiting {

	private final String database;

	private final Duration longest;

	private final Stop stop;

	private final long start = System.nanoTime();

	Patience(String database, Duration longest, Stop stop) {
		this.database = database;
		this.longest = longest;
		this.stop = stop;
	}

	@Override
	public void on(LockHolder holder) throws InterruptedException {
		this.stop.check();
		if (System.nanoTime() - this.start >= this.longest.toNanos()) {
			throw AlreadyRunningException.tooLong(
					"Database '%s' is being migrated by %s.%n  The dry run has waited for %s.".formatted(this.database,
							holder, TimeLimit.words(this.longest)),
					"Start again when that has ended, or wait longer: max-duration. Nothing has been changed.");
		}
	}

}
