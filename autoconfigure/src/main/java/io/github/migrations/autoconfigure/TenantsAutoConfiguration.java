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
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import io.github.migrations.tenant.CurrentTenant;
import io.github.migrations.tenant.Sweep;
import io.github.migrations.tenant.TenantConnections;
import io.github.migrations.tenant.TenantDataSource;
import io.github.migrations.tenant.TenantDatabases;
import io.github.migrations.tenant.TenantMigrator;
import io.github.migrations.tenant.Tenants;

/**
 * Auto-configuration of databases for tenants. The application's own DataSource stays the
 * one that is injected where nothing else is said; that of the tenants is called
 * {@code tenantDataSource}.
 */
@AutoConfiguration(after = { DataSourceAutoConfiguration.class, MigrationsAutoConfiguration.class })
@ConditionalOnClass(DataSource.class)
@Conditional(OnTenantsCondition.class)
public final class TenantsAutoConfiguration {

	private static final String POOL = "org.apache.commons.dbcp2.DelegatingConnection";

	/**
	 * The way to the databases, also where nothing is migrated.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(name = POOL)
	@EnableConfigurationProperties({ MigrationsProperties.class, TenantsProperties.class })
	static class DatabasesConfiguration {

		@Bean
		@ConditionalOnMissingBean
		TenantDatabases tenantDatabases(TenantsProperties properties, ObjectProvider<DataSource> dataSource,
				ObjectProvider<JdbcConnectionDetails> details, Environment environment) {
			return new TenantPlaces(properties, dataSource, new TenantServer(details, environment)).databases();
		}

		@Bean
		@ConditionalOnMissingBean
		Tenants migrationsTenants(ObjectProvider<TenantRuns> runs, TenantDatabases databases,
				MigrationsProperties properties) {
			TenantMigrator migrator = runs.getIfAvailable();
			if (migrator == null || properties.getRunOn() == RunOn.NEVER) {
				return new Tenants(new UnmigratedTenants(databases,
						(migrator == null) ? "spring.migrations.enabled=false" : "spring.migrations.run-on=never"));
			}
			return new Tenants(migrator);
		}

		@Bean
		TenantConnections migrationsTenantConnections(TenantDatabases databases, Tenants tenants,
				TenantsProperties properties) {
			return new TenantConnections(databases, tenants, new TenantsFactory(properties).size());
		}

		@Bean(defaultCandidate = false)
		@ConditionalOnMissingBean(name = "tenantDataSource")
		TenantRoutingDataSource tenantDataSource(ObjectProvider<CurrentTenant> tenantOfThread, Tenants tenants,
				TenantConnections connections) {
			return new TenantRoutingDataSource(
					new TenantDataSource(CurrentTenantBean.of(tenantOfThread), tenants, connections));
		}

	}

	/**
	 * Migrates the databases.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(name = POOL)
	@ConditionalOnBooleanProperty(name = "spring.migrations.enabled", matchIfMissing = true)
	static class MigrationConfiguration {

		@Bean
		TenantChain migrationsTenantChain(TenantDatabases databases, TenantsProperties tenants,
				MigrationsProperties properties, ConfigurableListableBeanFactory beanFactory,
				ApplicationContext context) {
			MigrationsFactory factory = new MigrationsFactory(beanFactory, context.getEnvironment(), properties,
					List.of());
			return new TenantsFactory(tenants).chain(databases, context,
					factory.tenantSettings(tenants.getLockRetry()));
		}

		@Bean
		TenantRuns migrationsTenantRuns(TenantChain chain) {
			return new TenantRuns(chain);
		}

		@Bean
		Sweep migrationsTenantSweep(TenantDatabases databases, Tenants tenants, TenantsProperties properties) {
			boolean bounded = properties.getStrategy() != TenantStrategy.ALL;
			return new Sweep(databases, tenants, new TenantsFactory(properties).sweep(bounded), new SweepLog());
		}

		@Bean
		TenantMigrations tenantMigrations(TenantRuns runs, Tenants tenants,
				ObjectProvider<TenantConnections> connections, TenantsProperties properties,
				ObjectProvider<Sweep> sweep, MigrationsProperties migrations) {
			boolean never = migrations.getRunOn() == RunOn.NEVER;
			return new TenantMigrations(runs, tenants, connections::getObject,
					new TenantsFactory(properties).sweep(false),
					new TenantWalk(sweep::getObject, properties.getStrategy(), never));
		}

		@Bean
		TenantsStart migrationsTenantsStart(TenantChain chain, Sweep sweep, TenantsProperties properties,
				MigrationsProperties migrations, ObjectProvider<Migrations> databases) {
			return new TenantsStart(chain.plan().scripts(), sweep, properties, migrations, databases);
		}

		@Bean
		ReadyListener migrationsTenantsReadyListener(TenantsStart start) {
			return new ReadyListener(start::beforeReady);
		}

	}

	/**
	 * Says what is missing, where somebody asks for the databases of tenants.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingClass(POOL)
	static class NoPoolConfiguration {

		@Bean
		TenantMigrations tenantMigrations() {
			throw MigrationsFactory.refused(
					"Databases of tenants are configured (spring.migrations.tenants), but the pool for their "
							+ "connections is not on the class path.",
					"Add the dependency org.apache.commons:commons-dbcp2, which the starter brings along.");
		}

	}

}
