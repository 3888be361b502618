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

package io.github.migrations.command;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.json.JsonWriter;

import io.github.migrations.autoconfigure.Migrations;
import io.github.migrations.engine.MigrationException;
import io.github.migrations.engine.Migrator;
import io.github.migrations.engine.Status;
import io.github.migrations.engine.StatusMap;
import io.github.migrations.engine.StatusText;
import io.github.migrations.script.Version;

/**
 * What can be asked of an application on its command line.
 */
enum Verb {

	/** Applies what is pending. */
	MIGRATE("Applies pending migrations", "[--to=<version>]", List.of("to")) {

		@Override
		String run(Migrations migrations, Map<String, String> options) {
			Version to = version(options.get("to"));
			checkDatabases(migrations, to);
			StringBuilder text = new StringBuilder();
			for (Migrator migrator : migrations.all()) {
				Status status = migrator.migrate(to);
				text.append(
						"%s: %d applied, %d pending, version %s\n".formatted(migrator.name(), status.applied().size(),
								status.pending().size(), (status.version() != null) ? status.version() : "none"));
			}
			return text.toString();
		}

		/**
		 * A version has to be there in every database, before the first one is changed.
		 */
		private void checkDatabases(Migrations migrations, @Nullable Version to) {
			if (migrations.all().isEmpty()) {
				throw refused("There is no database to migrate: the application has no DataSource.",
						"Define one (spring.datasource.url), or give migrations a connection of their own "
								+ "(spring.migrations.url).");
			}
			for (Migrator migrator : migrations.all()) {
				if (to != null && migrations.all().size() > 1 && !isKnown(migrator.status(), to)) {
					throw refused("Database '%s' has no migration with the version %s.".formatted(migrator.name(), to),
							"Name a version that the status lists for every database. Nothing has been changed.");
				}
			}
		}

		private boolean isKnown(Status status, Version version) {
			return Stream
				.concat(status.applied().stream().map(Status.Applied::version),
						status.pending().stream().map(Status.Pending::version))
				.anyMatch((known) -> version.equals(Version.parse(known)));
		}

	},

	/** Shows what is applied and what is pending. */
	STATUS("Shows what is applied and what is pending", "[--json]", List.of("json")) {

		@Override
		String run(Migrations migrations, Map<String, String> options) {
			flag(options, "json");
			Map<String, Status> statuses = new LinkedHashMap<>();
			migrations.all().forEach((migrator) -> statuses.put(migrator.name(), migrator.status()));
			return (options.containsKey("json"))
					? JsonWriter.<Map<String, Object>>standard().writeToString(StatusMap.of(statuses)) + "\n"
					: StatusText.of(statuses);
		}

	};

	private final String summary;

	private final String usage;

	private final List<String> options;

	Verb(String summary, String usage, List<String> options) {
		this.summary = summary;
		this.usage = usage;
		this.options = options;
	}

	/**
	 * Does it.
	 * @param migrations the databases
	 * @param options the options that were typed
	 * @return what is to be printed
	 * @throws MigrationException if it fails, or an option has a value that is wrong
	 */
	abstract String run(Migrations migrations, Map<String, String> options);

	String word() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	List<String> options() {
		return this.options;
	}

	static @Nullable Verb find(String word) {
		return Arrays.stream(values()).filter((verb) -> verb.word().equals(word)).findFirst().orElse(null);
	}

	/**
	 * Describes all verbs.
	 * @return one line for each verb
	 */
	static String help() {
		StringBuilder text = new StringBuilder("The commands are:\n");
		for (Verb verb : values()) {
			text.append("  %-40s %s\n".formatted(CommandLine.PREFIX + verb.word() + " " + verb.usage, verb.summary));
		}
		return text.toString();
	}

	private static @Nullable Version version(@Nullable String text) {
		if (text == null) {
			return null;
		}
		Version version = Version.parse(text);
		if (version == null) {
			throw malformed(
					"--to='%s' is not a version: expected digits, further parts joined by dots.".formatted(text));
		}
		return version;
	}

	private static void flag(Map<String, String> options, String name) {
		String value = options.getOrDefault(name, "");
		if (!value.isEmpty()) {
			throw malformed("--%s takes no value, but has '%s'.".formatted(name, value));
		}
	}

	private static MigrationException malformed(String message) {
		return refused(message, "Nothing has been changed.");
	}

	private static MigrationException refused(String message, String action) {
		return new MigrationException(message, action, new Status.Failure(null, null, 0, message), null);
	}

}
