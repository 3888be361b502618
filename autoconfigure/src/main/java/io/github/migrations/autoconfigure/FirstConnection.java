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
import java.util.Arrays;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.util.ClassUtils;

/**
 * Puts the migration of a database before its first connection. The bean keeps its class,
 * so that it can still be injected as the pool that it is; only a final class cannot be
 * kept.
 */
final class FirstConnection implements BeanPostProcessor, BeanClassLoaderAware, Ordered {

	private final ObjectProvider<MigrationsRunner> runner;

	private @Nullable ClassLoader classLoader = ClassUtils.getDefaultClassLoader();

	FirstConnection(ObjectProvider<MigrationsRunner> runner) {
		this.runner = runner;
	}

	@Override
	public void setBeanClassLoader(ClassLoader classLoader) {
		this.classLoader = classLoader;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (!(bean instanceof DataSource) || bean instanceof TenantRoutingDataSource) {
			return bean;
		}
		ProxyFactory factory = new ProxyFactory(bean);
		factory.setProxyTargetClass(!Modifier.isFinal(bean.getClass().getModifiers()));
		factory.addAdvice(new FirstConnectionGate(this.runner, beanName));
		return factory.getProxy(this.classLoader);
	}

	/**
	 * Returns the DataSource behind the gate, for those who must not trigger it.
	 * @param dataSource any DataSource
	 * @return the one that it was before
	 */
	static DataSource unwrap(DataSource dataSource) {
		boolean gated = dataSource instanceof Advised advised && Arrays.stream(advised.getAdvisors())
			.anyMatch((advisor) -> advisor.getAdvice() instanceof FirstConnectionGate);
		return (gated && AopProxyUtils.getSingletonTarget(dataSource) instanceof DataSource target) ? target
				: dataSource;
	}

	/**
	 * The outermost of all post-processors that have an order, so that the gate can be
	 * taken off again.
	 */
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
