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
import java.util.function.LongSupplier;

/**
 * The pause between one failed try and the next: a second at first, and twice as long
 * after each further failure, up to a minute.
 */
final class Backoff {

	private static final Duration FIRST = Duration.ofSeconds(1);

	private static final Duration LAST = Duration.ofMinutes(1);

	private final LongSupplier nanoTime;

	private Duration pause = Duration.ZERO;

	private long failedAt;

	/**
	 * Creates the back-off before the first try.
	 * @param nanoTime a clock such as {@link System#nanoTime()}
	 */
	Backoff(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	boolean isOver() {
		return this.nanoTime.getAsLong() - this.failedAt >= this.pause.toNanos();
	}

	void failed() {
		Duration next = (this.pause.isZero()) ? FIRST : this.pause.multipliedBy(2);
		this.pause = (next.compareTo(LAST) < 0) ? next : LAST;
		this.failedAt = this.nanoTime.getAsLong();
	}

}
