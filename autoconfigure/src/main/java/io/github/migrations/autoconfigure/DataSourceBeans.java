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
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.context.ApplicationContext;

/**
 * The DataSource beans of a context, or those of its parents if it has none of its own. A
 * bean is made only when it is asked for.
 *
 * @param context the context
 * @param names the names of the beans
 * @param primary the name of the one that is meant where nothing else is said, or
 * {@code null}
 */
record DataSourceBeans(ApplicationContext context, List<String> names, @Nullable String primary) {

	static DataSourceBeans of(ApplicationContext context) {
		List<String> names = Arrays
			.stream(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(context, DataSource.class))
			.filter((name) -> !ScopedProxyUtils.isScopedTarget(name))
			.toList();
		List<String> own = names.stream().filter(context::containsLocalBean).toList();
		return new DataSourceBeans(context, (own.isEmpty()) ? names : own, primary(context));
	}

	private static @Nullable String primary(ApplicationContext context) {
		try {
			return context.getAutowireCapableBeanFactory().resolveNamedBean(DataSource.class).getBeanName();
		}
		catch (NoSuchBeanDefinitionException ex) {
			// there is none, or there are several of equal rank
			return null;
		}
	}

	DataSource get(String name) {
		return FirstConnection.unwrap(this.context.getBean(name, DataSource.class));
	}

	/**
	 * Tells whether a parent of a context looks after its only DataSources.
	 * @param context the context
	 * @return whether there is nothing to do for the context itself
	 */
	static boolean areInherited(ApplicationContext context) {
		ApplicationContext parent = context.getParent();
		return parent != null && context.getBeanNamesForType(DataSource.class).length == 0
				&& BeanFactoryUtils.beanNamesForTypeIncludingAncestors(parent, MigrationsRunner.class).length > 0;
	}

}
