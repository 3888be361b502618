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
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Counts what a walk does, and decides when it has to stop.
 */
final class SweepCount {

	private final SweepSettings settings;

	private final long start = System.nanoTime();

	private final Map<String, String> failures = new TreeMap<>();

	private SweepProgress.State state = SweepProgress.State.WAITING;

	private int total;

	private int skipped;

	private int migrated;

	/** When it ended, or zero. */
	private long end;

	private @Nullable String reason;

	SweepCount(SweepSettings settings) {
		this.settings = settings;
	}

	synchronized void begin(int total) {
		this.total = total;
	}

	synchronized void skipped() {
		this.skipped++;
	}

	synchronized void migrated() {
		this.migrated++;
	}

	synchronized void failed(String tenant, String reason) {
		this.failures.put(tenant, reason);
		if (tried() >= this.settings.minimum()) {
			check();
		}
	}

	/**
	 * Goes on to the next part, if there is no reason not to.
	 * @param state what is done in it
	 * @return whether the walk goes on
	 */
	synchronized boolean enter(SweepProgress.State state) {
		if (this.state == SweepProgress.State.CANARY || state == SweepProgress.State.DONE) {
			check();
		}
		if (this.reason == null) {
			this.state = state;
			this.end = (state == SweepProgress.State.DONE) ? System.nanoTime() : 0;
		}
		return this.reason == null;
	}

	/**
	 * One tenant may be damaged by itself, and may be the first one that is tried: a
	 * script that is bad fails for the second one as well.
	 */
	private void check() {
		int failed = this.failures.size();
		boolean tolerated = failed == 1 && this.settings.maxFailures().isSomePercent() && this.total > 1;
		if (!tolerated && this.settings.maxFailures().isExceededBy(failed, tried())) {
			boolean others = this.skipped + tried() < this.total;
			stop("%d of the first %d tenants could not be migrated, and spring.migrations.tenants.sweep.max-failures is %s. "
				.formatted(failed, tried(), this.settings.maxFailures())
					+ ((others) ? "The others are not touched by the walk. " : "")
					+ "Look at the failures, and start again");
		}
	}

	private int tried() {
		return this.migrated + this.failures.size();
	}

	synchronized void stop(String reason) {
		if (this.reason == null && this.state != SweepProgress.State.DONE) {
			this.reason = reason;
			this.state = SweepProgress.State.STOPPED;
			this.end = System.nanoTime();
		}
	}

	synchronized boolean isStopped() {
		return this.reason != null;
	}

	synchronized SweepProgress progress() {
		int done = this.skipped + tried();
		double seconds = Math.max(1, ((this.end != 0) ? this.end : System.nanoTime()) - this.start)
				/ (double) Duration.ofSeconds(1).toNanos();
		double rate = tried() / seconds;
		boolean running = this.state == SweepProgress.State.CANARY || this.state == SweepProgress.State.RUNNING;
		Duration remaining = (running && rate > 0) ? Duration.ofSeconds((long) Math.ceil((this.total - done) / rate))
				: null;
		return new SweepProgress(this.state, this.total, done, this.migrated, this.failures.size(),
				Collections.unmodifiableMap(new TreeMap<>(this.failures)), rate, remaining, this.reason);
	}

}
