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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.github.migrations.engine.MigrationException;
import io.github.migrations.engine.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for {@link Tenants}.
 */
class TenantsTests {

	private final AtomicInteger runs = new AtomicInteger();

	@Test
	void migratesATenantOnce() throws SQLException {
		Tenants tenants = new Tenants((tenant) -> this.runs.incrementAndGet());
		tenants.await("a");
		tenants.await("a");
		tenants.await("b");
		assertThat(this.runs).hasValue(2);
		assertThat(tenants.count()).isEqualTo(2);
	}

	@Test
	void concurrentCallersOfATenantWaitForTheOneRunAndOthersDoNot() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		Tenants tenants = new Tenants((tenant) -> {
			this.runs.incrementAndGet();
			if (tenant.equals("slow")) {
				begun.countDown();
				await(end);
			}
		});
		List<CompletableFuture<Void>> callers = IntStream.range(0, 8)
			.mapToObj((i) -> CompletableFuture.runAsync(() -> migrate(tenants, "slow"),
					(task) -> new Thread(task).start()))
			.toList();
		begun.await();
		tenants.await("other");
		assertThat(callers).noneMatch(CompletableFuture::isDone);
		end.countDown();
		assertThat(CompletableFuture.allOf(callers.toArray(CompletableFuture[]::new)))
			.succeedsWithin(Duration.ofSeconds(30));
		assertThat(this.runs).hasValue(2);
	}

	@Test
	void aFailureGoesToTheCallerIsRememberedAndHoldsUpNobodyElse() throws SQLException {
		Tenants tenants = new Tenants((tenant) -> {
			this.runs.incrementAndGet();
			if (tenant.equals("bad")) {
				throw new MigrationException("No such table.", "Look.", new Status.Failure(null, null, 0, "x"), null);
			}
		}, () -> 0);
		for (int i = 0; i < 3; i++) {
			assertThatExceptionOfType(TenantException.class).isThrownBy(() -> tenants.await("bad"))
				.withMessage("The database of tenant 'bad' is not migrated: No such table.");
		}
		assertThat(this.runs).as("not hammered").hasValue(1);
		tenants.await("good");
		assertThat(tenants.failures()).containsExactly(Map.entry("bad", "No such table."));
		assertThat(tenants.count()).isEqualTo(1);
	}

	@Test
	void aMigrationMayAskForTheDatabaseThatItMigrates() {
		Tenants[] tenants = new Tenants[1];
		tenants[0] = new Tenants((tenant) -> tenants[0].await(tenant));
		assertThatNoException().isThrownBy(() -> tenants[0].await("a"));
	}

	@Test
	void nothingIsKeptOfANameThatNobodyHas() {
		Tenants tenants = new Tenants((tenant) -> {
			throw new UnknownTenantException("There is no such tenant.");
		});
		for (int i = 0; i < 10; i++) {
			String tenant = "made-up-" + i % 5;
			assertThatExceptionOfType(TenantException.class).isThrownBy(() -> tenants.await(tenant))
				.withMessage("The database of tenant '%s' is not migrated: There is no such tenant.".formatted(tenant))
				.withCauseInstanceOf(UnknownTenantException.class);
		}
		assertThat(tenants.failures()).isEmpty();
		assertThat(tenants.migrating()).isZero();
	}

	@Test
	void whatIsForgottenIsMigratedAgain() throws SQLException {
		Tenants tenants = new Tenants((tenant) -> this.runs.incrementAndGet());
		tenants.await("a");
		tenants.forget("a");
		tenants.await("a");
		assertThat(this.runs).hasValue(2);
	}

	@Test
	void everybodyWhoWaitsForAFailureIsToldTheReason() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch end = new CountDownLatch(1);
		Tenants tenants = new Tenants((tenant) -> {
			this.runs.incrementAndGet();
			begun.countDown();
			await(end);
			throw new SQLException("disk full");
		}, () -> 0);
		List<CompletableFuture<String>> callers = IntStream.range(0, 8)
			.mapToObj((i) -> CompletableFuture.supplyAsync(() -> refusal(tenants), (task) -> new Thread(task).start()))
			.toList();
		begun.await();
		assertThat(tenants.migrating()).isEqualTo(1);
		end.countDown();
		for (CompletableFuture<String> caller : callers) {
			assertThat(caller).succeedsWithin(Duration.ofSeconds(30))
				.isEqualTo("The database of tenant 'bad' is not migrated: disk full");
		}
		assertThat(this.runs).hasValue(1);
		assertThat(tenants.migrating()).isZero();
	}

	@Test
	void whoComesWhileSomethingElseIsDoneToADatabaseWaitsAndMigratesItAgain() throws Exception {
		Tenants tenants = new Tenants((tenant) -> this.runs.incrementAndGet());
		tenants.await("a");
		CompletableFuture<?>[] caller = new CompletableFuture<?>[1];
		tenants.exclusively("a", () -> {
			caller[0] = CompletableFuture.runAsync(() -> migrate(tenants, "a"), (task) -> new Thread(task).start());
			assertThat(tenants.isKnown("a")).isFalse();
			assertThat(this.runs).hasValue(1);
		});
		assertThat(caller[0]).succeedsWithin(Duration.ofSeconds(30));
		assertThat(this.runs).hasValue(2);
	}

	/**
	 * A database of each of 100,000 users must not cost much more than the user's name.
	 */
	@Test
	void aKnownTenantTakesLessThanTwoHundredBytes() throws SQLException {
		int number = 100_000;
		Tenants tenants = new Tenants((tenant) -> this.runs.incrementAndGet());
		tenants.await("first");
		long before = used();
		for (int i = 0; i < number; i++) {
			tenants.await("user-%08d".formatted(i));
		}
		long bytes = (used() - before) / number;
		System.out.println("Heap of a known tenant: " + bytes + " bytes");
		assertThat(bytes).isLessThan(200);
		assertThat(tenants.count()).isEqualTo(number + 1);
	}

	private static long used() {
		long least = Long.MAX_VALUE;
		for (int i = 0; i < 5; i++) {
			System.gc();
			least = Math.min(least, Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
		}
		return least;
	}

	private static String refusal(Tenants tenants) {
		try {
			tenants.await("bad");
			return "";
		}
		catch (SQLException ex) {
			return String.valueOf(ex.getMessage());
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void migrate(Tenants tenants, String tenant) {
		try {
			tenants.await(tenant);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
