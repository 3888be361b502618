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

import java.util.List;

import javax.sql.DataSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.sql.init.dependency.DatabaseInitializationDependencyConfigurer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import io.github.migrations.engine.MigrationListener;

/**
 * Auto-configuration of migrations.
 */
@AutoConfiguration(after = DataSourceAutoConfiguration.class, before = ApplicationAvailabilityAutoConfiguration.class)
@ConditionalOnClass(DataSource.class)
@ConditionalOnBooleanProperty(name = "spring.migrations.enabled", matchIfMissing = true)
@EnableConfigurationProperties(MigrationsProperties.class)
@Import(DatabaseInitializationDependencyConfigurer.class)
public final class MigrationsAutoConfiguration {

	private static final String RUN_ON = "spring.migrations.run-on";

	private static final String COMMAND = "spring.migrations.command.verb";

	private static final String FLYWAY_LOCATION = "classpath:db/migration";

	@Bean
	LoggingMigrationListener migrationsLoggingListener() {
		return new LoggingMigrationListener();
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	Migrations migrations(ApplicationContext context, MigrationsProperties properties,
			ObjectProvider<MigrationListener> listeners) {
		return new MigrationsFactory(context, properties, listeners.orderedStream().toList()).create();
	}

	@Bean
	MigrationsRunner migrationsRunner(Migrations migrations, ApplicationContext context,
			MigrationsProperties properties) {
		return new MigrationsRunner(migrations, new MigrationsFactory(context, properties, List.of()).scripts(),
				new ResourceScriptSource(List.of(FLYWAY_LOCATION), false, context), properties.getOnFailure());
	}

	@Bean
	static LazyInitializationExcludeFilter migrationsLazyInitializationExcludeFilter() {
		return LazyInitializationExcludeFilter.forBeanTypes(MigrationsInitializer.class, ReadyListener.class);
	}

	/**
	 * Migrates when the application is ready.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(name = RUN_ON, havingValue = "application-ready", matchIfMissing = true)
	static class ApplicationReadyConfiguration {

		@Bean
		ReadyListener migrationsReadyListener(MigrationsRunner runner) {
			return new ReadyListener(runner);
		}

		@Bean
		@ConditionalOnMissingBean(value = ApplicationAvailability.class, search = SearchStrategy.CURRENT)
		SchemaAwareAvailability applicationAvailability(ObjectProvider<MigrationsRunner> runner) {
			return new SchemaAwareAvailability(runner);
		}

	}

	/**
	 * Migrates while the application starts.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(name = RUN_ON, havingValue = "startup")
	@ConditionalOnProperty(name = COMMAND, matchIfMissing = true, havingValue = "none")
	static class StartupConfiguration {

		@Bean
		MigrationsInitializer migrationsInitializer(MigrationsRunner runner) {
			return new MigrationsInitializer(runner);
		}

		@Bean
		@ConditionalOnMissingBean(value = ApplicationAvailability.class, search = SearchStrategy.CURRENT)
		SchemaAwareAvailability applicationAvailability(ObjectProvider<MigrationsRunner> runner) {
			return new SchemaAwareAvailability(runner);
		}

	}

	/**
	 * Migrates before the first connection.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty(name = RUN_ON, havingValue = "first-connection")
	static class FirstConnectionConfiguration {

		@Bean
		static FirstConnection migrationsFirstConnection(ObjectProvider<Migrations> migrations) {
			return new FirstConnection(migrations);
		}

	}

}
