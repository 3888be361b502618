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

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Notes everything that is asked of a database and may cost a round trip.
 */
final class CountingDataSource extends DelegatingDataSource {

	final List<String> calls = new CopyOnWriteArrayList<>();

	CountingDataSource(DataSource dataSource) {
		super(dataSource);
	}

	@Override
	public Connection getConnection() throws SQLException {
		this.calls.add("connect");
		return proxy(Connection.class, super.getConnection());
	}

	private <T> T proxy(Class<T> type, Object target) {
		return type
			.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, (proxy, method, arguments) -> {
				note(method, arguments);
				Object result = invoke(target, method, arguments);
				if (result instanceof PreparedStatement statement) {
					return proxy(PreparedStatement.class, statement);
				}
				return (result instanceof Statement statement) ? proxy(Statement.class, statement) : result;
			}));
	}

	private static @Nullable Object invoke(Object target, Method method, @Nullable Object @Nullable [] arguments)
			throws Throwable {
		try {
			return method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw (ex.getCause() != null) ? ex.getCause() : ex;
		}
	}

	private void note(Method method, @Nullable Object @Nullable [] arguments) {
		String name = method.getName();
		boolean settings = name.startsWith("set") && Connection.class.equals(method.getDeclaringClass());
		if (name.startsWith("execute") || settings
				|| List.of("commit", "rollback", "isValid", "getSchema", "getCatalog", "getTransactionIsolation")
					.contains(name)) {
			this.calls.add((name.startsWith("execute")) ? "execute" : name);
		}
	}

}
