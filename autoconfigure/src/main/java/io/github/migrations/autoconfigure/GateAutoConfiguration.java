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

import java.util.function.BooleanSupplier;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.web.server.WebFilter;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Auto-configuration of the gate before a web application whose databases are migrated
 * when its port is open already.
 */
@AutoConfiguration(after = MigrationsAutoConfiguration.class)
@ConditionalOnClass(PathPattern.class)
@ConditionalOnWebApplication
@ConditionalOnBean(MigrationsRunner.class)
@ConditionalOnRunOn(RunOn.APPLICATION_READY)
@Conditional(GateAutoConfiguration.NotSwitchedOff.class)
public final class GateAutoConfiguration {

	@Bean
	RequestGate migrationsRequestGate(ObjectProvider<MigrationsRunner> runner, ApplicationContext context) {
		return new RequestGate(runner, context);
	}

	@Bean
	GatePaths migrationsGatePaths(MigrationsProperties properties, ObjectProvider<OpenPaths> open) {
		return new GatePaths(properties.getGateExclude(), open);
	}

	/**
	 * Lets requests to endpoints pass.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ PathMappedEndpoints.class, ManagementPortType.class })
	static class EndpointPathsConfiguration {

		@Bean
		EndpointPaths migrationsEndpointPaths(ObjectProvider<PathMappedEndpoints> endpoints, Environment environment) {
			return new EndpointPaths(endpoints, environment);
		}

	}

	/**
	 * Lets probes pass.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ HealthEndpointGroups.class, PathMappedEndpoints.class })
	static class HealthPathsConfiguration {

		@Bean
		HealthPaths migrationsHealthPaths(ObjectProvider<HealthEndpointGroups> groups) {
			return new HealthPaths(groups);
		}

	}

	/**
	 * The gate of a servlet application.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ Filter.class, FilterRegistrationBean.class })
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
	static class ServletConfiguration {

		@Bean
		FilterRegistrationBean<GateFilter> migrationsGateFilter(RequestGate gate, GatePaths paths,
				MigrationsProperties properties, ObjectProvider<Migrations> migrations, Environment environment) {
			BooleanSupplier waiting = (properties.getGate() == Gate.WAIT)
					? new HeldRequests(gate, properties.getGateTimeout(), environment) : () -> false;
			FilterRegistrationBean<GateFilter> registration = new FilterRegistrationBean<>(
					new GateFilter(gate, paths, waiting, migrations));
			registration.setDispatcherTypes(DispatcherType.REQUEST);
			registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
			return registration;
		}

	}

	/**
	 * The gate of a reactive application.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WebFilter.class)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	static class ReactiveConfiguration {

		@Bean
		GateWebFilter migrationsGateWebFilter(RequestGate gate, GatePaths paths, MigrationsProperties properties,
				ObjectProvider<Migrations> migrations, ApplicationContext context) {
			return new GateWebFilter(gate, paths,
					(properties.getGate() == Gate.WAIT) ? properties.getGateTimeout() : null, migrations, context);
		}

	}

	/**
	 * Matches unless there is to be no gate.
	 */
	static final class NotSwitchedOff extends NoneNestedConditions {

		NotSwitchedOff() {
			super(ConfigurationPhase.REGISTER_BEAN);
		}

		/**
		 * There is to be no gate.
		 */
		@ConditionalOnProperty(name = "spring.migrations.gate", havingValue = "none")
		static final class SwitchedOff {

		}

	}

}
