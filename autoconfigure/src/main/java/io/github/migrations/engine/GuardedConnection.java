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
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Session;

/**
 * The connection as code is given it: whatever would end the transaction is refused, and
 * the running statement can be cancelled when the process is asked to end.
 */
final class GuardedConnection implements AutoCloseable {

	private static final Map<String, String> REFUSED = Map.of("commit",
			"the transaction is committed, together with its record, when the migration returns", "rollback",
			"throw an exception to take everything back; to take back a part, use the statements SAVEPOINT and "
					+ "ROLLBACK TO",
			"setSavepoint", "use the statement SAVEPOINT", "releaseSavepoint", "use the statement RELEASE SAVEPOINT",
			"setAutoCommit", "the migration is one transaction with its record", "close",
			"the connection belongs to the caller, who closes it", "abort",
			"the connection belongs to the caller, who closes it");

	private final Session session;

	private final Stop stop;

	private final Connection connection;

	private final List<Statement> statements = new CopyOnWriteArrayList<>();

	GuardedConnection(Session session, Stop stop) {
		this.session = session;
		this.stop = stop;
		this.connection = proxy(Connection.class, session.connection());
	}

	Connection connection() {
		return this.connection;
	}

	/**
	 * Cancels whatever runs.
	 * @throws SQLException if the database cannot be told
	 */
	void cancel() throws SQLException {
		for (Statement statement : this.statements) {
			statement.cancel();
		}
	}

	/**
	 * Closes what the code has left open.
	 */
	@Override
	public void close() throws SQLException {
		for (Statement statement : this.statements) {
			statement.close();
		}
	}

	private <T> T proxy(Class<T> type, Object target) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> call(target, method, arguments)));
	}

	private @Nullable Object call(Object target, Method method, @Nullable Object @Nullable [] arguments)
			throws Throwable {
		if (this.stop.isStopped() && !method.getName().equals("close")) {
			throw new SQLException("The process is asked to end");
		}
		if (target instanceof Connection) {
			if (method.getName().equals("getAutoCommit")) {
				return false;
			}
			if (method.getName().equals("setAutoCommit") && arguments != null && Boolean.FALSE.equals(arguments[0])) {
				// that is what it looks like already
				return null;
			}
			refuse(method);
		}
		else if (method.getName().equals("getConnection")) {
			return this.connection;
		}
		if (arguments != null && arguments.length > 0 && arguments[0] instanceof String sql) {
			announce(method, sql);
		}
		Object result = invoke(target, method, arguments);
		return (result instanceof Statement statement) ? guard(method, statement) : result;
	}

	private static void refuse(Method method) throws SQLException {
		String reason = REFUSED.get(method.getName());
		if (reason != null) {
			throw new SQLException("%s() is refused inside a code migration: %s".formatted(method.getName(), reason));
		}
	}

	/**
	 * What a statement sets is put back after the migration, which has to be known
	 * before.
	 */
	private void announce(Method method, String sql) throws SQLException {
		if (Set
			.of("execute", "executeQuery", "executeUpdate", "executeLargeUpdate", "addBatch", "prepareStatement",
					"prepareCall")
			.contains(method.getName())) {
			this.session.beforeStatement(sql);
		}
	}

	private Statement guard(Method method, Statement statement) throws SQLException {
		for (Statement other : this.statements) {
			if (other.isClosed()) {
				this.statements.remove(other);
			}
		}
		this.statements.add(statement);
		if (method.getReturnType() == CallableStatement.class) {
			return proxy(CallableStatement.class, statement);
		}
		return (method.getReturnType() == PreparedStatement.class) ? proxy(PreparedStatement.class, statement)
				: proxy(Statement.class, statement);
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

}
