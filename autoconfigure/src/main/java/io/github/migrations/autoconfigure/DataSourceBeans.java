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

import java.util.Arrays;
import java.util.List;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * The DataSource beans of a context, or those of its parents if it has none of its own. A
 * bean is made only when it is asked for. The one that leads to the databases of tenants
 * is none of them: behind it there is not one database that could be migrated.
 *
 * @param beanFactory the context's bean factory, which works also after a start that
 * failed
 * @param names the names of the beans
 * @param primary the name of the one that is meant where nothing else is said, or
 * {@code null}
 */
record DataSourceBeans(ConfigurableListableBeanFactory beanFactory, List<String> names, @Nullable String primary) {

	static DataSourceBeans of(ConfigurableListableBeanFactory beanFactory) {
		List<String> names = Arrays
			.stream(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(beanFactory, DataSource.class))
			.filter((name) -> !ScopedProxyUtils.isScopedTarget(name) && !leadsToTenants(beanFactory, name))
			.toList();
		List<String> own = names.stream().filter(beanFactory::containsLocalBean).toList();
		return new DataSourceBeans(beanFactory, (own.isEmpty()) ? names : own, primary(beanFactory));
	}

	private static @Nullable String primary(ConfigurableListableBeanFactory beanFactory) {
		try {
			String name = beanFactory.resolveNamedBean(DataSource.class).getBeanName();
			return (leadsToTenants(beanFactory, name)) ? null : name;
		}
		catch (NoSuchBeanDefinitionException ex) {
			// there is none, or there are several of equal rank
			return null;
		}
	}

	private static boolean leadsToTenants(BeanFactory beanFactory, String name) {
		Class<?> type = beanFactory.getType(name, false);
		return type != null && TenantRoutingDataSource.class.isAssignableFrom(type);
	}

	DataSource get(String name) {
		return FirstConnection.unwrap(this.beanFactory.getBean(name, DataSource.class));
	}

	/**
	 * Returns the parent of a context if it looks after the only DataSources that there
	 * are.
	 * @param beanFactory the context's bean factory
	 * @return the parent's bean factory, or {@code null} if the context has to look after
	 * DataSources itself
	 */
	static @Nullable BeanFactory inheritedFrom(ConfigurableListableBeanFactory beanFactory) {
		boolean inherited = beanFactory.getParentBeanFactory() instanceof ListableBeanFactory parent
				&& Arrays.stream(beanFactory.getBeanNamesForType(DataSource.class))
					.allMatch((name) -> leadsToTenants(beanFactory, name))
				&& BeanFactoryUtils.beanNamesForTypeIncludingAncestors(parent, MigrationsRunner.class).length > 0;
		return (inherited) ? beanFactory.getParentBeanFactory() : null;
	}

}
