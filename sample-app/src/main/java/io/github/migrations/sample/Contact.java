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

package io.github.migrations.sample;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Somebody whom a user knows at a company.
 *
 * @param id the key
 * @param name what the person is called
 * @param email where to write to
 * @param jobId the key of the job that it is about
 * @param createdAt when it was stored
 */
record Contact(String id, String name, @Nullable String email, @Nullable String jobId,
		Instant createdAt) implements Tracked {
}
