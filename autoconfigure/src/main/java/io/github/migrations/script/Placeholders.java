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

package io.github.migrations.script;

import java.io.Reader;
import java.util.Map;

/**
 * Values for the placeholders <code>${name}</code> of scripts. Without any value nothing
 * is replaced, and a dollar sign before a brace means nothing.
 *
 * @param values the values by name
 */
public record Placeholders(Map<String, String> values) {

	/** No placeholders: scripts are run as they are. */
	public static final Placeholders NONE = new Placeholders(Map.of());

	/**
	 * Takes the values.
	 * @throws IllegalArgumentException if a value has a line end, which would make the
	 * lines of a script other ones than those of its file
	 */
	public Placeholders {
		values = Map.copyOf(values);
		values.forEach((name, value) -> {
			if (value.indexOf('\n') >= 0) {
				throw new IllegalArgumentException("The value of the placeholder '%s' has a line end".formatted(name));
			}
		});
	}

	Reader resolve(Reader reader) {
		return (this.values.isEmpty()) ? reader : new PlaceholderReader(reader, this.values);
	}

}
