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

package io.github.migrations.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * A pooler between a client and PostgreSQL, which tells the client a process id of its
 * own. In session mode the client has one session of the server, in transaction mode one
 * for transactions and another for everything else.
 */
final class Pooler {

	private static final int PROCESS_ID = -5;

	private final DataSource server;

	private final int sessions;

	private Pooler(DataSource server, int sessions) {
		this.server = server;
		this.sessions = sessions;
	}

	static DataSource session(DataSource server) {
		return new Pooler(server, 1).dataSource();
	}

	static DataSource transaction(DataSource server) {
		return new Pooler(server, 2).dataSource();
	}

	private DataSource dataSource() {
		return proxy(DataSource.class, (method, arguments) -> method.getName().equals("getConnection") ? connect()
				: invoke(this.server, method, arguments));
	}

	private Connection connect() throws SQLException {
		List<Connection> backends = new ArrayList<>();
		for (int i = 0; i < this.sessions; i++) {
			backends.add(this.server.getConnection());
		}
		Connection inside = backends.get(this.sessions - 1);
		return proxy(Connection.class, (method, arguments) -> switch (method.getName()) {
			case "createStatement" -> statement(backends);
			case "prepareStatement" ->
				invoke(backends.get(isInTransaction(inside) ? this.sessions - 1 : 0), method, arguments);
			case "unwrap" -> (arguments != null && arguments[0] == PGConnection.class) ? client(backends.get(0))
					: invoke(backends.get(0), method, arguments);
			default -> {
				Object result = null;
				for (Connection backend : backends) {
					result = invoke(backend, method, arguments);
				}
				yield result;
			}
		});
	}

	private static PGConnection client(Connection backend) throws SQLException {
		PGConnection connection = backend.unwrap(PGConnection.class);
		return proxy(PGConnection.class, (method, arguments) -> method.getName().equals("getBackendPID")
				? (Object) PROCESS_ID : invoke(connection, method, arguments));
	}

	private static Statement statement(List<Connection> backends) throws SQLException {
		List<Statement> statements = new ArrayList<>();
		for (Connection backend : backends) {
			statements.add(backend.createStatement());
		}
		Statement outside = statements.get(0);
		Statement inside = statements.get(statements.size() - 1);
		boolean[] transaction = new boolean[1];
		return proxy(Statement.class, (method, arguments) -> {
			if (method.getName().equals("isWrapperFor")) {
				// which session it is for is known when it is run
				return false;
			}
			if (arguments != null && arguments[0] instanceof String sql) {
				transaction[0] = sql.startsWith("BEGIN") || isInTransaction(inside.getConnection());
			}
			else if (method.getName().equals("close")) {
				outside.close();
			}
			return invoke((transaction[0]) ? inside : outside, method, arguments);
		});
	}

	private static boolean isInTransaction(Connection backend) throws SQLException {
		return backend.unwrap(BaseConnection.class).getTransactionState() != TransactionState.IDLE;
	}

	private static <T> T proxy(Class<T> type, Call call) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> call.run(method, arguments)));
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

	private interface Call {

		@Nullable Object run(Method method, @Nullable Object @Nullable [] arguments) throws Throwable;

	}

}
