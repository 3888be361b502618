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
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often and after which pauses a migration is tried again when a lock was in its way:
 * twice as long each time, with a share of chance so that several do not meet again and
 * again.
 *
 * @see <a href=
 * "https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/">Backoff
 * with jitter</a>
 */
final class LockRetry {

	private static final long FIRST_PAUSE_MS = 200;

	private static final long MAX_PAUSE_MS = 30_000;

	private final long end;

	private int attempt = 1;

	private long pause = FIRST_PAUSE_MS;

	LockRetry(Duration time) {
		this.end = System.nanoTime() + Math.min(time.toNanos(), Long.MAX_VALUE / 2);
	}

	/**
	 * Returns the number of the attempt.
	 * @return 1 for the first one
	 */
	int attempt() {
		return this.attempt;
	}

	/**
	 * Tells whether the time allows for another attempt.
	 */
	boolean isWorthwhile() {
		return System.nanoTime() < this.end;
	}

	/**
	 * Goes on to the next attempt.
	 * @param held for how long the attempt may have held up others while it waited, who
	 * get at least as much time now
	 * @return how long to wait before it, in milliseconds
	 */
	long next(Duration held) {
		this.attempt++;
		long half = this.pause / 2;
		long wait = Math.max(held.toMillis(), half + ThreadLocalRandom.current().nextLong(half + 1));
		this.pause = Math.min(MAX_PAUSE_MS, this.pause * 2);
		long left = Math.max(0, (this.end - System.nanoTime()) / 1_000_000);
		return Math.min(wait, left);
	}

}
