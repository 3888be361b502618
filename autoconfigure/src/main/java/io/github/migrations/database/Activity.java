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

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What another session is doing right now, as the database tells it.
 *
 * @param detail what it does, for people, or {@code null} if the database does not tell
 * @param percent how much of that is done, from 0 to 100, or {@code null} if the database
 * does not tell
 * @param blockers who holds the locks that it waits for; empty if it does not wait
 */
public record Activity(@Nullable String detail, @Nullable Double percent, List<LockHolder> blockers) {

	/** Nothing is known. */
	public static final Activity NONE = new Activity(null, null, List.of());

	public Activity {
		blockers = List.copyOf(blockers);
	}

}
