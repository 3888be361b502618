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

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.migrations.engine.AlreadyRunningException;
import io.github.migrations.engine.InvalidRequestException;
import io.github.migrations.tenant.Sweep;
import io.github.migrations.tenant.SweepProgress;

/**
 * The application's own walk through all tenants, which a person may begin as well.
 *
 * @param sweep does it
 * @param strategy when it is done without being asked for
 * @param never whether the application migrates nothing
 */
record TenantWalk(Supplier<Sweep> sweep, TenantStrategy strategy, boolean never) {

	/**
	 * Says how far it has come.
	 * @return its progress, or {@code null} where nobody walks
	 */
	@Nullable SweepProgress progress() {
		SweepProgress progress = this.sweep.get().progress();
		return (this.strategy != TenantStrategy.LAZY || progress.state() != SweepProgress.State.WAITING) ? progress
				: null;
	}

	/**
	 * Begins it in the background.
	 * @throws AlreadyRunningException if it is going on already
	 * @throws InvalidRequestException if the application migrates nothing
	 */
	void begin() {
		if (this.never) {
			throw new InvalidRequestException(
					"No tenant is migrated by this application, because spring.migrations.run-on=never is set.",
					"Use the command: java -jar app.jar migrations:migrate --tenants. Nothing has been begun.");
		}
		if (!this.sweep.get().start()) {
			throw AlreadyRunningException.here("A walk through all tenants is going on already.");
		}
	}

}
