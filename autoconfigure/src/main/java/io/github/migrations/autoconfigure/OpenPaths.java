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

/**
 * Names paths that lead past the gate because what answers there is not the application.
 */
@FunctionalInterface
interface OpenPaths {

	/**
	 * Returns the paths. Called when the first request comes, and not again.
	 * @return path patterns, below the path of the servlet where there is one
	 */
	Stream<String> patterns();

}
