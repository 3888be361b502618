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

import java.util.Collection;
import java.util.TreeSet;

import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.ObjectProvider;

import io.github.migrations.tenant.CurrentTenant;

/**
 * Finds the bean of the application that says for which tenant a thread works.
 */
final class CurrentTenantBean {

	private static final String ACTION = "Define one bean of type io.github.migrations.tenant.CurrentTenant: its method "
			+ "get() returns the tenant of the current thread, by the request, the user who is logged in, or whatever "
			+ "the application has, and null where there is none.";

	private CurrentTenantBean() {
	}

	static CurrentTenant of(ObjectProvider<CurrentTenant> beans) {
		try {
			CurrentTenant current = beans.getIfAvailable();
			if (current != null) {
				return current;
			}
		}
		catch (NoUniqueBeanDefinitionException ex) {
			throw MigrationsFactory.refused(
					"There are several beans that say who the current tenant is: %s.".formatted(names(ex)), ACTION);
		}
		throw MigrationsFactory.refused("Databases of tenants are configured (spring.migrations.tenants), but no bean "
				+ "says who the current tenant is.", ACTION);
	}

	private static String names(NoUniqueBeanDefinitionException ex) {
		Collection<String> names = ex.getBeanNamesFound();
		return (names != null) ? String.join(", ", new TreeSet<>(names)) : "";
	}

}
