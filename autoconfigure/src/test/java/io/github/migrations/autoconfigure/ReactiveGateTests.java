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

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the gate of a reactive application.
 */
class ReactiveGateTests extends GateContract {

	/**
	 * The tests have two web servers, and this would be the management port of the other.
	 */
	private static final String TOMCAT = "org.springframework.boot.tomcat.autoconfigure.actuate.web.server."
			+ "TomcatReactiveManagementContextAutoConfiguration";

	@Override
	List<String> kind() {
		return List.of("--spring.main.web-application-type=reactive", "--spring.autoconfigure.exclude=" + TOMCAT);
	}

	@Override
	Class<?>[] sources() {
		return new Class<?>[] { OwnThreads.class };
	}

	@Override
	String contextPath(String path) {
		return "--spring.webflux.base-path=" + path;
	}

	@Test
	void requestsThatWaitTakeNoThreads() {
		try (BlockedDatabase database = blocked();
				WebApplication application = start("--spring.migrations.gate=wait",
						"--spring.migrations.gate-timeout=10m")) {
			awaitWaiting(application);
			List<CompletableFuture<HttpResponse<String>>> requests = Stream.generate(() -> held(application, "/things"))
				.limit(64)
				.toList();
			assertHealth(application, "/actuator/health/liveness", 200);
			assertThat(requests).noneMatch(CompletableFuture::isDone);
			database.release();
			assertThat(requests).allMatch((request) -> request.join().body().equals("things"));
		}
	}

	/**
	 * Applications that begin and end in quick succession would share the threads of the
	 * server, of which one is being disposed of while the next one takes connections.
	 */
	@Configuration(proxyBeanMethods = false)
	static class OwnThreads {

		@Bean
		ReactorResourceFactory reactorResourceFactory() {
			ReactorResourceFactory factory = new ReactorResourceFactory();
			factory.setUseGlobalResources(false);
			factory.setShutdownQuietPeriod(Duration.ZERO);
			return factory;
		}

	}

}
