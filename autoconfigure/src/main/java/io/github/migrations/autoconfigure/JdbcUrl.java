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

import java.lang.reflect.Method;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.util.ReflectionUtils;

/**
 * Finds out the JDBC URL of a DataSource without opening a connection: every pool has it
 * as a property, and each one under another name.
 */
final class JdbcUrl {

	private JdbcUrl() {
	}

	/**
	 * Returns the URL.
	 * @param dataSource a pool or a driver's own DataSource, or something around it
	 * @return the URL, or {@code null} if it cannot be found out
	 */
	static @Nullable String of(DataSource dataSource) {
		return read(dataSource, "getJdbcUrl", "getUrl", "getURL");
	}

	/**
	 * Reads a property.
	 * @param dataSource a pool or a driver's own DataSource, or something around it
	 * @param getters the names that its getter may have
	 * @return the text, or {@code null} if there is none
	 */
	static @Nullable String read(DataSource dataSource, String... getters) {
		DataSource inner = inner(dataSource);
		if (inner != null) {
			return read(inner, getters);
		}
		for (String getter : getters) {
			Method method = ReflectionUtils.findMethod(dataSource.getClass(), getter);
			if (method != null && method.getReturnType() == String.class) {
				ReflectionUtils.makeAccessible(method);
				return (String) ReflectionUtils.invokeMethod(method, dataSource);
			}
		}
		return null;
	}

	private static @Nullable DataSource inner(DataSource dataSource) {
		if (dataSource instanceof DelegatingDataSource delegating) {
			return delegating.getTargetDataSource();
		}
		return (AopProxyUtils.getSingletonTarget(dataSource) instanceof DataSource target) ? target : null;
	}

}
