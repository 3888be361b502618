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

import java.lang.reflect.Modifier;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;

import javax.sql.DataSource;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

import io.github.migrations.engine.MigrationException;
import io.github.migrations.engine.Migrator;

/**
 * Puts the migration of a database before its first connection. The bean keeps its class,
 * so that it can still be injected as the pool that it is.
 */
final class FirstConnection implements BeanPostProcessor {

	private final ObjectProvider<Migrations> migrations;

	FirstConnection(ObjectProvider<Migrations> migrations) {
		this.migrations = migrations;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (!(bean instanceof DataSource)) {
			return bean;
		}
		ProxyFactory factory = new ProxyFactory(bean);
		factory.setProxyTargetClass(!Modifier.isFinal(bean.getClass().getModifiers()));
		factory.addAdvice(new Gate(this.migrations, beanName));
		return factory.getProxy(bean.getClass().getClassLoader());
	}

	/**
	 * Returns the DataSource behind the gate, for those who must not trigger it.
	 * @param dataSource any DataSource
	 * @return the one that it was before
	 */
	static DataSource unwrap(DataSource dataSource) {
		if (dataSource instanceof Advised advised) {
			try {
				boolean gated = Arrays.stream(advised.getAdvisors())
					.anyMatch((advisor) -> advisor.getAdvice() instanceof Gate);
				if (gated && advised.getTargetSource().getTarget() instanceof DataSource target) {
					return target;
				}
			}
			catch (Exception ex) {
				throw new IllegalStateException("The target of a proxy of ours is always there", ex);
			}
		}
		return dataSource;
	}

	/**
	 * Lets calls through when the database is migrated. The first caller migrates, others
	 * wait for it; after a failure the next try is made only after a pause, which grows.
	 */
	private static final class Gate implements MethodInterceptor {

		private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

		private static final Duration LAST_PAUSE = Duration.ofMinutes(1);

		private final ObjectProvider<Migrations> migrations;

		private final String name;

		private volatile boolean open;

		private @Nullable MigrationException failure;

		private Duration pause = FIRST_PAUSE;

		private long failedAt;

		private Gate(ObjectProvider<Migrations> migrations, String name) {
			this.migrations = migrations;
			this.name = name;
		}

		@Override
		public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
			if (!this.open && invocation.getMethod().getName().equals("getConnection")) {
				migrate();
			}
			return invocation.proceed();
		}

		private synchronized void migrate() throws SQLException {
			if (this.open) {
				return;
			}
			MigrationException failure = this.failure;
			if (failure != null && System.nanoTime() - this.failedAt < this.pause.toNanos()) {
				throw refused(failure);
			}
			try {
				Migrator migrator = this.migrations.getObject().find(this.name);
				if (migrator != null) {
					migrator.migrate(null);
				}
				this.open = true;
				this.failure = null;
			}
			catch (MigrationException ex) {
				if (failure != null) {
					this.pause = (this.pause.compareTo(LAST_PAUSE) < 0) ? this.pause.multipliedBy(2) : LAST_PAUSE;
				}
				this.failure = ex;
				this.failedAt = System.nanoTime();
				throw refused(ex);
			}
		}

		private SQLException refused(MigrationException ex) {
			return new SQLException("The database '%s' is not migrated: %s".formatted(this.name, ex.getMessage()), ex);
		}

	}

}
