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

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.log.LogMessage;

import io.github.migrations.database.LockHolder;
import io.github.migrations.engine.MigrationListener;
import io.github.migrations.engine.Status;

/**
 * Writes what happens into the log.
 */
final class LoggingMigrationListener implements MigrationListener {

	private static final Log logger = LogFactory.getLog(Migrations.class);

	@Override
	public void warning(String database, String warning) {
		logger.warn(LogMessage.format("Database '%s': %s", database, warning));
	}

	@Override
	public void waiting(String database, LockHolder holder) {
		logger.info(LogMessage.format("Database '%s': waiting for %s%s, which migrates it", database, holder,
				(holder.since() != null) ? " (busy since " + holder.since() + ")" : ""));
	}

	@Override
	public void copied(String database, Path copy) {
		logger.info(LogMessage.format("Database '%s': copied to %s before it is changed", database, copy));
	}

	@Override
	public void started(String database, String version, String description) {
		logger.debug(LogMessage.format("Database '%s': applying %s %s", database, version, description));
	}

	@Override
	public void retrying(String database, String version, int attempt, Duration pause, List<LockHolder> blockers) {
		logger.warn(LogMessage.format(
				"Database '%s': a lock was in the way of migration %s (attempt %d)%s. It was rolled back, and is tried "
						+ "again in %d ms",
				database, version, attempt,
				(blockers.isEmpty()) ? ""
						: ", held by " + blockers.stream()
							.map((holder) -> holder + ((holder.since() != null) ? " since " + holder.since() : ""))
							.collect(Collectors.joining(", ")),
				pause.toMillis()));
	}

	@Override
	public void applied(String database, String version, String description, Duration duration) {
		logger.info(LogMessage.format("Database '%s': applied %s %s (%d ms)", database, version, description,
				duration.toMillis()));
	}

	@Override
	public void undoing(String database, String version, String description) {
		logger.debug(LogMessage.format("Database '%s': undoing %s %s", database, version, description));
	}

	@Override
	public void undone(String database, String version, String description, Duration duration) {
		logger.info(LogMessage.format("Database '%s': undid %s %s (%d ms)", database, version, description,
				duration.toMillis()));
	}

	@Override
	public void finished(String database, Status status, int applied, Duration duration) {
		logger.info(LogMessage.format(
				"Database '%s' (%s %s): %d migrations applied now, %d in all, %d pending, version " + "%s, %d ms",
				database, status.product(), status.productVersion(), applied, status.applied().size(),
				status.pending().size(), (status.version() != null) ? status.version() : "none", duration.toMillis()));
	}

}
