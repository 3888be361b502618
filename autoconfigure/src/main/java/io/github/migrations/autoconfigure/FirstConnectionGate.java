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

import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.ObjectProvider;

import io.github.migrations.engine.MigrationException;

/**
 * Lets calls through when the database is migrated. The first caller migrates, others
 * wait for it; after a failure the next try is made only after a pause.
 */
final class FirstConnectionGate implements MethodInterceptor {

	private final ObjectProvider<MigrationsRunner> runner;

	private final String database;

	private final ReentrantLock lock = new ReentrantLock();

	private final Backoff backoff = new Backoff(System::nanoTime);

	private volatile boolean open;

	private @Nullable RuntimeException failure;

	FirstConnectionGate(ObjectProvider<MigrationsRunner> runner, String database) {
		this.runner = runner;
		this.database = database;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		if (!this.open && invocation.getMethod().getName().equals("getConnection")
				&& !this.lock.isHeldByCurrentThread()) {
			migrate();
		}
		return invocation.proceed();
	}

	private void migrate() throws SQLException {
		// not while the lock is held: who makes beans may be waiting for a connection
		MigrationsRunner runner = runner();
		this.lock.lock();
		try {
			if (this.open) {
				return;
			}
			RuntimeException last = this.failure;
			if (last != null && !this.backoff.isOver()) {
				throw refused(last);
			}
			runner.migrate(this.database);
			this.open = true;
			this.failure = null;
		}
		catch (MigrationException ex) {
			this.failure = ex;
			this.backoff.failed();
			throw refused(ex);
		}
		finally {
			this.lock.unlock();
		}
	}

	private MigrationsRunner runner() throws SQLException {
		try {
			return this.runner.getObject();
		}
		catch (BeansException ex) {
			throw refused(ex);
		}
	}

	private SQLException refused(RuntimeException ex) {
		return new SQLException("The database '%s' is not migrated: %s".formatted(this.database, ex.getMessage()), ex);
	}

}
