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
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Cancels statements that take too long. What a script sets in its session, such as
 * {@code statement_timeout}, has no say in it.
 */
final class TimeLimit implements AutoCloseable {

	/** A cancellation may come before its statement; it is repeated, in milliseconds. */
	private static final long AGAIN = 200;

	private final Stop stop;

	private final DryRunRequest request;

	private final long end;

	private final ScheduledExecutorService watchdog = new ScheduledThreadPoolExecutor(1, (task) -> {
		Thread thread = new Thread(task, "migrations-time-limit");
		thread.setDaemon(true);
		return thread;
	});

	private volatile @Nullable String struck;

	/**
	 * Begins to count.
	 * @param stop cancels what is running
	 * @param request says how long it may run
	 */
	TimeLimit(Stop stop, DryRunRequest request) {
		this.stop = stop;
		this.request = request;
		this.end = System.nanoTime() + request.maxDuration().toNanos();
	}

	/**
	 * Returns why nothing more may be tried.
	 * @return the reason, or {@code null} while there is time
	 */
	@Nullable String over() {
		return (System.nanoTime() - this.end >= 0)
				? "the time was over (max-duration=%s)".formatted(words(this.request.maxDuration())) : null;
	}

	/**
	 * Watches over one statement.
	 * @return ends it, when the statement has ended
	 */
	Watch watch() {
		this.struck = null;
		long left = Math.max(0, this.end - System.nanoTime());
		long own = this.request.statementTimeout().toNanos();
		String reason = "it was cancelled after %s (%s)".formatted(
				words((own <= left) ? this.request.statementTimeout() : this.request.maxDuration()),
				(own <= left) ? "statement-timeout" : "max-duration");
		Cancellation cancellation = new Cancellation(() -> {
			this.struck = reason;
			this.stop.cancelRunning();
		});
		ScheduledFuture<?> task = this.watchdog.scheduleAtFixedRate(cancellation::run, Math.min(own, left),
				TimeUnit.MILLISECONDS.toNanos(AGAIN), TimeUnit.NANOSECONDS);
		return () -> {
			task.cancel(false);
			cancellation.end();
		};
	}

	/**
	 * Returns why the last statement was cancelled.
	 * @return the reason, or {@code null} if it was not
	 */
	@Nullable String struck() {
		return this.struck;
	}

	/**
	 * Writes a duration as options take it.
	 */
	static String words(Duration duration) {
		long ms = duration.toMillis();
		return (ms % 1000 == 0) ? ms / 1000 + "s" : ms + "ms";
	}

	@Override
	public void close() {
		this.watchdog.shutdownNow();
	}

	/**
	 * Must not strike the next statement.
	 */
	private static final class Cancellation {

		private final Runnable action;

		private boolean ended;

		private Cancellation(Runnable action) {
			this.action = action;
		}

		private synchronized void run() {
			if (!this.ended) {
				this.action.run();
			}
		}

		private synchronized void end() {
			this.ended = true;
		}

	}

	/**
	 * Watches over one statement until it is closed.
	 */
	interface Watch extends AutoCloseable {

		@Override
		void close();

	}

}
