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

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.io.DefaultResourceLoader;

import io.github.migrations.test.TestPostgres;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A start with nothing to do costs one statement.
 */
class NothingToDoTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	@Test
	void costsOneStatementOnSqlite() {
		assertCosts(sqlite());
	}

	@Test
	void costsOneStatementOnPostgres() {
		try (TestPostgres.Database database = TestPostgres.createDatabase()) {
			assertCosts(database.dataSource());
		}
	}

	@Test
	void costsTwoStatementsOnSqliteWithoutTheSecondTable() throws SQLException {
		assertCostsWithoutDetails(sqlite());
	}

	@Test
	void costsTwoStatementsOnPostgresWithoutTheSecondTable() throws SQLException {
		try (TestPostgres.Database database = TestPostgres.createDatabase()) {
			assertCostsWithoutDetails(database.dataSource());
		}
	}

	private DataSource sqlite() {
		SQLiteDataSource dataSource = new SQLiteDataSource();
		dataSource.setUrl(TestFiles.url(this.folder));
		return dataSource;
	}

	private void assertCosts(DataSource dataSource) {
		start(new CountingDataSource(dataSource));
		CountingDataSource counting = new CountingDataSource(dataSource);
		start(counting);
		assertThat(counting.calls).containsExactly("connect", "execute");
	}

	private void assertCostsWithoutDetails(DataSource dataSource) throws SQLException {
		start(new CountingDataSource(dataSource));
		try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
			statement.execute("DROP TABLE schema_migrations_details");
		}
		CountingDataSource counting = new CountingDataSource(dataSource);
		start(counting);
		assertThat(counting.calls).containsExactly("connect", "execute", "execute");
	}

	@Test
	void searchesTheClassPathOnce() throws IOException {
		List<String> searched = new ArrayList<>();
		TestFiles.locations(this.folder.resolve("classes/db/migrations"), "001_x.sql", "CREATE TABLE x (id INTEGER);",
				"R__view.sql", "CREATE VIEW v AS SELECT 1;", "001_x.down.sql", "DROP TABLE x;");
		URL[] classes = { this.folder.resolve("classes").toUri().toURL() };
		try (URLClassLoader loader = new URLClassLoader(classes, getClass().getClassLoader()) {

			@Override
			public Enumeration<URL> getResources(String name) throws IOException {
				if (name.startsWith("db/migrations")) {
					searched.add(name);
				}
				return super.getResources(name);
			}

		}) {
			start(new CountingDataSource(sqlite()), loader);
			searched.clear();
			CountingDataSource counting = new CountingDataSource(sqlite());
			start(counting, loader);
			assertThat(counting.calls).containsExactly("connect", "execute");
		}
		assertThat(searched).containsExactly("db/migrations/");
	}

	private static void start(CountingDataSource dataSource, ClassLoader loader) {
		Supplier<DataSource> bean = () -> dataSource;
		new SpringApplicationBuilder(App.class).web(WebApplicationType.NONE)
			.resourceLoader(new DefaultResourceLoader(loader))
			.initializers((context) -> ((GenericApplicationContext) context).registerBean("dataSource",
					DataSource.class, bean))
			.run()
			.close();
	}

	private void start(CountingDataSource dataSource) {
		String locations = TestFiles.locations(this.folder.resolve("scripts"), "001_x.sql",
				"CREATE TABLE x (id INTEGER);", "002_y.sql", "CREATE TABLE y (id INTEGER);");
		Supplier<DataSource> bean = () -> dataSource;
		try (ConfigurableApplicationContext started = new SpringApplicationBuilder(App.class)
			.web(WebApplicationType.NONE)
			.initializers((context) -> ((GenericApplicationContext) context).registerBean("dataSource",
					DataSource.class, bean))
			.run("--" + locations)) {
			assertThat(started.getBean(MigrationsRunner.class).isSchemaReady()).isTrue();
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class App {

	}

}
