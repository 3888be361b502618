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

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.migrations.engine.MigrationException;
import io.github.migrations.engine.Status;
import io.github.migrations.tenant.SweepProgress.State;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link Sweep}: in which order, how far and how fast it walks.
 */
class SweepTests {

	private static final Share NONE = Share.parse("0");

	private static final Share ALL = Share.parse("100%");

	private final Set<String> migrated = ConcurrentHashMap.newKeySet();

	private final List<String> order = new CopyOnWriteArrayList<>();

	private final List<SweepProgress> told = new CopyOnWriteArrayList<>();

	private Tenants tenants = new Tenants(this::migrate);

	private Set<String> bad = Set.of();

	private void migrate(String tenant) throws SQLException {
		this.order.add(tenant);
		if (this.bad.contains(tenant)) {
			throw new SQLException("no such table: x");
		}
		assertThat(this.migrated.add(tenant)).as("once").isTrue();
	}

	private Sweep sweep(List<String> names, SweepSettings settings) {
		return new Sweep(new Names(names), this.tenants, settings, this.told::add);
	}

	private static SweepSettings settings(Share canary, Share maxFailures) {
		return new SweepSettings(4, 0, canary, maxFailures, 10);
	}

	private static List<String> names(int number) {
		return IntStream.range(0, number).mapToObj((i) -> "user-" + i).toList();
	}

	@Test
	void migratesEachTenantOnceAndSaysSo() {
		SweepProgress progress = sweep(names(1000), settings(NONE, ALL)).run();
		assertThat(progress.state()).isEqualTo(State.DONE);
		assertThat(progress.total()).isEqualTo(1000);
		assertThat(progress.done()).isEqualTo(1000);
		assertThat(progress.migrated()).isEqualTo(1000);
		assertThat(progress.failed()).isZero();
		assertThat(progress.rate()).isPositive();
		assertThat(progress.remaining()).isNull();
		assertThat(progress.reason()).isNull();
		assertThat(this.migrated).containsExactlyInAnyOrderElementsOf(names(1000));
		assertThat(this.told).extracting(SweepProgress::state).startsWith(State.RUNNING).endsWith(State.DONE);
	}

	@Test
	void withoutTenantsThereIsNothingToDo() {
		SweepProgress progress = sweep(List.of(), settings(Share.parse("1%"), NONE)).run();
		assertThat(progress.state()).isEqualTo(State.DONE);
		assertThat(progress.total()).isZero();
	}

	@Test
	void hasNotBegunBeforeItIsStarted() {
		SweepProgress progress = sweep(names(3), settings(NONE, ALL)).progress();
		assertThat(progress.state()).isEqualTo(State.WAITING);
	}

	@Test
	void allInstancesBeginWithTheSameFewAndShareTheRest() {
		SweepSettings settings = new SweepSettings(1, 0, Share.parse("5"), ALL, 10);
		sweep(names(100), settings).run();
		List<String> first = new ArrayList<>(this.order);
		this.order.clear();
		this.migrated.clear();
		this.tenants = new Tenants(this::migrate);
		List<String> reversed = new ArrayList<>(names(100));
		Collections.reverse(reversed);
		sweep(reversed, settings).run();
		assertThat(this.order.subList(0, 5)).isEqualTo(first.subList(0, 5));
		assertThat(this.order).isNotEqualTo(first).containsExactlyInAnyOrderElementsOf(first);
		assertThat(this.told).extracting(SweepProgress::state).contains(State.CANARY);
	}

	@Test
	void whenTheFirstFewFailNobodyElseIsTouched() {
		this.bad = Set.copyOf(names(1000));
		SweepProgress progress = sweep(names(1000), settings(Share.parse("1%"), Share.parse("5%"))).run();
		assertThat(progress.state()).isEqualTo(State.STOPPED);
		assertThat(progress.failed()).isEqualTo(10);
		assertThat(progress.done()).isEqualTo(10);
		assertThat(progress.reason()).isEqualTo("10 of the first 10 tenants could not be migrated, and "
				+ "spring.migrations.tenants.sweep.max-failures is 5%. The others are not touched by the walk. "
				+ "Look at the failures, and start again");
		assertThat(progress.failures()).hasSize(10)
			.containsValue("The database of tenant '%s' is not migrated: no such table: x"
				.formatted(progress.failures().keySet().iterator().next()));
	}

	@Test
	void stopsWhenMoreThanAShareFailsButNotBeforeItHasTriedSome() {
		this.bad = Set.copyOf(names(1000));
		SweepProgress progress = sweep(names(1000), new SweepSettings(1, 0, NONE, Share.parse("50%"), 7)).run();
		assertThat(progress.state()).isEqualTo(State.STOPPED);
		assertThat(progress.failed()).isEqualTo(7);
	}

	@Test
	void oneTenantInAThousandThatFailsHoldsNobodyUp() {
		this.bad = Set.of("user-17");
		SweepProgress progress = sweep(names(1000), settings(Share.parse("1%"), Share.parse("5%"))).run();
		assertThat(progress.state()).isEqualTo(State.DONE);
		assertThat(progress.migrated()).isEqualTo(999);
		assertThat(progress.failures()).containsExactly(
				Map.entry("user-17", "The database of tenant 'user-17' is not migrated: no such table: x"));
	}

	@Test
	void walksOnlyToThoseWhoAreNotKnownYet() throws SQLException {
		this.tenants.await("user-1");
		this.order.clear();
		SweepProgress progress = sweep(names(3), settings(NONE, ALL)).run();
		assertThat(this.order).containsExactlyInAnyOrder("user-0", "user-2");
		assertThat(progress.done()).isEqualTo(3);
		assertThat(progress.migrated()).isEqualTo(2);
	}

	@Test
	void goesOnWhereItStoppedOnceTheReasonIsGone() {
		this.bad = Set.copyOf(names(20));
		Sweep sweep = sweep(names(20), new SweepSettings(1, 0, NONE, Share.parse("5"), 1));
		assertThat(sweep.run().state()).isEqualTo(State.STOPPED);
		assertThat(this.order).hasSize(6);
		this.bad = Set.of();
		SweepProgress progress = sweep.run();
		assertThat(progress.state()).isEqualTo(State.DONE);
		assertThat(this.migrated).hasSize(20);
		assertThat(this.tenants.failures()).isEmpty();
	}

	@Test
	void aTenantThatWasRemovedMeanwhileDoesNotComeBack() {
		Names names = new Names(names(3), Set.of("user-1"));
		SweepProgress progress = new Sweep(names, this.tenants, settings(NONE, ALL), this.told::add).run();
		assertThat(this.migrated).containsExactlyInAnyOrder("user-0", "user-2");
		assertThat(progress.done()).isEqualTo(3);
	}

	@Test
	void isNotFasterThanAllowed() {
		long start = System.nanoTime();
		sweep(names(11), new SweepSettings(4, 50, NONE, ALL, 10)).run();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(200));
	}

	@Test
	void noMoreAreMigratedAtOnceThanAllowed() {
		AtomicInteger now = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		this.tenants = new Tenants((tenant) -> {
			most.accumulateAndGet(now.incrementAndGet(), Math::max);
			Thread.onSpinWait();
			now.decrementAndGet();
		});
		sweep(names(500), new SweepSettings(3, 0, NONE, ALL, 10)).run();
		assertThat(most.get()).isBetween(1, 3);
	}

	@Test
	void endsAtOnceWhenItIsClosed() throws Exception {
		CountDownLatch begun = new CountDownLatch(2);
		CountDownLatch never = new CountDownLatch(1);
		this.tenants = new Tenants((tenant) -> {
			begun.countDown();
			try {
				never.await();
			}
			catch (InterruptedException ex) {
				throw new SQLException("interrupted", ex);
			}
		});
		Sweep sweep = sweep(names(100), new SweepSettings(2, 0, NONE, ALL, 10));
		sweep.start();
		begun.await();
		assertThat(sweep.progress().state()).isEqualTo(State.RUNNING);
		sweep.close();
		SweepProgress progress = sweep.progress();
		assertThat(progress.state()).isEqualTo(State.STOPPED);
		assertThat(progress.reason()).isEqualTo("The application ends");
		assertThat(progress.failed()).isZero();
		assertThat(sweep.run().state()).as("it does not begin again").isEqualTo(State.STOPPED);
	}

	@Test
	void alsoEndsAtOnceWhileItWaitsForItsTurn() throws Exception {
		Set<Thread> others = walkers();
		Sweep sweep = sweep(names(100), new SweepSettings(2, 0.001, NONE, ALL, 10));
		sweep.start();
		while (this.migrated.isEmpty()) {
			Thread.sleep(1);
		}
		sweep.close();
		assertThat(walkers()).as("nobody waits any longer").isSubsetOf(others);
		assertThat(sweep.progress().state()).isEqualTo(State.STOPPED);
	}

	@Test
	void theEndOfTheProcessIsNoFailureOfATenant() {
		this.tenants = new Tenants((tenant) -> {
			throw new MigrationException("stopped, because the process is asked to end", "Start again.",
					new Status.Failure(null, null, 0, "stopped"), new InterruptedException());
		});
		SweepProgress progress = sweep(names(100), settings(ALL, NONE)).run();
		assertThat(progress.state()).isEqualTo(State.STOPPED);
		assertThat(progress.reason()).isEqualTo("The application ends");
		assertThat(progress.failed()).isZero();
	}

	private static Set<Thread> walkers() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("migrations-sweep-"))
			.collect(Collectors.toSet());
	}

	@Test
	void oneWalkAtATimeIsBegun() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		this.tenants = new Tenants((tenant) -> {
			begun.countDown();
			awaitQuietly(end);
		});
		Sweep sweep = sweep(names(3), new SweepSettings(1, 0, NONE, ALL, 10));
		assertThat(sweep.start()).isTrue();
		begun.await();
		assertThat(sweep.start()).isFalse();
		assertThat(sweep.progress().state()).isEqualTo(State.RUNNING);
		end.countDown();
		Awaitility.await().until(() -> sweep.progress().state() == State.DONE && sweep.start());
		sweep.close();
		assertThat(sweep.start()).isFalse();
	}

	@Test
	void saysHowLongTheRestWillTake() throws Exception {
		CountDownLatch half = new CountDownLatch(50);
		CountDownLatch end = new CountDownLatch(1);
		this.tenants = new Tenants((tenant) -> {
			half.countDown();
			if (half.getCount() == 0) {
				awaitQuietly(end);
			}
		});
		Sweep sweep = sweep(names(100), new SweepSettings(1, 0, NONE, ALL, 10));
		sweep.start();
		half.await();
		SweepProgress progress = sweep.progress();
		assertThat(progress.done()).isEqualTo(49);
		assertThat(progress.remaining()).isNotNull().isPositive();
		end.countDown();
		sweep.close();
	}

	@Test
	void saysThatTheTenantsCannotBeListed() {
		SweepProgress progress = new Sweep(new Names(List.of()) {
			@Override
			public Stream<String> names() throws SQLException {
				throw new SQLException("connection refused");
			}
		}, this.tenants, settings(NONE, ALL), this.told::add).run();
		assertThat(progress.state()).isEqualTo(State.STOPPED);
		assertThat(progress.reason()).isEqualTo("The tenants cannot be listed: connection refused");
	}

	@ParameterizedTest
	@CsvSource({ "1%, 1000, 10", "1%, 1, 1", "1%, 0, 0", "0%, 1000, 0", "0.5%, 1000, 5", "20, 1000, 20", "20, 5, 5",
			"100%, 7, 7", "0, 9, 0" })
	void aShareIsRoundedUp(String text, int total, int expected) {
		assertThat(Share.parse(text).of(total)).isEqualTo(expected);
		assertThat(Share.parse(text)).hasToString(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "%", "101%", "-1", "1.5", "x", "1 percent" })
	void refusesWhatIsNoShare(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Share.parse(text))
			.withMessage("'%s' is no share of the tenants: write percent such as 1%%, or a number such as 20"
				.formatted(text));
	}

	@Test
	void refusesNumbersThatMakeNoSense() {
		assertThatIllegalArgumentException().isThrownBy(() -> new SweepSettings(0, 0, NONE, ALL, 1))
			.withMessage("0 tenants at the same time are none");
		assertThatIllegalArgumentException().isThrownBy(() -> new SweepSettings(1, -1, NONE, ALL, 1))
			.withMessage("A rate of -1.0 tenants in a second is none");
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Tenants that nobody opens.
	 */
	private static class Names implements TenantDatabases {

		private final List<String> names;

		private final Set<String> removed;

		Names(List<String> names) {
			this(names, Set.of());
		}

		Names(List<String> names, Set<String> removed) {
			this.names = names;
			this.removed = removed;
		}

		@Override
		public Connection open(String tenant) {
			throw new UnsupportedOperationException();
		}

		@Override
		public boolean exists(String tenant) {
			return !this.removed.contains(tenant);
		}

		@Override
		public Stream<String> names() throws SQLException {
			return this.names.stream();
		}

		@Override
		public boolean isPooled() {
			return false;
		}

	}

}
