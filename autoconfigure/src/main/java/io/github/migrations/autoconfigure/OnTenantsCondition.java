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

import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;

import io.github.migrations.tenant.TenantDatabases;

/**
 * Matches where the databases of tenants are: by a property, or by a bean of the
 * application.
 */
final class OnTenantsCondition extends AnyNestedCondition {

	OnTenantsCondition() {
		super(ConfigurationPhase.REGISTER_BEAN);
	}

	/**
	 * A file each.
	 */
	@ConditionalOnProperty(TenantsProperties.PREFIX + ".files")
	static class Files {

	}

	/**
	 * A schema each.
	 */
	@ConditionalOnProperty(TenantsProperties.PREFIX + ".schemas")
	static class Schemas {

	}

	/**
	 * A schema each, by a list.
	 */
	@ConditionalOnProperty(TenantsProperties.PREFIX + ".schemas-query")
	static class ListedSchemas {

	}

	/**
	 * A database each on one server.
	 */
	@ConditionalOnProperty(TenantsProperties.PREFIX + ".databases")
	static class OnServer {

	}

	/**
	 * Whatever the application has.
	 */
	@ConditionalOnBean(TenantDatabases.class)
	static class Bean {

	}

}
