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

package io.github.migrations.actuate;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;

import io.github.migrations.autoconfigure.Migrations;
import io.github.migrations.autoconfigure.MigrationsAutoConfiguration;
import io.github.migrations.autoconfigure.TenantMigrations;
import io.github.migrations.autoconfigure.TenantsAutoConfiguration;

/**
 * Auto-configuration of the endpoint.
 */
@AutoConfiguration(after = { MigrationsAutoConfiguration.class, TenantsAutoConfiguration.class })
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnAvailableEndpoint(MigrationsEndpoint.class)
@ConditionalOnBean(Migrations.class)
@ImportRuntimeHints(StylesheetRuntimeHints.class)
public final class MigrationsEndpointAutoConfiguration {

	private static final String NAME = "migrations";

	@Bean
	@ConditionalOnMissingBean
	MigrationsEndpoint migrationsEndpoint(ObjectProvider<Migrations> migrations,
			ObjectProvider<TenantMigrations> tenants) {
		return new MigrationsEndpoint(migrations::getObject, tenants::getIfAvailable);
	}

	@Bean
	@ConditionalOnMissingBean
	MigrationsEndpointWebExtension migrationsEndpointWebExtension(MigrationsEndpoint endpoint,
			ObjectProvider<PathMappedEndpoints> paths) {
		return new MigrationsEndpointWebExtension(endpoint, () -> segment(paths.getIfAvailable()));
	}

	@Bean
	KnownParameters migrationsKnownParameters() {
		return new KnownParameters(EndpointId.of(NAME));
	}

	/**
	 * The endpoint may have been given another path.
	 */
	private static String segment(@Nullable PathMappedEndpoints paths) {
		String path = (paths != null) ? paths.getPath(EndpointId.of(NAME)) : null;
		return (path != null) ? path.substring(path.lastIndexOf('/') + 1) : NAME;
	}

}
