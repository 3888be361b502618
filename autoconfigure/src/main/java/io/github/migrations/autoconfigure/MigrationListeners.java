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
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.log.LogMessage;

import io.github.migrations.database.LockHolder;
import io.github.migrations.engine.MigrationException;
import io.github.migrations.engine.MigrationListener;
import io.github.migrations.engine.Status;

/**
 * Several listeners as one. A listener that fails is named in the log and does no harm to
 * the migration.
 *
 * @param listeners the listeners in their order
 */
record MigrationListeners(List<MigrationListener> listeners) implements MigrationListener {

	private static final Log logger = LogFactory.getLog(Migrations.class);

	@Override
	public void beginning(String database, Supplier<@Nullable Status> progress) {
		tell((listener) -> listener.beginning(database, progress));
	}

	@Override
	public void warning(String database, String warning) {
		tell((listener) -> listener.warning(database, warning));
	}

	@Override
	public void waiting(String database, LockHolder holder) {
		tell((listener) -> listener.waiting(database, holder));
	}

	@Override
	public void copied(String database, Path copy) {
		tell((listener) -> listener.copied(database, copy));
	}

	@Override
	public void started(String database, String version, String description) {
		tell((listener) -> listener.started(database, version, description));
	}

	@Override
	public void retrying(String database, String version, int attempt, Duration pause, List<LockHolder> blockers) {
		tell((listener) -> listener.retrying(database, version, attempt, pause, blockers));
	}

	@Override
	public void applied(String database, String version, String description, Duration duration) {
		tell((listener) -> listener.applied(database, version, description, duration));
	}

	@Override
	public void undoing(String database, String version, String description) {
		tell((listener) -> listener.undoing(database, version, description));
	}

	@Override
	public void undone(String database, String version, String description, Duration duration) {
		tell((listener) -> listener.undone(database, version, description, duration));
	}

	@Override
	public void finished(String database, Status status, int applied, Duration duration) {
		tell((listener) -> listener.finished(database, status, applied, duration));
	}

	@Override
	public void failed(String database, MigrationException failure, Duration duration) {
		tell((listener) -> listener.failed(database, failure, duration));
	}

	private void tell(Consumer<MigrationListener> news) {
		for (MigrationListener listener : this.listeners) {
			try {
				news.accept(listener);
			}
			catch (RuntimeException | LinkageError | AssertionError ex) {
				logger.warn(LogMessage.format("The migration listener %s failed", listener.getClass().getName()), ex);
			}
		}
	}

}
