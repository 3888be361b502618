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

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Counts how often something happens, over the last minute.
 */
final class Rate {

	private static final int SECONDS = 60;

	private final LongSupplier nanoTime;

	private final long start;

	/** How often it happened in each second of the last minute. */
	private final long[] counts = new long[SECONDS];

	/** The last second in which it happened, counted from the start. */
	private long last;

	/**
	 * Begins to count.
	 * @param nanoTime a clock such as {@link System#nanoTime()}
	 */
	Rate(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.start = nanoTime.getAsLong();
	}

	synchronized void count() {
		this.counts[(int) (advance() % SECONDS)]++;
	}

	/**
	 * Returns the mean of the last minute, or of the time since the start if that is
	 * less.
	 * @return how often it happened in a second
	 */
	synchronized double perSecond() {
		long now = advance();
		long sum = 0;
		for (long count : this.counts) {
			sum += count;
		}
		return (double) sum / Math.min(now + 1, SECONDS);
	}

	private long advance() {
		long now = TimeUnit.NANOSECONDS.toSeconds(this.nanoTime.getAsLong() - this.start);
		for (long second = Math.max(this.last + 1, now - SECONDS + 1); second <= now; second++) {
			this.counts[(int) (second % SECONDS)] = 0;
		}
		this.last = now;
		return now;
	}

}
