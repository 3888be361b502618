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

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.ObjectProvider;

import io.github.migrations.tenant.Gate;

/**
 * Lets calls through when the database is migrated. The first caller migrates, others
 * wait for it; after a failure the next try is made only after a pause.
 */
final class FirstConnectionGate implements MethodInterceptor {

	private final ObjectProvider<MigrationsRunner> runner;

	private final String database;

	private final Gate gate;

	FirstConnectionGate(ObjectProvider<MigrationsRunner> runner, String database) {
		this.runner = runner;
		this.database = database;
		this.gate = new Gate("database '%s'".formatted(database));
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		if (!this.gate.isOpen() && invocation.getMethod().getName().equals("getConnection")) {
			// not behind the gate: who makes beans may be waiting for a connection
			MigrationsRunner runner = runner();
			this.gate.pass(() -> runner.migrate(this.database));
		}
		return invocation.proceed();
	}

	private MigrationsRunner runner() throws SQLException {
		try {
			return this.runner.getObject();
		}
		catch (BeansException ex) {
			throw new SQLException("The database '%s' is not migrated: %s".formatted(this.database, ex.getMessage()),
					ex);
		}
	}

}
