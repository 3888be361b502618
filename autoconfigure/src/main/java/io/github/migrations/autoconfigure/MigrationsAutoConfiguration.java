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

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
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
import org.springframework.core.env.Environment;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;

import io.github.migrations.engine.MigrationListener;

/**
 * Auto-configuration of migrations.
 */
@AutoConfiguration(after = DataSourceAutoConfiguration.class, before = ApplicationAvailabilityAutoConfiguration.class)
@ConditionalOnClass(DataSource.class)
@ConditionalOnBooleanProperty(name = "spring.migrations.enabled", matchIfMissing = true)
@EnableConfigurationProperties(MigrationsProperties.class)
@Import(DatabaseInitializationDependencyConfigurer.class)
@ImportRuntimeHints(MigrationsRuntimeHints.class)
public final class MigrationsAutoConfiguration {

	/** Set while the application runs a command and nothing else. */
	private static final String COMMAND = "migrations.internal.command";

	private static final String FLYWAY_LOCATION = "classpath:db/migration";

	@Bean
	LoggingMigrationListener migrationsLoggingListener() {
		return new LoggingMigrationListener();
	}

	@Bean
	ProgressLog migrationsProgressLog(MigrationsProperties properties) {
		return new ProgressLog(properties.getProgressInterval());
	}

	/**
	 * The listeners of an application are none of a command's business.
	 */
	@Bean
	@ConditionalOnProperty(name = COMMAND, matchIfMissing = true, havingValue = "none")
	EventPublisher migrationsEventPublisher(ApplicationContext context) {
		return new EventPublisher(context);
	}

	@Bean
	SchemaReadiness migrationsSchemaReadiness() {
		return new SchemaReadiness();
	}

	@Bean
	@ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
	Migrations migrations(ConfigurableListableBeanFactory beanFactory, ApplicationContext context,
			MigrationsProperties properties, ObjectProvider<MigrationListener> listeners) {
		BeanFactory parent = DataSourceBeans.inheritedFrom(beanFactory);
		return (parent != null) ? parent.getBean(Migrations.class) : new MigrationsFactory(beanFactory,
				context.getEnvironment(), properties, listeners.orderedStream().toList())
			.create();
	}

	@Bean
	MigrationsRunner migrationsRunner(Migrations migrations, ConfigurableListableBeanFactory beanFactory,
			ApplicationContext context, MigrationsProperties properties, SchemaReadiness readiness) {
		BeanFactory parent = DataSourceBeans.inheritedFrom(beanFactory);
		return (parent != null) ? parent.getBean(MigrationsRunner.class)
				: new MigrationsRunner(migrations,
						new MigrationsFactory(beanFactory, context.getEnvironment(), properties, List.of()).scripts(),
						new ResourceScriptSource(List.of(FLYWAY_LOCATION), false, context.getClassLoader()),
						properties.getOnFailure(), readiness);
	}

	/**
	 * Migrates when the application is ready.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnRunOn(RunOn.APPLICATION_READY)
	static class ApplicationReadyConfiguration {

		@Bean
		ReadyListener migrationsReadyListener(MigrationsRunner runner, ConfigurableListableBeanFactory beanFactory,
				Environment environment) {
			HibernateOrder order = new HibernateOrder(beanFactory, environment);
			return new ReadyListener(() -> {
				order.check();
				runner.run();
			});
		}

		@Bean
		static SeenDataSources migrationsSeenDataSources() {
			return new SeenDataSources();
		}

	}

	/**
	 * Migrates while the application starts.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnRunOn(RunOn.STARTUP)
	@ConditionalOnProperty(name = COMMAND, matchIfMissing = true, havingValue = "none")
	static class StartupConfiguration {

		@Bean
		MigrationsInitializer migrationsInitializer(MigrationsRunner runner) {
			return new MigrationsInitializer(runner);
		}

		@Bean
		static LazyInitializationExcludeFilter migrationsLazyInitializationExcludeFilter() {
			return LazyInitializationExcludeFilter.forBeanTypes(MigrationsInitializer.class);
		}

	}

	/**
	 * Lets readiness follow the migrations.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnRunOn({ RunOn.APPLICATION_READY, RunOn.STARTUP })
	@ConditionalOnMissingBean(value = ApplicationAvailability.class, search = SearchStrategy.CURRENT)
	static class AvailabilityConfiguration {

		@Bean
		SchemaAwareAvailability applicationAvailability(ObjectProvider<MigrationsRunner> runner,
				ObjectProvider<TenantsStart> tenants) {
			return new SchemaAwareAvailability(runner, tenants);
		}

	}

	/**
	 * Migrates before the first connection.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnRunOn(RunOn.FIRST_CONNECTION)
	static class FirstConnectionConfiguration {

		@Bean
		static FirstConnection migrationsFirstConnection(ObjectProvider<MigrationsRunner> runner) {
			return new FirstConnection(runner);
		}

		@Bean
		ReadyListener migrationsReadyListener(MigrationsRunner runner) {
			return new ReadyListener(runner::checkDatabases);
		}

	}

	/**
	 * Migrates nothing.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnRunOn(RunOn.NEVER)
	static class NeverConfiguration {

		@Bean
		ReadyListener migrationsReadyListener(MigrationsRunner runner) {
			return new ReadyListener(runner::show);
		}

	}

}
