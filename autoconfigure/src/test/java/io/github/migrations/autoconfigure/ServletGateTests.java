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
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the gate of a servlet application.
 */
class ServletGateTests extends GateContract {

	@Override
	List<String> kind() {
		return List.of("--spring.main.web-application-type=servlet");
	}

	@Override
	String contextPath(String path) {
		return "--server.servlet.context-path=" + path;
	}

	@Test
	void pathsOfEndpointsFollowThePathOfTheServlet() {
		try (BlockedDatabase database = blocked();
				WebApplication application = start("--spring.mvc.servlet.path=/api", contextPath("/app"),
						"--management.endpoint.health.probes.add-additional-paths=true",
						"--spring.migrations.gate-exclude=/api/later")) {
			awaitWaiting(application);
			assertHealth(application, "/app/api/actuator/health/liveness", 200);
			assertHealth(application, "/app/api/livez", 200);
			assertThat(application.get("/app/api/later").body()).isEqualTo("later");
			assertShut(application, "/app/api/things");
			database.release();
			application.awaitStarted();
			assertOpen(application, "/app/api/things");
		}
	}

	@Test
	void endpointsRefuseMethodsThemselves() {
		try (BlockedDatabase database = blocked(); WebApplication application = start()) {
			assertThat(application.send("DELETE", "/actuator/health").join().statusCode()).isEqualTo(405);
			database.release();
		}
	}

	@Test
	void requestsThatWaitLeaveThreadsForProbes() {
		try (BlockedDatabase database = blocked();
				WebApplication application = start("--spring.migrations.gate=wait",
						"--spring.migrations.gate-timeout=10m", "--server.tomcat.threads.max=2")) {
			awaitWaiting(application);
			CompletableFuture<HttpResponse<String>> request = held(application, "/things");
			assertShut(application, "/things");
			assertHealth(application, "/actuator/health/liveness", 200);
			assertThat(request).isNotDone();
			database.release();
			assertThat(request.join().body()).isEqualTo("things");
		}
	}

}
