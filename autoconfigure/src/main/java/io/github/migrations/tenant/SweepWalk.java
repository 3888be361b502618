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

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.migrations.tenant.SweepProgress.State;

/**
 * One walk through all tenants. Each instance of an application may walk: a database
 * keeps two from migrating it at once, and whoever comes second finds it up to date. All
 * begin with the same few, so that more instances do not risk more of them; then each
 * goes its own way, so that they share the rest.
 */
final class SweepWalk {

	/** How long the end of a migration is waited for, in milliseconds. */
	private static final long CLOSE_MILLIS = 10_000;

	private static final String END = "The application ends";

	private final TenantDatabases databases;

	private final Tenants tenants;

	private final SweepSettings settings;

	private final Consumer<SweepProgress> listener;

	private final SweepCount count;

	private final Pace pace;

	private final ThreadFactory threads;

	private final List<Thread> workers = new CopyOnWriteArrayList<>();

	private final AtomicLong told = new AtomicLong(System.nanoTime());

	SweepWalk(TenantDatabases databases, Tenants tenants, SweepSettings settings, Consumer<SweepProgress> listener,
			ThreadFactory threads) {
		this.databases = databases;
		this.tenants = tenants;
		this.settings = settings;
		this.listener = listener;
		this.count = new SweepCount(settings);
		this.pace = new Pace(settings.rate());
		this.threads = threads;
	}

	SweepProgress run() {
		try {
			List<String> names = names();
			int canary = this.settings.canary().of(names.size());
			walk(State.CANARY, names.subList(0, canary));
			walk(State.RUNNING, names.subList(canary, names.size()));
			this.count.enter(State.DONE);
			tell();
		}
		catch (SQLException ex) {
			stop("The tenants cannot be listed: " + ex.getMessage());
		}
		return progress();
	}

	/**
	 * Lists whom to walk to, those first with whom everybody begins.
	 */
	private List<String> names() throws SQLException {
		List<String> names;
		try (Stream<String> all = this.databases.names()) {
			names = new ArrayList<>(all.toList());
		}
		this.count.begin(names.size());
		names.sort(Comparator.comparingInt(SweepWalk::mixed).thenComparing(Comparator.naturalOrder()));
		int canary = this.settings.canary().of(names.size());
		Collections.shuffle(names.subList(canary, names.size()));
		return names;
	}

	/**
	 * Spreads the first ones over all names: neighbours may have come in the same month.
	 */
	private static int mixed(String name) {
		int hash = name.hashCode() * 0x9E3779B9;
		return hash ^ (hash >>> 16);
	}

	private void walk(State state, List<String> names) {
		if (names.isEmpty() || !this.count.enter(state)) {
			return;
		}
		tell();
		Iterator<String> iterator = names.iterator();
		List<Thread> started = new ArrayList<>();
		for (int i = 0; i < this.settings.parallelism(); i++) {
			started.add(this.threads.newThread(() -> work(iterator)));
		}
		this.workers.addAll(started);
		started.forEach(Thread::start);
		started.forEach(this::await);
		this.workers.removeAll(started);
	}

	private void await(Thread worker) {
		try {
			worker.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			close();
		}
	}

	private void work(Iterator<String> names) {
		try {
			String tenant = next(names);
			while (tenant != null) {
				visit(tenant);
				tenant = next(names);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (RuntimeException | Error ex) {
			stop("The walk failed: " + ex);
			throw ex;
		}
	}

	private @Nullable String next(Iterator<String> names) {
		synchronized (names) {
			return (!this.count.isStopped() && names.hasNext()) ? names.next() : null;
		}
	}

	private void visit(String tenant) throws InterruptedException {
		if (this.tenants.isKnown(tenant)) {
			this.count.skipped();
		}
		else if (this.pace.await()) {
			migrate(tenant);
			tellSometimes();
		}
	}

	private void migrate(String tenant) {
		try {
			if (!this.databases.exists(tenant)) {
				// removed since the tenants were listed, and not to come back
				this.count.skipped();
				return;
			}
			this.tenants.retry(tenant);
			this.count.migrated();
		}
		catch (SQLException | RuntimeException ex) {
			if (isInterrupted(ex)) {
				this.count.stop(END);
			}
			else if (!this.count.isStopped()) {
				this.count.failed(tenant, String.valueOf(ex.getMessage()));
			}
		}
	}

	/**
	 * The migration is told that the process ends before anybody tells this walk.
	 */
	private static boolean isInterrupted(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof InterruptedException) {
				return true;
			}
		}
		return false;
	}

	private void stop(String reason) {
		this.count.stop(reason);
		tell();
	}

	private void tell() {
		this.listener.accept(progress());
	}

	private void tellSometimes() {
		long last = this.told.get();
		long now = System.nanoTime();
		if (now - last >= TimeUnit.SECONDS.toNanos(1) && this.told.compareAndSet(last, now)) {
			tell();
		}
	}

	SweepProgress progress() {
		return this.count.progress();
	}

	/**
	 * Ends the walk. What is being migrated is rolled back.
	 */
	void close() {
		this.count.stop(END);
		this.pace.end();
		this.workers.forEach(Thread::interrupt);
		long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_MILLIS);
		try {
			for (Thread worker : this.workers) {
				worker.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
