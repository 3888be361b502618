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

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.migrations.database.LockHolder;

/**
 * Collects what a migrator tells.
 */
final class Events implements MigrationListener {

	final List<String> lines = new CopyOnWriteArrayList<>();

	@Override
	public void warning(String database, String warning) {
		this.lines.add("warning " + warning);
	}

	@Override
	public void waiting(String database, LockHolder holder) {
		this.lines.add("waiting for " + holder);
	}

	@Override
	public void copied(String database, Path copy) {
		this.lines.add("copied " + copy.getFileName());
	}

	@Override
	public void started(String database, String version, String description) {
		this.lines.add("started " + version);
	}

	@Override
	public void retrying(String database, String version, int attempt, Duration pause, List<LockHolder> blockers) {
		this.lines.add("retrying " + version + " after attempt " + attempt);
	}

	@Override
	public void applied(String database, String version, String description, Duration duration) {
		this.lines.add("applied " + version + " " + description);
	}

	@Override
	public void undoing(String database, String version, String description) {
		this.lines.add("undoing " + version);
	}

	@Override
	public void undone(String database, String version, String description, Duration duration) {
		this.lines.add("undone " + version + " " + description);
	}

	@Override
	public void finished(String database, Status status, int applied, Duration duration) {
		this.lines.add("finished " + status.state() + " " + applied);
	}

}
