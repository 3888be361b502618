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

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.sql.DataSource;

import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Remembers which DataSource beans there were, for {@link TooEarlyFailureAnalyzer}: a
 * context that fails to start has thrown all its beans away before anybody can ask why.
 *
 * @param beans the beans by name
 */
record SeenDataSources(Map<String, DataSource> beans) implements BeanPostProcessor {

	SeenDataSources() {
		this(new ConcurrentHashMap<>());
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof DataSource dataSource) {
			this.beans.put(beanName, dataSource);
		}
		return bean;
	}

}
