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

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.availability.ApplicationAvailabilityBean;
import org.springframework.boot.availability.AvailabilityState;
import org.springframework.boot.availability.ReadinessState;

/**
 * The availability of the application, whose readiness follows only when the schema is
 * ready: also where a failed migration does not stop the application, and in whatever
 * order events arrive.
 */
final class SchemaAwareAvailability extends ApplicationAvailabilityBean {

	private final ObjectProvider<MigrationsRunner> runner;

	private final ObjectProvider<TenantsStart> tenants;

	SchemaAwareAvailability(ObjectProvider<MigrationsRunner> runner, ObjectProvider<TenantsStart> tenants) {
		this.runner = runner;
		this.tenants = tenants;
	}

	@Override
	public <S extends AvailabilityState> S getState(Class<S> stateType, S defaultState) {
		S state = super.getState(stateType, defaultState);
		return (isTooEarly(state)) ? stateType.cast(ReadinessState.REFUSING_TRAFFIC) : state;
	}

	private boolean isTooEarly(Object state) {
		return state == ReadinessState.ACCEPTING_TRAFFIC
				&& !(this.runner.getObject().isSchemaReady() && this.tenants.stream().allMatch(TenantsStart::isReady));
	}

}
