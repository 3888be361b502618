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

package io.github.migrations.test;

import java.util.List;

/**
 * Allows the SQLite driver of a child process to load its library.
 */
public final class NativeAccess {

	private NativeAccess() {
	}

	/**
	 * Returns what the manifest of an executable jar says, as options of {@code java}.
	 * @return the options, none where the runtime does not warn
	 */
	public static List<String> options() {
		return (Runtime.version().feature() >= 24) ? List.of("--enable-native-access=ALL-UNNAMED") : List.of();
	}

}
