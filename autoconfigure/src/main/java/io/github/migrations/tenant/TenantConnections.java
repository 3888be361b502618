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

import org.apache.commons.pool2.BaseKeyedPooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericKeyedObjectPool;
import org.apache.commons.pool2.impl.GenericKeyedObjectPoolConfig;

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

	private final GenericKeyedObjectPool<String, Connection> pool;

	/**
	 * Creates the pool.
	 * @param databases opens connections
	 * @param tenants is asked again where a database has disappeared
	 * @param size how many connections are open, and for how long
	 */
	public TenantConnections(TenantDatabases databases, Tenants tenants, Size size) {
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
		return this.pool.getNumActive() + this.pool.getNumIdle();
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
	}

	/**
	 * Opens and closes connections.
	 */
	private final class Factory extends BaseKeyedPooledObjectFactory<String, Connection> {

		@Override
		public Connection create(String tenant) throws SQLException {
			return connect(tenant);
		}

		@Override
		public PooledObject<Connection> wrap(Connection connection) {
			return new TriedConnection(connection);
		}

		/**
		 * A server may have ended a connection that was idle, and somebody may have
		 * removed a file, which its connections do not notice.
		 */
		@Override
		public boolean validateObject(String tenant, PooledObject<Connection> connection) {
			if (!(connection instanceof TriedConnection tried) || tried.isTrusted()) {
				return true;
			}
			try {
				TenantDatabases databases = TenantConnections.this.databases;
				return (databases.isRemote() || databases.exists(tenant))
						&& connection.getObject().isValid(VALIDATION_SECONDS) && tried.isGood();
			}
			catch (SQLException ex) {
				return false;
			}
		}

		@Override
		public void destroyObject(String tenant, PooledObject<Connection> connection) throws SQLException {
			connection.getObject().close();
		}

	}

	/**
	 * A connection that knows when it was tried out, however often it has been used
	 * since.
	 */
	private static final class TriedConnection extends DefaultPooledObject<Connection> {

		private volatile long tried = System.nanoTime();

		TriedConnection(Connection connection) {
			super(connection);
		}

		boolean isTrusted() {
			return System.nanoTime() - this.tried < TRUSTED.toNanos();
		}

		boolean isGood() {
			this.tried = System.nanoTime();
			return true;
		}

	}

}
