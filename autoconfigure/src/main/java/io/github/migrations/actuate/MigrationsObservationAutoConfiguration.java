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

import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

import io.github.migrations.autoconfigure.Migrations;
import io.github.migrations.autoconfigure.MigrationsAutoConfiguration;

/**
 * Auto-configuration of the observation of each migration. A command observes none: with
 * the registry it would make all meters, and the databases that they measure.
 */
@AutoConfiguration(after = MigrationsAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean({ Migrations.class, ObservationRegistry.class })
@ConditionalOnProperty(name = "migrations.internal.command", matchIfMissing = true, havingValue = "none")
public final class MigrationsObservationAutoConfiguration {

	@Bean
	MigrationObservations migrationsObservations(ObjectProvider<ObservationRegistry> registry,
			ObjectProvider<Migrations> migrations) {
		return new MigrationObservations(registry::getObject, new DatabaseTag(migrations::getObject));
	}

}
