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
import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/**
 * A job that a user applies for.
 *
 * @param id the key
 * @param company who offers it
 * @param title what it is
 * @param status how far the application has come
 * @param url where it is described
 * @param applyBy the last day to apply
 * @param createdAt when it was stored
 */
record Job(String id, String company, String title, String status, @Nullable String url, @Nullable LocalDate applyBy,
		Instant createdAt) implements Tracked {
}
