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

import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

/**
 * Lets one operation work on a database at a time, as far as this process goes.
 */
final class Turn {

	private final ReentrantLock lock = new ReentrantLock();

	private volatile @Nullable String running;

	/**
	 * Begins an operation.
	 * @param target the database
	 * @param operation what it is, in one word
	 * @throws AlreadyRunningException if another one is running, and is not to be waited
	 * for
	 */
	void take(Target target, String operation) {
		if (target.longestWait() == null) {
			this.lock.lock();
		}
		else if (!this.lock.tryLock()) {
			String running = this.running;
			throw AlreadyRunningException.here(target.name(),
					(running != null) ? running : "another operation is running");
		}
		this.running = "%s is running since %s".formatted(operation, Instant.now());
	}

	void end() {
		this.running = null;
		this.lock.unlock();
	}

}
