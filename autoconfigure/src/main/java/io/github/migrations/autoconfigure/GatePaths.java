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
import java.util.stream.Stream;

import org.springframework.http.server.PathContainer;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import org.springframework.web.util.pattern.PatternParseException;

import io.github.migrations.engine.MigrationException;
import io.github.migrations.engine.Status;

/**
 * The paths that lead past the gate.
 */
final class GatePaths {

	private final List<PathPattern> excluded;

	private final SingletonSupplier<List<PathPattern>> open;

	/**
	 * Creates the paths.
	 * @param excluded the patterns that the application has named
	 * @param open further paths, not asked for before the first request
	 * @throws MigrationException if a pattern cannot be parsed
	 */
	GatePaths(List<String> excluded, Iterable<OpenPaths> open) {
		this.excluded = excluded.stream().map(GatePaths::parse).toList();
		this.open = SingletonSupplier.of(() -> {
			Stream<String> patterns = Stream.empty();
			for (OpenPaths paths : open) {
				patterns = Stream.concat(patterns, paths.patterns());
			}
			return patterns.distinct().map(PathPatternParser.defaultInstance::parse).toList();
		});
	}

	private static PathPattern parse(String pattern) {
		try {
			return PathPatternParser.defaultInstance
				.parse(PathPatternParser.defaultInstance.initFullPathPattern(pattern));
		}
		catch (PatternParseException ex) {
			String message = "spring.migrations.gate-exclude: '%s' is not a path pattern: %s.".formatted(pattern,
					ex.getMessage());
			throw new MigrationException(message,
					"Write it as a pattern of Spring's, for instance /internal/** or /status.",
					new Status.Failure(null, null, 0, message), ex);
		}
	}

	/**
	 * Tells whether a path leads past the gate.
	 * @param path the path below the context path
	 * @param pathOfServlet the same path below that of the servlet, if it has one
	 */
	boolean pass(PathContainer path, PathContainer pathOfServlet) {
		return this.excluded.stream().anyMatch((pattern) -> pattern.matches(path))
				|| this.open.obtain().stream().anyMatch((pattern) -> pattern.matches(pathOfServlet));
	}

}
