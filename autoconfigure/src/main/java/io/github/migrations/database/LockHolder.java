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

package io.github.migrations.database;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Who holds the lock that somebody waits for, as far as the database can tell.
 *
 * @param pid the process id of the database's backend, or {@code null}
 * @param application the name that the application gave its connection, or {@code null}
 * @param host the address that the connection comes from, or {@code null} for a local one
 * @param since since when it has been busy with what it does, or {@code null}
 */
public record LockHolder(@Nullable Integer pid, @Nullable String application, @Nullable String host,
		@Nullable Instant since) {

	/** Another process, of which nothing else is known. */
	public static final LockHolder UNKNOWN = new LockHolder(null, null, null, null);

	@Override
	public String toString() {
		if (this.pid == null) {
			return "another process";
		}
		String name = (this.application != null && !this.application.isEmpty()) ? " '" + this.application + "'" : "";
		return "process " + this.pid + name + ((this.host != null) ? " on " + this.host : "");
	}

}
