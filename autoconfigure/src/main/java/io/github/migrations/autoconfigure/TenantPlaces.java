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

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;

import io.github.migrations.tenant.ServerDatabases;
import io.github.migrations.tenant.TenantDatabases;
import io.github.migrations.tenant.TenantFiles;
import io.github.migrations.tenant.TenantSchemas;

/**
 * Finds out by the properties where the databases of tenants are.
 *
 * @param properties say it
 * @param dataSource the application's own DataSource, which schemas are in
 * @param server leads to the server of the application's own DataSource
 */
record TenantPlaces(TenantsProperties properties, ObjectProvider<DataSource> dataSource, TenantServer server) {

	private static final String FILES = TenantsProperties.PREFIX + ".files";

	private static final String SCHEMAS = TenantsProperties.PREFIX + ".schemas";

	private static final String FILE = "file:";

	TenantDatabases databases() {
		checkOne();
		String files = this.properties.getFiles();
		String databases = this.properties.getDatabases();
		if (files != null) {
			return files(files);
		}
		return (databases != null) ? server(databases) : schemas();
	}

	private void checkOne() {
		List<String> set = new ArrayList<>();
		add(set, FILES, this.properties.getFiles());
		add(set, TenantServer.PROPERTY, this.properties.getDatabases());
		add(set, SCHEMAS, (this.properties.getSchemas() != null) ? this.properties.getSchemas()
				: this.properties.getSchemasQuery());
		if (set.size() > 1) {
			throw MigrationsFactory.refused(
					"%s and %s are both set, and a tenant has only one database.".formatted(set.get(0), set.get(1)),
					"Remove one of them.");
		}
	}

	private static void add(List<String> set, String property, @Nullable String value) {
		if (value != null) {
			set.add(property);
		}
	}

	private TenantDatabases server(String pattern) {
		try {
			return new ServerDatabases(this.server.find(), pattern, this.properties.isCreate());
		}
		catch (IllegalArgumentException ex) {
			throw MigrationsFactory.refused("%s: %s.".formatted(TenantServer.PROPERTY, ex.getMessage()),
					"Write the name of a database with {tenant} in place of the tenant's name, such as "
							+ "customer_{tenant}.");
		}
	}

	private TenantDatabases schemas() {
		DataSource pool = this.dataSource.getIfUnique();
		if (pool == null) {
			throw MigrationsFactory.refused(SCHEMAS + " is set, but there is no DataSource that the schemas are in.",
					"Define one (spring.datasource.url), or mark one of several with @Primary.");
		}
		try {
			return new TenantSchemas(pool, this.properties.getSchemas(), this.properties.getSchemasQuery(),
					this.properties.isCreate());
		}
		catch (IllegalArgumentException ex) {
			throw MigrationsFactory.refused("%s: %s.".formatted(SCHEMAS, ex.getMessage()),
					"Write the name of a schema with {tenant} in place of the tenant's name, such as user_{tenant}.");
		}
	}

	private TenantDatabases files(String pattern) {
		try {
			return new TenantFiles(path(pattern), this.properties.isCreate(), this.properties.getConnection());
		}
		catch (IllegalArgumentException ex) {
			throw MigrationsFactory.refused("%s: %s.".formatted(FILES, ex.getMessage()),
					"Write the path of a file with {tenant} in place of the tenant's name, such as "
							+ "file:./data/users/{tenant}.db.");
		}
	}

	/**
	 * A path is taken as it is; only {@code file:///} begins a URI, whose characters may
	 * be escaped.
	 */
	private static String path(String pattern) {
		if (pattern.startsWith(FILE + "///")) {
			String marked = pattern.replace("{", "%7B").replace("}", "%7D");
			return Path.of(URI.create(marked)).toString().replace('\\', '/');
		}
		return (pattern.startsWith(FILE)) ? pattern.substring(FILE.length()) : pattern;
	}

}
