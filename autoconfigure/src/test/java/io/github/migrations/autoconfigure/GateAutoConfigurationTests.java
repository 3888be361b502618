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

import java.nio.file.Path;

import jakarta.servlet.DispatcherType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.AbstractApplicationContextRunner;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.Ordered;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link GateAutoConfiguration}.
 */
class GateAutoConfigurationTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	private <T extends AbstractApplicationContextRunner<T, ?, ?>> T with(T runner) {
		return runner
			.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class,
					MigrationsAutoConfiguration.class, GateAutoConfiguration.class))
			.withPropertyValues(TestFiles.sqlite(this.folder));
	}

	@Test
	void isTheFirstFilterOfAServletApplicationAndForRequestsAlone() {
		with(new WebApplicationContextRunner()).run((context) -> {
			assertThat(context).hasNotFailed()
				.hasBean("migrationsGateFilter")
				.doesNotHaveBean("migrationsGateWebFilter");
			FilterRegistrationBean<?> filter = context.getBean("migrationsGateFilter", FilterRegistrationBean.class);
			assertThat(filter.getOrder()).isEqualTo(Ordered.HIGHEST_PRECEDENCE);
			assertThat(filter.determineDispatcherTypes()).containsExactly(DispatcherType.REQUEST);
		});
	}

	@Test
	void isTheFirstFilterOfAReactiveApplication() {
		with(new ReactiveWebApplicationContextRunner()).run((context) -> {
			assertThat(context).hasNotFailed()
				.hasBean("migrationsGateWebFilter")
				.doesNotHaveBean("migrationsGateFilter");
			assertThat(context.getBean(GateWebFilter.class).getOrder()).isEqualTo(Ordered.HIGHEST_PRECEDENCE);
		});
	}

	@Test
	void doesNotExistWithoutWeb() {
		with(new ApplicationContextRunner()).run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(RequestGate.class)
			.doesNotHaveBean(GatePaths.class));
		with(new WebApplicationContextRunner()).withClassLoader(new FilteredClassLoader("org.springframework.web.util"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("migrationsRequestGate"));
	}

	@Test
	void worksWithoutActuatorAndHealth() {
		with(new WebApplicationContextRunner())
			.withClassLoader(
					new FilteredClassLoader("org.springframework.boot.actuate", "org.springframework.boot.health"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasBean("migrationsGateFilter")
				.doesNotHaveBean("migrationsEndpointPaths")
				.doesNotHaveBean("migrationsHealthPaths"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "spring.migrations.gate=none", "spring.migrations.enabled=false",
			"spring.migrations.run-on=startup", "spring.migrations.run-on=first-connection",
			"spring.migrations.run-on=never" })
	void canBeSwitchedOff(String property) {
		with(new WebApplicationContextRunner()).withPropertyValues(property)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("migrationsGateFilter"));
		with(new ReactiveWebApplicationContextRunner()).withPropertyValues(property)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("migrationsGateWebFilter"));
	}

	@Test
	void aPatternThatCannotBeParsedIsNamedAtTheStart() {
		with(new WebApplicationContextRunner()).withPropertyValues("spring.migrations.gate-exclude=/ok,/{id")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.hasStackTraceContaining("spring.migrations.gate-exclude: '/{id' is not a path pattern: "));
	}

}
