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

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.commons.dbcp2.DelegatingConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many threads that want the databases of many tenants at once, in any order. What was
 * expected is compared with what each tenant's own tables say.
 */
class ManyTenantsTests {

	private static final int THREADS = 64;

	private static final int TENANTS = 1000;

	private static final int OPEN = 80;

	/** Each tenant is visited by every so manieth thread. */
	private static final int EVERY = 8;

	private final AtomicInteger runs = new AtomicInteger();

	private final AtomicInteger open = new AtomicInteger();

	private final AtomicInteger most = new AtomicInteger();

	private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	@Test
	void everyTenantHasWhatWasWrittenForItAndNothingElse() throws Exception {
		TenantFiles files = new TenantFiles(this.folder + "/{tenant}.db", true,
				Map.of("synchronous", "off", "busy_timeout", "60000"));
		TenantMigrator migrator = TenantMigrator.of(TenantScripts.JOBS.plan(), files);
		Tenants tenants = new Tenants((tenant) -> {
			this.runs.incrementAndGet();
			migrator.migrate(tenant);
		});
		try (TenantConnections connections = new TenantConnections(new Counting(files), tenants,
				new TenantConnections.Size(OPEN, 2, Duration.ofMinutes(1), Duration.ofMinutes(2)));
				TenantDataSource dataSource = new TenantDataSource(() -> null, tenants, connections)) {
			CountDownLatch start = new CountDownLatch(1);
			List<Thread> threads = IntStream.range(0, THREADS)
				.mapToObj((thread) -> new Thread(() -> visit(dataSource, thread, start)))
				.toList();
			threads.forEach(Thread::start);
			start.countDown();
			for (Thread thread : threads) {
				thread.join();
			}
		}
		assertThat(this.wrong).isEmpty();
		assertThat(this.most.get()).as("open at once").isBetween(THREADS / 2, OPEN);
		assertThat(this.open).hasValue(0);
		assertThat(this.runs).as("each once").hasValue(TENANTS);
		for (int tenant = 0; tenant < TENANTS; tenant++) {
			try (Connection connection = files.open(name(tenant))) {
				assertThat(TenantScripts.query(connection, "SELECT id, title FROM jobs ORDER BY id"))
					.isEqualTo(expected(tenant));
				assertThat(TenantScripts.query(connection, "SELECT version FROM schema_migrations ORDER BY 1"))
					.containsExactly("001", "002");
			}
		}
	}

	private void visit(TenantDataSource dataSource, int thread, CountDownLatch start) {
		List<Integer> order = new ArrayList<>(IntStream.range(0, TENANTS).boxed().toList());
		Collections.shuffle(order, new Random(thread));
		try {
			start.await();
			for (int tenant : order) {
				if (visits(thread, tenant)) {
					write(dataSource, tenant, thread);
				}
			}
		}
		catch (SQLException | InterruptedException | RuntimeException ex) {
			this.wrong.add(thread + ": " + ex);
		}
	}

	private static void write(TenantDataSource dataSource, int tenant, int thread) throws SQLException {
		try (Connection connection = dataSource.getConnection(name(tenant));
				PreparedStatement statement = connection.prepareStatement("INSERT INTO jobs VALUES (?, ?)")) {
			statement.setInt(1, thread);
			statement.setString(2, name(tenant));
			statement.executeUpdate();
		}
	}

	private static boolean visits(int thread, int tenant) {
		return (thread + tenant) % EVERY == 0;
	}

	private static String name(int tenant) {
		return "tenant-" + tenant;
	}

	private static List<String> expected(int tenant) {
		return IntStream.range(0, THREADS)
			.filter((thread) -> visits(thread, tenant))
			.mapToObj((thread) -> thread + "|" + name(tenant))
			.toList();
	}

	/**
	 * Counts how many connections are open at once.
	 */
	private final class Counting implements TenantDatabases {

		private final TenantFiles files;

		Counting(TenantFiles files) {
			this.files = files;
		}

		@Override
		public Connection open(String tenant) throws SQLException {
			ManyTenantsTests.this.most.accumulateAndGet(ManyTenantsTests.this.open.incrementAndGet(), Math::max);
			return new DelegatingConnection<>(this.files.open(tenant)) {
				@Override
				public void close() throws SQLException {
					super.close();
					ManyTenantsTests.this.open.decrementAndGet();
				}
			};
		}

		@Override
		public boolean exists(String tenant) throws SQLException {
			return this.files.exists(tenant);
		}

		@Override
		public Stream<String> names() throws SQLException {
			return this.files.names();
		}

		@Override
		public boolean isPooled() {
			return true;
		}

	}

}
