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

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;

import io.github.migrations.engine.MigrationException;
import io.github.migrations.engine.Migrator;
import io.github.migrations.engine.Status;

/**
 * Recognises an application that could not start because a bean needs tables which are
 * made only when the application is ready: Hibernate validating its schema, or a query in
 * an initialising method.
 */
final class TooEarlyFailureAnalyzer implements FailureAnalyzer {

	private static final String HIBERNATE = "org.hibernate.tool.schema.spi.SchemaManagementException";

	/** PostgreSQL: a table, a column or a schema does not exist. */
	private static final Set<String> MISSING = Set.of("42P01", "42703", "3F000");

	private final @Nullable BeanFactory beanFactory;

	private final @Nullable Environment environment;

	TooEarlyFailureAnalyzer(@Nullable BeanFactory beanFactory, @Nullable Environment environment) {
		this.beanFactory = beanFactory;
		this.environment = environment;
	}

	@Override
	public @Nullable FailureAnalysis analyze(Throwable failure) {
		Throwable missing = findMissing(failure);
		if (missing == null || !(this.beanFactory instanceof AbstractBeanFactory factory) || this.environment == null) {
			return null;
		}
		List<String> pending = pending(factory, this.environment);
		if (pending.isEmpty()) {
			return null;
		}
		String description = """
				The application could not start, because a bean needs what pending migrations have not made yet:
				  %s
				Pending: %s. They run when the application is ready, which comes after its beans are made."""
			.formatted(missing.getMessage(), String.join(", ", pending));
		return new FailureAnalysis(description,
				"Let them run before the beans that need them: set spring.migrations.run-on=startup.", failure);
	}

	private static @Nullable Throwable findMissing(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			boolean hibernate = cause.getClass().getName().equals(HIBERNATE);
			if (hibernate || (cause instanceof SQLException ex && isMissing(ex))) {
				return cause;
			}
		}
		return null;
	}

	private static boolean isMissing(SQLException ex) {
		String message = String.valueOf(ex.getMessage());
		return MISSING.contains(String.valueOf(ex.getSQLState())) || message.contains("no such table")
				|| message.contains("no such column") || message.contains("has no column named");
	}

	/**
	 * Only where migrations run when the application is ready does anybody remember the
	 * DataSources.
	 */
	private static List<String> pending(AbstractBeanFactory factory, Environment environment) {
		MigrationsFactory migrators = new MigrationsFactory((ConfigurableListableBeanFactory) factory, environment,
				Binder.get(environment).bindOrCreate("spring.migrations", MigrationsProperties.class), List.of());
		return factory.getBeanPostProcessors()
			.stream()
			.filter(SeenDataSources.class::isInstance)
			.flatMap((seen) -> ((SeenDataSources) seen).beans().entrySet().stream())
			.map((bean) -> migrators.migrator(bean.getKey(), new Reopened(bean.getValue())))
			.flatMap(TooEarlyFailureAnalyzer::pending)
			.distinct()
			.toList();
	}

	private static Stream<String> pending(Migrator migrator) {
		try {
			return migrator.status().pending().stream().map(Status.Pending::version);
		}
		catch (MigrationException ex) {
			return Stream.empty();
		}
	}

}
