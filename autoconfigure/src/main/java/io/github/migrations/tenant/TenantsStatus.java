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

package io.github.migrations.tenant;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.github.migrations.engine.State;
import io.github.migrations.engine.Status;

/**
 * What there is to say about all tenants together.
 *
 * @param total how many tenants have a database
 * @param byState how many of them are in each state
 * @param byVersion how many of them have each version, the highest first;
 * {@link #NO_VERSION} stands for none
 * @param unread how many of them nothing is known of yet
 * @param migrating the names of those that are being migrated
 * @param failed why tenants could not be migrated, by name
 * @param rate how many have been migrated, or found to need nothing, in a second
 * @param sweep how the walk through all of them is getting on, or {@code null} if there
 * is none
 */
public record TenantsStatus(long total, Map<State, Long> byState, Map<String, Long> byVersion, long unread,
		List<String> migrating, Map<String, Status.Failure> failed, double rate, @Nullable SweepProgress sweep) {

	/** The version of a database without migrations. */
	public static final String NO_VERSION = "none";

	public TenantsStatus {
		byState = Collections.unmodifiableMap(new LinkedHashMap<>(byState));
		byVersion = Collections.unmodifiableMap(new LinkedHashMap<>(byVersion));
		migrating = List.copyOf(migrating);
		failed = Collections.unmodifiableMap(new LinkedHashMap<>(failed));
	}

}
