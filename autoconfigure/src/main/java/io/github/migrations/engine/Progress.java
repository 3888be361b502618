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
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Activity;
import io.github.migrations.database.LockHolder;

/**
 * What is known about a database in memory: written by the thread that migrates, read by
 * any other, so that nobody needs a connection to see how a run is getting on.
 */
final class Progress {

	private static final double ALL = 100;

	/** A run has begun that has not seen the database yet. */
	private static final Status NOTHING = new Status(Status.UNKNOWN, Status.UNKNOWN, Status.UNKNOWN, State.PENDING,
			null, List.of(), List.of(), List.of(), null, null, null);

	private volatile @Nullable Status status;

	private volatile @Nullable Current current;

	private volatile Status.@Nullable WaitingFor waiting;

	private volatile Status.@Nullable Failure failure;

	private volatile Status.@Nullable Failure failureBefore;

	private volatile boolean active;

	private volatile boolean trial;

	/** How often a run has begun or ended. */
	private int turns;

	/**
	 * Returns what is known.
	 * @return the newest status, or {@code null} if the database has never been looked at
	 */
	@Nullable Status status() {
		Status known = this.status;
		if (known == null && !this.active) {
			return null;
		}
		return with((known != null) ? known : NOTHING);
	}

	/**
	 * Adds what goes on right now to what the tables say.
	 */
	private Status with(Status known) {
		Current current = this.current;
		Status.WaitingFor waiting = this.waiting;
		Status.Failure failure = this.failure;
		return new Status(known.product(), known.productVersion(), known.table(),
				state(known, current, waiting, failure), known.version(), known.applied(), known.pending(),
				known.repeatable(), (current != null) ? current.running() : null,
				(waiting == null && current != null) ? current.blocked : waiting, failure);
	}

	private State state(Status known, @Nullable Current current, Status.@Nullable WaitingFor waiting,
			Status.@Nullable Failure failure) {
		if (waiting != null) {
			return State.WAITING;
		}
		if (current != null) {
			return State.MIGRATING;
		}
		if (this.active && !this.trial && known.state() == State.PENDING) {
			return State.MIGRATING;
		}
		return (failure != null) ? State.FAILED : known.state();
	}

	/**
	 * Tells whether a run is under way.
	 */
	boolean isActive() {
		return this.active;
	}

	/**
	 * Returns the failure that has not been mended yet: until a run has ended well it is
	 * that of the run before.
	 */
	Status.@Nullable Failure failure() {
		Status.Failure failure = this.failure;
		return (failure != null) ? failure : this.failureBefore;
	}

	void begin() {
		turn();
		this.failureBefore = failure();
		this.failure = null;
		this.active = true;
	}

	/**
	 * A run has begun that says nothing about the failure of an earlier one.
	 */
	void beginAside() {
		turn();
		this.active = true;
	}

	/**
	 * A run has begun that changes nothing.
	 */
	void beginTrial() {
		turn();
		this.trial = true;
		this.active = true;
	}

	/**
	 * A run has ended well.
	 * @return what is known now
	 */
	Status finished() {
		end();
		Status status = status();
		if (status == null) {
			throw new IllegalStateException("The status has been published");
		}
		return status;
	}

	void end() {
		turn();
		this.current = null;
		this.waiting = null;
		this.active = false;
		this.trial = false;
		this.failureBefore = null;
	}

	/**
	 * The database has been looked at.
	 * @return what is known now
	 */
	Status known(Status status) {
		this.status = status;
		return with(status);
	}

	/**
	 * The database has been looked at beside the runs. What was seen while one was under
	 * way does not take the place of what the run itself has made known.
	 * @param turns the number of {@link #turns} before the database was looked at
	 * @return what is known now
	 */
	synchronized Status known(Status status, int turns) {
		return (turns == this.turns && !this.active) ? known(status) : with(status);
	}

	/**
	 * Returns how often a run has begun or ended.
	 */
	synchronized int turns() {
		return this.turns;
	}

	private synchronized void turn() {
		this.turns++;
	}

	void failed(Status.Failure failure) {
		this.failure = failure;
	}

	/**
	 * Nothing has been begun after all.
	 */
	void notBegun() {
		this.failure = this.failureBefore;
	}

	/**
	 * Somebody is in the way.
	 * @return whether that is news
	 */
	boolean waiting(LockHolder holder) {
		Status.WaitingFor waiting = this.waiting;
		if (waiting != null && waiting.holder().equals(holder)) {
			return false;
		}
		boolean another = waiting == null || !sameSession(waiting.holder(), holder);
		this.waiting = new Status.WaitingFor(holder, (waiting != null) ? waiting.since() : Instant.now());
		return another;
	}

	/**
	 * Tells whether somebody has been in the way for longer than a time.
	 */
	boolean hasWaitedFor(Duration patience) {
		Status.WaitingFor waiting = this.waiting;
		return waiting != null && waiting.since().plus(patience).isBefore(Instant.now());
	}

	private static boolean sameSession(LockHolder one, LockHolder other) {
		return one.pid() != null && one.pid().equals(other.pid());
	}

	/**
	 * Returns who is in the way of a run that is not in the middle of a migration.
	 */
	Status.@Nullable WaitingFor waitingToBegin() {
		return (this.current == null) ? this.waiting : null;
	}

	void waited() {
		this.waiting = null;
	}

	void started(PlannedMigration migration) {
		this.current = new Current(migration.version().toString(), migration.script().statements());
	}

	void statement(int number, int line) {
		Current current = this.current;
		if (current != null) {
			current.seen(Activity.NONE);
			current.statementStarted = System.nanoTime();
			current.line = line;
			current.statement = number;
		}
	}

	/**
	 * Returns for how long the statement has been running.
	 * @return milliseconds, 0 if none runs
	 */
	long statementMs() {
		Current current = this.current;
		return (current != null) ? TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - current.statementStarted) : 0;
	}

	/**
	 * Somebody has looked at what the statement is doing.
	 */
	void activity(Activity activity) {
		Current current = this.current;
		if (current != null) {
			current.seen(activity);
		}
	}

	void rows(long rows) {
		Current current = this.current;
		if (current != null) {
			current.rows += rows;
		}
	}

	/**
	 * A migration that is written in code says how far it has come.
	 */
	void report(long done, long total, @Nullable String detail) {
		Current current = this.current;
		if (current != null) {
			current.report = new Report(done, total, detail);
		}
	}

	void stopped() {
		this.current = null;
	}

	/**
	 * The migration that runs; written by one thread only.
	 */
	private static final class Current {

		private final String version;

		private final int statements;

		private final long started = System.nanoTime();

		private volatile int statement;

		private volatile int line;

		private volatile long rows;

		private volatile long statementStarted = System.nanoTime();

		private volatile Activity activity = Activity.NONE;

		/** Whom the statement waits for, which is not the same as waiting to migrate. */
		private volatile Status.@Nullable WaitingFor blocked;

		private volatile @Nullable Report report;

		private Current(String version, int statements) {
			this.version = version;
			this.statements = statements;
		}

		private void seen(Activity activity) {
			Status.WaitingFor before = this.blocked;
			this.activity = activity;
			this.blocked = (activity.blockers().isEmpty()) ? null : new Status.WaitingFor(activity.blockers().get(0),
					(before != null) ? before.since() : Instant.now());
		}

		private Status.Running running() {
			int statement = this.statement;
			Report report = this.report;
			Activity activity = this.activity;
			double share = (activity.percent() != null) ? Math.min(activity.percent(), ALL) / ALL : 0;
			double done = (this.statements > 0) ? ALL * Math.max(0, statement - 1 + share) / this.statements : 0;
			return new Status.Running(this.version, statement, this.statements, this.line,
					(report != null) ? report.done() : this.rows, rounded((report != null) ? report.percent() : done),
					TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - this.started),
					(report != null && report.detail() != null) ? report.detail() : detail(activity));
		}

		private static @Nullable String detail(Activity activity) {
			if (activity.blockers().isEmpty()) {
				return activity.detail();
			}
			return "waiting for a lock that %s holds"
				.formatted(activity.blockers().stream().map(LockHolder::toString).collect(Collectors.joining(", ")));
		}

		private static double rounded(double percent) {
			return Math.round(percent * 10) / 10.0;
		}

	}

	/**
	 * How far a migration has come that is written in code.
	 */
	private record Report(long done, long total, @Nullable String detail) {

		double percent() {
			return (this.total > 0) ? Math.min(100.0, Math.max(0, 100.0 * this.done / this.total)) : 0;
		}

	}

}
