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

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import io.github.migrations.engine.MigrationListener;
import io.github.migrations.engine.ScriptSource;
import io.github.migrations.engine.Settings;
import io.github.migrations.engine.SharedPlan;
import io.github.migrations.script.ScriptFile;

/**
 * Migration files in memory.
 *
 * @param files names, each followed by its text
 */
record TenantScripts(List<String> files) implements ScriptSource {

	/** Plain names of two tables, and a row. */
	static final TenantScripts JOBS = of("001_jobs.sql", "CREATE TABLE jobs (id INTEGER PRIMARY KEY, title TEXT);",
			"002_contacts.sql", "CREATE TABLE contacts (id INTEGER PRIMARY KEY); INSERT INTO contacts VALUES (1);");

	static TenantScripts of(String... namesAndTexts) {
		return new TenantScripts(List.of(namesAndTexts));
	}

	TenantScripts and(String... namesAndTexts) {
		List<String> all = new ArrayList<>(this.files);
		all.addAll(List.of(namesAndTexts));
		return new TenantScripts(all);
	}

	SharedPlan plan() {
		return new SharedPlan(this, Settings.defaults(), MigrationListener.NONE);
	}

	Tenants tenants(TenantDatabases databases) {
		return new Tenants(TenantMigrator.of(plan(), databases));
	}

	@Override
	public List<ScriptFile> find() {
		List<ScriptFile> found = new ArrayList<>();
		for (int i = 0; i < this.files.size(); i += 2) {
			byte[] text = this.files.get(i + 1).getBytes(StandardCharsets.UTF_8);
			found.add(new ScriptFile(this.files.get(i), "db/tenant-migrations/" + this.files.get(i),
					() -> new ByteArrayInputStream(text)));
		}
		return found;
	}

	@Override
	public List<String> locations() {
		return List.of("memory:db/tenant-migrations");
	}

	/** The rows of a query, columns joined by a bar. */
	static List<String> query(Connection connection, String sql) throws SQLException {
		List<String> rows = new ArrayList<>();
		try (Statement statement = connection.createStatement(); ResultSet result = statement.executeQuery(sql)) {
			while (result.next()) {
				List<String> row = new ArrayList<>();
				for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
					row.add(result.getString(i));
				}
				rows.add(String.join("|", row));
			}
		}
		return rows;
	}

	static void execute(Connection connection, String... statements) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

}
