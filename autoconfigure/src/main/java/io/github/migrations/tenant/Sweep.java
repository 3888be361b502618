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

import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Migrates all tenants: a few at first, then the rest, at a bounded rate. What it has
 * done is in the databases themselves, so that a walk which was broken off goes on where
 * it stopped, and any number of instances may walk at once. It stops when too many
 * tenants fail, so that one bad script does not harm all of them.
 */
public final class Sweep implements AutoCloseable {

	private final TenantDatabases databases;

	private final Tenants tenants;

	private final SweepSettings settings;

	private final Consumer<SweepProgress> listener;

	private final Semaphore running = new Semaphore(1);

	private volatile @Nullable SweepWalk walk;

	private volatile boolean closed;

	/**
	 * Creates the walk. It does not begin by itself.
	 * @param databases lists the tenants
	 * @param tenants migrates them
	 * @param settings how the walk is done
	 * @param listener is told how far the walk has come: when it enters another state,
	 * and after a tenant at most once a second, by any thread
	 */
	public Sweep(TenantDatabases databases, Tenants tenants, SweepSettings settings, Consumer<SweepProgress> listener) {
		this.databases = databases;
		this.tenants = tenants;
		this.settings = settings;
		this.listener = listener;
	}

	/**
	 * Walks to all tenants in the background.
	 * @return whether a walk has begun; {@code false} if one is going on already, or this
	 * is closed
	 */
	public boolean start() {
		if (this.closed || !this.running.tryAcquire()) {
			return false;
		}
		boolean started = false;
		try {
			SweepWalk walk = next();
			thread(() -> walkAndRelease(walk), "migrations-sweep").start();
			started = true;
		}
		finally {
			if (!started) {
				this.running.release();
			}
		}
		return started;
	}

	/**
	 * Walks to all tenants, and returns when that has ended.
	 * @return how it ended
	 */
	public SweepProgress run() {
		this.running.acquireUninterruptibly();
		return walkAndRelease(next());
	}

	private SweepProgress walkAndRelease(SweepWalk walk) {
		try {
			if (this.closed) {
				walk.close();
				return walk.progress();
			}
			return walk.run();
		}
		finally {
			this.running.release();
		}
	}

	private SweepWalk next() {
		AtomicInteger number = new AtomicInteger();
		ThreadFactory threads = (work) -> thread(work, "migrations-sweep-" + number.incrementAndGet());
		SweepWalk walk = new SweepWalk(this.databases, this.tenants, this.settings, this.listener, threads);
		this.walk = walk;
		return walk;
	}

	private static Thread thread(Runnable work, String name) {
		Thread thread = new Thread(work, name);
		thread.setDaemon(true);
		return thread;
	}

	/**
	 * Says how far the last walk has come.
	 * @return its progress
	 */
	public SweepProgress progress() {
		SweepWalk walk = this.walk;
		return (walk != null) ? walk.progress()
				: new SweepProgress(SweepProgress.State.WAITING, 0, 0, 0, 0, Map.of(), 0, null, null);
	}

	/**
	 * Ends the walk within seconds. What is being migrated is rolled back.
	 */
	@Override
	public void close() {
		this.closed = true;
		SweepWalk walk = this.walk;
		if (walk != null) {
			walk.close();
		}
	}

}
