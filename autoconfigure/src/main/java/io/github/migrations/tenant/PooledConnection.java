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

package io.github.migrations.tenant;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A connection that goes back to its pool when it is closed, and is of no use after that.
 */
final class PooledConnection implements InvocationHandler {

	private final Connection connection;

	private final Consumer<Connection> giveBack;

	private final AtomicBoolean closed = new AtomicBoolean();

	private PooledConnection(Connection connection, Consumer<Connection> giveBack) {
		this.connection = connection;
		this.giveBack = giveBack;
	}

	static Connection of(Connection connection, Consumer<Connection> giveBack) {
		return (Connection) Proxy.newProxyInstance(PooledConnection.class.getClassLoader(),
				new Class<?>[] { Connection.class }, new PooledConnection(connection, giveBack));
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
		switch (method.getName()) {
			case "close" -> {
				if (this.closed.compareAndSet(false, true)) {
					this.giveBack.accept(this.connection);
				}
				return null;
			}
			case "isClosed" -> {
				return this.closed.get() || this.connection.isClosed();
			}
			case "equals" -> {
				return arguments != null && proxy == arguments[0];
			}
			case "hashCode" -> {
				return System.identityHashCode(proxy);
			}
			default -> {
				if (this.closed.get()) {
					throw new SQLException("The connection has been closed");
				}
				return call(method, arguments);
			}
		}
	}

	private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
		if (arguments != null && arguments.length == 1 && arguments[0] instanceof Class<?> type
				&& type.isInstance(this.connection)) {
			if (method.getName().equals("unwrap")) {
				return this.connection;
			}
			if (method.getName().equals("isWrapperFor")) {
				return true;
			}
		}
		try {
			return method.invoke(this.connection, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getCause();
		}
	}

}
