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

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets pass so many in a second, one by one.
 */
final class Pace {

	private final long interval;

	private final CountDownLatch end = new CountDownLatch(1);

	private long next = System.nanoTime();

	/**
	 * Creates a pace.
	 * @param rate how many pass in a second; zero for no limit
	 */
	Pace(double rate) {
		this.interval = (rate > 0) ? (long) (TimeUnit.SECONDS.toNanos(1) / rate) : 0;
	}

	/**
	 * Waits for the next turn.
	 * @return whether it has come, and nobody has said that it will not
	 * @throws InterruptedException if the thread is interrupted
	 */
	boolean await() throws InterruptedException {
		return !this.end.await(turn() - System.nanoTime(), TimeUnit.NANOSECONDS);
	}

	private synchronized long turn() {
		long turn = Math.max(this.next, System.nanoTime());
		this.next = turn + this.interval;
		return turn;
	}

	/**
	 * Says that no further turn will come.
	 */
	void end() {
		this.end.countDown();
	}

}
