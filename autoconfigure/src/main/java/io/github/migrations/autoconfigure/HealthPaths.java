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

import java.util.Objects;
import java.util.stream.Stream;

import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.health.actuate.endpoint.AdditionalHealthEndpointPath;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroup;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;

/**
 * The additional paths of health groups on the port of the application, such as
 * {@code /livez}: read from the groups themselves, as the mapping of the paths is, so
 * that no probe is refused where an application brings groups of its own.
 *
 * @param groups the groups
 */
record HealthPaths(Iterable<HealthEndpointGroups> groups) implements OpenPaths {

	@Override
	public Stream<String> patterns() {
		Stream<String> patterns = Stream.empty();
		for (HealthEndpointGroups all : this.groups) {
			patterns = Stream.concat(patterns,
					all.getAllWithAdditionalPath(WebServerNamespace.SERVER)
						.stream()
						.map(HealthEndpointGroup::getAdditionalPath)
						.filter(Objects::nonNull)
						.map(AdditionalHealthEndpointPath::getValue)
						.map((path) -> (path.startsWith("/")) ? path : "/" + path));
		}
		return patterns;
	}

}
