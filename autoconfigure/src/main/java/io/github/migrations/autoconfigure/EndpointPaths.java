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

import java.util.stream.Stream;

import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.actuate.endpoint.web.EndpointMapping;
import org.springframework.boot.actuate.endpoint.web.ExposableWebEndpoint;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoint;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.cloud.CloudPlatform;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * The paths of Spring Boot's endpoints on the port of the application. Where there is a
 * port for management alone, these are only the additional ones.
 *
 * @param endpoints the endpoints that are exposed
 * @param environment knows the ports
 */
record EndpointPaths(Iterable<PathMappedEndpoints> endpoints, Environment environment) implements OpenPaths {

	/** Where Spring Boot puts the endpoints once more on Cloud Foundry. */
	private static final String CLOUD_FOUNDRY = "/cloudfoundryapplication/**";

	@Override
	public Stream<String> patterns() {
		Stream<String> patterns = (CloudPlatform.CLOUD_FOUNDRY.isActive(this.environment)) ? Stream.of(CLOUD_FOUNDRY)
				: Stream.empty();
		boolean here = ManagementPortType.get(this.environment) == ManagementPortType.SAME;
		for (PathMappedEndpoints all : this.endpoints) {
			patterns = Stream.concat(patterns, all.stream().flatMap(EndpointPaths::additional));
			if (here) {
				EndpointMapping base = new EndpointMapping(all.getBasePath());
				patterns = Stream.concat(patterns,
						Stream.concat(links(base), all.stream().flatMap((endpoint) -> paths(base, endpoint))));
			}
		}
		return patterns;
	}

	private static Stream<String> additional(PathMappedEndpoint endpoint) {
		return endpoint.getAdditionalPaths(WebServerNamespace.SERVER)
			.stream()
			.map((path) -> (path.startsWith("/")) ? path : "/" + path);
	}

	/**
	 * The list of the endpoints; there is none on this port without a base path.
	 */
	private static Stream<String> links(EndpointMapping base) {
		return (StringUtils.hasText(base.getPath())) ? Stream.of(base.getPath(), base.getPath() + "/") : Stream.empty();
	}

	private static Stream<String> paths(EndpointMapping base, PathMappedEndpoint endpoint) {
		if (endpoint instanceof ExposableWebEndpoint web) {
			return web.getOperations()
				.stream()
				.map((operation) -> base.createSubPath(operation.getRequestPredicate().getPath()))
				.map((path) -> (path.isEmpty()) ? "/" : path);
		}
		String root = base.createSubPath(endpoint.getRootPath());
		return Stream.of(root, root + "/**");
	}

}
