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

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import io.github.migrations.script.Version;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * A migrator on an empty database, for each test.
 */
abstract class EngineContract {

	final Events events = new Events();

	Settings settings = Settings.defaults();

	@SuppressWarnings("NullAway.Init")
	TestDatabase database;

	abstract TestDatabase open();

	@BeforeEach
	void openDatabase() {
		this.database = open();
	}

	@AfterEach
	void closeDatabase() {
		this.database.close();
	}

	Migrator migrator(TestScripts scripts) {
		return new Migrator("dataSource", this.database.dataSource(), this.database.dataSource(), scripts,
				this.settings, this.events);
	}

	Status migrate(TestScripts scripts) {
		this.events.lines.clear();
		return migrator(scripts).migrate(null);
	}

	Status migrate(String... namesAndTexts) {
		return migrate(TestScripts.of(namesAndTexts));
	}

	Status migrateTo(String to, TestScripts scripts) {
		this.events.lines.clear();
		return migrator(scripts).migrate(Version.of(to));
	}

	Status status(TestScripts scripts) {
		return migrator(scripts).status();
	}

	/** Migrates, which fails. */
	MigrationException refused(TestScripts scripts) {
		return catchThrowableOfType(MigrationException.class, () -> migrate(scripts));
	}

	MigrationException refused(String... namesAndTexts) {
		return refused(TestScripts.of(namesAndTexts));
	}

	List<String> warnings() {
		return this.events.lines.stream()
			.filter((line) -> line.startsWith("warning "))
			.map((line) -> line.substring(8))
			.toList();
	}

	/** What is in the first tracking table. */
	List<String> recorded() {
		return this.database.query("SELECT version, description FROM schema_migrations ORDER BY version");
	}

}
