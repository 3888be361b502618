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

/**
 * How the walk through all tenants is done.
 *
 * @param parallelism how many tenants are migrated at the same time
 * @param rate how many tenants are begun in a second at most; zero for no limit
 * @param canary the part of the tenants that is migrated before all others
 * @param maxFailures the part of the tenants that may fail; the walk stops when there are
 * more
 * @param minimum how many tenants must have been tried before that is looked at, the end
 * of the canary excepted
 */
public record SweepSettings(int parallelism, double rate, Share canary, Share maxFailures, int minimum) {

	/**
	 * Checks the values.
	 * @throws IllegalArgumentException if a number is out of range
	 */
	public SweepSettings {
		if (parallelism < 1) {
			throw new IllegalArgumentException("%d tenants at the same time are none".formatted(parallelism));
		}
		if (!(rate >= 0)) {
			throw new IllegalArgumentException("A rate of %s tenants in a second is none".formatted(rate));
		}
	}

}
