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

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.servlet.HandlerMapping;

import io.github.migrations.tenant.CurrentTenant;

/**
 * The user whom the path of the current request names: {@code /users/{user}/…}. An
 * application with a login would ask that.
 */
@Component
class CurrentUser implements CurrentTenant {

	@Override
	public @Nullable String get() {
		RequestAttributes request = RequestContextHolder.getRequestAttributes();
		Object variables = (request != null)
				? request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, RequestAttributes.SCOPE_REQUEST)
				: null;
		return (variables instanceof Map<?, ?> map && map.get("user") instanceof String user) ? user : null;
	}

}
