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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.util.Assert;

/**
 * The DataSource beans of a context. A context that has none of its own works with its
 * parent's, unless the parent migrates them itself.
 *
 * @param beans the beans by name
 * @param primary the name of the one that is meant where nothing else is said, or
 * {@code null}
 */
record DataSourceBeans(Map<String, DataSource> beans, @Nullable String primary) {

	static DataSourceBeans of(ApplicationContext context) {
		Map<String, DataSource> beans = new LinkedHashMap<>();
		for (String name : names(context)) {
			beans.put(name, FirstConnection.unwrap(context.getBean(name, DataSource.class)));
		}
		DataSource unique = (beans.isEmpty()) ? null : context.getBeanProvider(DataSource.class).getIfUnique();
		DataSource target = (unique != null) ? FirstConnection.unwrap(unique) : null;
		String primary = beans.keySet().stream().filter((name) -> beans.get(name) == target).findFirst().orElse(null);
		return new DataSourceBeans(beans, primary);
	}

	private static List<String> names(ApplicationContext context) {
		List<String> own = List.of(context.getBeanNamesForType(DataSource.class));
		ApplicationContext parent = context.getParent();
		if (!own.isEmpty() || parent == null) {
			return own;
		}
		boolean migratedByParent = BeanFactoryUtils.beanNamesForTypeIncludingAncestors(parent,
				Migrations.class).length > 0;
		return (migratedByParent) ? List.of()
				: List.of(BeanFactoryUtils.beanNamesForTypeIncludingAncestors(parent, DataSource.class));
	}

	List<String> names() {
		return List.copyOf(this.beans.keySet());
	}

	DataSource get(String name) {
		DataSource dataSource = this.beans.get(name);
		Assert.state(dataSource != null, () -> "No DataSource bean '" + name + "'");
		return dataSource;
	}

	/**
	 * Tells whether a parent of a context migrates already.
	 * @param beanFactory the context's bean factory
	 * @return whether an ancestor has migrators
	 */
	static boolean isMigratedByParent(BeanFactory beanFactory) {
		return beanFactory instanceof ApplicationContext context && context.getParent() != null && BeanFactoryUtils
			.beanNamesForTypeIncludingAncestors(context.getParent(), Migrations.class).length > 0;
	}

}
