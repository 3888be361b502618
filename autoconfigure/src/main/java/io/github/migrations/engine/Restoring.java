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
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Connections that are put back before they are closed.
 */
final class Restoring {

	private Restoring() {
	}

	/**
	 * Returns a connection that is put back before it is closed.
	 * @param connection the connection
	 * @param putBack puts it back
	 * @return the same connection to all other calls
	 */
	static Connection beforeClose(Connection connection, PutBack putBack) {
		return (Connection) Proxy.newProxyInstance(Restoring.class.getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
					if (method.getName().equals("close")) {
						putBack.run();
					}
					try {
						return method.invoke(connection, arguments);
					}
					catch (InvocationTargetException ex) {
						throw (ex.getCause() != null) ? ex.getCause() : ex;
					}
				});
	}

	/**
	 * Puts a connection back.
	 */
	interface PutBack {

		void run() throws SQLException;

	}

}
