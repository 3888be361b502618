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

import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Session;

/**
 * Ends a run early when the process is asked to end: the running statement is cancelled,
 * its transaction rolled back, and the process goes on ending. A hook of the virtual
 * machine is needed, because no event of a framework arrives while it waits for us
 * itself.
 */
final class Stop implements Session.Cancellation, AutoCloseable {

	/** How often the end of the process looks whether the run has ended. */
	private static final int TRIES = 40;

	/** The time between two looks, in milliseconds. */
	private static final int PAUSE = 100;

	private final CountDownLatch ended = new CountDownLatch(1);

	private final Thread hook = new Thread(this::stop, "migrations-shutdown");

	private volatile Session.@Nullable Canceller running;

	private volatile boolean stopped;

	/**
	 * Watches over a run.
	 * @return what ends it early, to be closed with the run
	 */
	static Stop watch() {
		Stop stop = new Stop();
		try {
			Runtime.getRuntime().addShutdownHook(stop.hook);
		}
		catch (IllegalStateException ex) {
			// the process is ending already
			stop.stopped = true;
		}
		return stop;
	}

	@Override
	public void running(Session.@Nullable Canceller statement) {
		this.running = statement;
	}

	/**
	 * Cancels what is running, and lets everything else go on.
	 */
	void cancelRunning() {
		Session.Canceller statement = this.running;
		if (statement != null) {
			cancel(statement);
		}
	}

	/**
	 * Goes on only if nobody has asked to stop.
	 * @throws InterruptedException if the run is to be stopped
	 */
	void check() throws InterruptedException {
		if (this.stopped || Thread.interrupted()) {
			throw new InterruptedException("The process is asked to end");
		}
	}

	/**
	 * Tells whether somebody has asked to stop.
	 */
	boolean isStopped() {
		return this.stopped;
	}

	/**
	 * Stops the run, and returns when it has ended, or does not end in time.
	 */
	void stop() {
		this.stopped = true;
		try {
			for (int i = 0; i < TRIES; i++) {
				Session.Canceller statement = this.running;
				if (statement != null) {
					cancel(statement);
				}
				if (this.ended.await(PAUSE, TimeUnit.MILLISECONDS)) {
					return;
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void cancel(Session.Canceller statement) {
		try {
			statement.cancel();
		}
		catch (SQLException ex) {
			// the connection is gone, and the statement with it
		}
	}

	@Override
	public void close() {
		this.ended.countDown();
		try {
			Runtime.getRuntime().removeShutdownHook(this.hook);
		}
		catch (IllegalStateException ex) {
			// the process is ending, and the hook has been told
		}
	}

}
