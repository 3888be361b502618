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

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.github.migrations.engine.Status;

/**
 * What the application is told while its databases are migrated: published as events of
 * the application context, on the thread that migrates. A listener cannot stop a
 * migration; if it fails, that is logged. With {@code run-on=startup} the events are kept
 * until the context is refreshed, because there are no listeners before, and while the
 * application runs a command there are none at all.
 */
public sealed interface MigrationEvent {

	/**
	 * Returns the name of the database.
	 * @return the name of its DataSource bean, or of the tenant
	 */
	String database();

	/**
	 * A run begins, which applies what is pending, if anything is. It ends with
	 * {@link RunFinished} or {@link RunFailed}; if the files cannot be found, it fails
	 * without having begun.
	 *
	 * @param database the name of the database
	 */
	record RunStarted(String database) implements MigrationEvent {
	}

	/**
	 * A migration has been applied and recorded.
	 *
	 * @param database the name of the database
	 * @param version the version of the migration
	 * @param description its description
	 * @param duration how long it ran
	 */
	record Applied(String database, String version, String description, Duration duration) implements MigrationEvent {
	}

	/**
	 * A migration has been taken back, and its record removed.
	 *
	 * @param database the name of the database
	 * @param version the version of the migration
	 * @param description its description
	 * @param duration how long that took
	 */
	record Undone(String database, String version, String description, Duration duration) implements MigrationEvent {
	}

	/**
	 * A run has ended without an error, also if there was nothing to do.
	 *
	 * @param database the name of the database
	 * @param version the highest version that is applied now, or {@code null}
	 * @param applied how many migrations this run has applied
	 * @param duration how long the run took
	 */
	record RunFinished(String database, @Nullable String version, int applied,
			Duration duration) implements MigrationEvent {
	}

	/**
	 * A run has ended with an error.
	 *
	 * @param database the name of the database
	 * @param failure which migration failed, where and why
	 * @param duration how long the run took
	 */
	record RunFailed(String database, Status.Failure failure, Duration duration) implements MigrationEvent {
	}

}
