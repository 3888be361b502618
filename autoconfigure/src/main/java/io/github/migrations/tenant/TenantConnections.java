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
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

import org.apache.commons.pool2.KeyedPooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericKeyedObjectPool;
import org.apache.commons.pool2.impl.GenericKeyedObjectPoolConfig;
import org.jspecify.annotations.Nullable;

/**
 * The open connections of all tenants: a bounded number of them in all. Where there is no
 * room, the one that has been idle for longest is closed, and never one in use.
 */
public final class TenantConnections implements AutoCloseable {

	/** A connection that was tried out so short a time ago is not tried out again. */
	static final Duration TRUSTED = Duration.ofMillis(500);

	private static final int VALIDATION_SECONDS = 5;

	private final TenantDatabases databases;

	private final Tenants tenants;

	private final LongSupplier nanoTime;

	/**
	 * The pool knows those in use and those that are not, at different moments: one that
	 * goes from the one to the other, or is being closed, would be missed.
	 */
	private final AtomicInteger open = new AtomicInteger();

	private final GenericKeyedObjectPool<String, Connection> pool;

	/**
	 * Creates the pool.
	 * @param databases opens connections
	 * @param tenants is asked again where a database has disappeared
	 * @param size how many connections are open, and for how long
	 */
	public TenantConnections(TenantDatabases databases, Tenants tenants, Size size) {
		this(databases, tenants, size, System::nanoTime);
	}

	TenantConnections(TenantDatabases databases, Tenants tenants, Size size, LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.databases = databases;
		this.tenants = tenants;
		GenericKeyedObjectPoolConfig<Connection> config = new GenericKeyedObjectPoolConfig<>();
		config.setMaxTotal(size.total());
		config.setMaxTotalPerKey(size.perTenant());
		config.setMaxIdlePerKey(size.perTenant());
		config.setMaxWait(size.patience());
		config.setMinEvictableIdleDuration(size.idle());
		config.setTimeBetweenEvictionRuns(size.idle().dividedBy(2));
		config.setNumTestsPerEvictionRun(-1);
		config.setTestOnBorrow(true);
		config.setJmxEnabled(false);
		this.pool = new GenericKeyedObjectPool<>(new Factory(), config);
	}

	/**
	 * Returns a connection to the database of a tenant, which is migrated already.
	 * @param tenant the name of the tenant
	 * @return a connection that goes back to the pool when it is closed
	 * @throws SQLException if it cannot be opened, or none becomes free in time
	 */
	public Connection get(String tenant) throws SQLException {
		if (!this.databases.isPooled()) {
			return connect(tenant);
		}
		try {
			Connection lent = this.pool.borrowObject(tenant);
			return new LentConnection(lent, (connection, clean) -> takeBack(tenant, connection, clean));
		}
		catch (NoSuchElementException ex) {
			throw new TenantException(("All %d connections to databases of tenants are in use (%d of tenant '%s'), and "
					+ "none became free in %s. See spring.migrations.tenants.pool")
				.formatted(this.pool.getNumActive(), this.pool.getNumActive(tenant), TenantName.shown(tenant),
						this.pool.getMaxWaitDuration()),
					ex);
		}
		catch (SQLException | RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new TenantException("Interrupted while waiting for a connection", ex);
		}
	}

	/**
	 * A database that has disappeared is not to come back without its tables.
	 */
	private Connection connect(String tenant) throws SQLException {
		Connection connection = this.databases.openIfExists(tenant);
		if (connection != null) {
			return connection;
		}
		this.tenants.forget(tenant);
		this.tenants.await(tenant);
		return this.databases.open(tenant);
	}

	private void takeBack(String tenant, Connection connection, boolean clean) {
		if (clean) {
			this.pool.returnObject(tenant, connection);
		}
		else {
			discard(tenant, connection);
		}
	}

	private void discard(String tenant, Connection connection) {
		try {
			this.pool.invalidateObject(tenant, connection);
		}
		catch (Exception ex) {
			// it is not used again, that is what matters
		}
	}

	/**
	 * Closes the connections of a tenant that are not in use, so that its database can be
	 * replaced.
	 * @param tenant the name of the tenant
	 */
	public void clear(String tenant) {
		this.pool.clear(tenant);
	}

	/**
	 * Returns how many connections are open.
	 * @return the number, in use or not
	 */
	public int open() {
		return this.open.get();
	}

	@Override
	public void close() {
		this.pool.close();
	}

	/**
	 * How many connections are open, and for how long.
	 *
	 * @param total the most that are open in all
	 * @param perTenant the most that are open for one tenant
	 * @param idle after which time without use a connection is closed
	 * @param patience how long a caller waits for a connection
	 */
	public record Size(int total, int perTenant, Duration idle, Duration patience) {

		/**
		 * Checks the values.
		 * @throws IllegalArgumentException if nobody would ever get a connection, or
		 * somebody would wait for ever
		 */
		public Size {
			if (total < 1 || perTenant < 1) {
				throw new IllegalArgumentException(
						"With %d connections in all and %d for one tenant nobody would get any".formatted(total,
								perTenant));
			}
			if (idle.isZero() || idle.isNegative() || patience.isNegative()) {
				throw new IllegalArgumentException(
						"%s is no time without use, or %s no time to wait".formatted(idle, patience));
			}
		}

	}

	/**
	 * Opens and closes connections.
	 */
	private final class Factory implements KeyedPooledObjectFactory<String, Connection> {

		/**
		 * A database that is replaced while the connection is opened is another one, so
		 * that it is looked at first.
		 */
		@Override
		public PooledObject<Connection> makeObject(String tenant) throws SQLException {
			Object identity = identity(tenant);
			Connection connection = connect(tenant);
			TenantConnections.this.open.incrementAndGet();
			return new TriedConnection(connection, identity, TenantConnections.this.nanoTime);
		}

		@Override
		public void activateObject(String tenant, PooledObject<Connection> connection) {
		}

		@Override
		public void passivateObject(String tenant, PooledObject<Connection> connection) {
		}

		/**
		 * A server keeps nobody connected to a database that is gone.
		 */
		private @Nullable Object identity(String tenant) throws SQLException {
			TenantDatabases databases = TenantConnections.this.databases;
			return (databases.isRemote()) ? tenant : databases.identity(tenant);
		}

		/**
		 * A server may have ended a connection that was idle, and somebody may have
		 * removed a file, and another one may be in its place by now: what is written to
		 * the first one is lost.
		 */
		@Override
		public boolean validateObject(String tenant, PooledObject<Connection> connection) {
			if (!(connection instanceof TriedConnection tried) || tried.isTrusted()) {
				return true;
			}
			try {
				return tried.isTo(identity(tenant)) && connection.getObject().isValid(VALIDATION_SECONDS)
						&& tried.isGood();
			}
			catch (SQLException ex) {
				return false;
			}
		}

		@Override
		public void destroyObject(String tenant, PooledObject<Connection> connection) throws SQLException {
			try {
				connection.getObject().close();
			}
			finally {
				TenantConnections.this.open.decrementAndGet();
			}
		}

	}

	/**
	 * A connection that knows when it was tried out, however often it has been used
	 * since.
	 */
	private static final class TriedConnection extends DefaultPooledObject<Connection> {

		private final @Nullable Object identity;

		private final LongSupplier nanoTime;

		private volatile long tried;

		TriedConnection(Connection connection, @Nullable Object identity, LongSupplier nanoTime) {
			super(connection);
			this.identity = identity;
			this.nanoTime = nanoTime;
			this.tried = nanoTime.getAsLong();
		}

		boolean isTo(@Nullable Object identity) {
			return identity != null && identity.equals(this.identity);
		}

		boolean isTrusted() {
			return this.nanoTime.getAsLong() - this.tried < TRUSTED.toNanos();
		}

		boolean isGood() {
			this.tried = this.nanoTime.getAsLong();
			return true;
		}

	}

}
