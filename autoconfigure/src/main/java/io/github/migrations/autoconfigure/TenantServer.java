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

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.core.env.Environment;

import io.github.migrations.database.DatabaseServer;
import io.github.migrations.database.Databases;

/**
 * Finds the server of the application's own DataSource: by what Spring Boot connects to,
 * which may come from a container or a service binding, or else by the properties of an
 * application that makes its DataSource itself.
 *
 * @param details what Spring Boot connects to
 * @param environment has the properties
 */
record TenantServer(ObjectProvider<JdbcConnectionDetails> details, Environment environment) {

	static final String PROPERTY = TenantsProperties.PREFIX + ".databases";

	private static final String DATA_SOURCE = "spring.datasource.";

	/**
	 * Finds it. The user and the password are asked for with each connection: they may
	 * change while the application runs.
	 */
	DatabaseServer find() {
		JdbcConnectionDetails known = this.details.getIfUnique();
		String url = (known != null) ? known.getJdbcUrl() : property("url");
		if (url == null) {
			throw MigrationsFactory.refused(
					PROPERTY + " is set, but the server that the databases are on is not known.",
					"Set spring.datasource.url, spring.datasource.username and spring.datasource.password.");
		}
		DatabaseServer server = Databases.server(url,
				() -> (known != null) ? new DatabaseServer.Login(known.getUsername(), known.getPassword())
						: new DatabaseServer.Login(property("username"), property("password")));
		if (server == null) {
			throw MigrationsFactory.refused(
					PROPERTY + " is set, but the application's own database is not on a server that holds others.",
					"Use PostgreSQL, by a URL that begins with jdbc:postgresql:, or give each tenant a file: "
							+ "spring.migrations.tenants.files.");
		}
		return server;
	}

	private @Nullable String property(String name) {
		return Binder.get(this.environment).bind(DATA_SOURCE + name, String.class).orElse(null);
	}

}
