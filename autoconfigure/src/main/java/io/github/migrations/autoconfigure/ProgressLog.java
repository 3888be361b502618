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

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;

import io.github.migrations.engine.MigrationException;
import io.github.migrations.engine.MigrationListener;
import io.github.migrations.engine.State;
import io.github.migrations.engine.Status;

/**
 * Writes into the log again and again how a run is getting on that takes long. What it
 * says is known in memory; its one thread ends soon after the last run.
 */
final class ProgressLog implements MigrationListener, AutoCloseable {

	/** Of its own, so that it can be switched on and off by itself. */
	private static final Log logger = LogFactory.getLog("io.github.migrations.progress");

	private final Duration interval;

	private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, ProgressLog::thread,
			new ThreadPoolExecutor.DiscardPolicy());

	private final Map<String, Future<?>> runs = new ConcurrentHashMap<>();

	/**
	 * Creates the log.
	 * @param interval the time between two lines; zero for no line at all
	 */
	ProgressLog(Duration interval) {
		this.interval = interval;
		this.timer.setKeepAliveTime(1, TimeUnit.SECONDS);
		this.timer.allowCoreThreadTimeOut(true);
		this.timer.setRemoveOnCancelPolicy(true);
	}

	private static Thread thread(Runnable task) {
		Thread thread = new Thread(task, "migrations-progress");
		thread.setDaemon(true);
		return thread;
	}

	@Override
	public void beginning(String database, Supplier<@Nullable Status> progress) {
		long nanos = this.interval.toNanos();
		if (nanos > 0) {
			forget(this.runs.put(database,
					this.timer.scheduleAtFixedRate(() -> log(database, progress), nanos, nanos, TimeUnit.NANOSECONDS)));
		}
	}

	@Override
	public void finished(String database, Status status, int applied, Duration duration) {
		forget(this.runs.remove(database));
	}

	@Override
	public void failed(String database, MigrationException failure, Duration duration) {
		forget(this.runs.remove(database));
	}

	private static void forget(@Nullable Future<?> run) {
		if (run != null) {
			run.cancel(false);
		}
	}

	private void log(String database, Supplier<@Nullable Status> progress) {
		Status status = progress.get();
		String text = (status != null) ? ProgressText.of(status, Instant.now()) : null;
		if (text != null) {
			logger.info(LogMessage.format("Database '%s': %s", database, text));
		}
		else if (status == null || status.state() != State.MIGRATING) {
			// it has ended without telling: another one turned out to be under way
			forget(this.runs.remove(database));
		}
	}

	@Override
	public void close() {
		this.timer.shutdownNow();
	}

}
