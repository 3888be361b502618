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

import java.io.FilterReader;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Replaces placeholders while a script is read.
 */
final class PlaceholderReader extends FilterReader {

	/** The longest name; more than that between the braces is no placeholder. */
	private static final int MAX_NAME = 200;

	/** No character: a value comes in its place. */
	private static final int REPLACED = -2;

	private final PushbackReader source;

	private final Map<String, String> values;

	private String value = "";

	private int position;

	private int line = 1;

	PlaceholderReader(Reader source, Map<String, String> values) {
		this(new PushbackReader(source, MAX_NAME + 3), values);
	}

	private PlaceholderReader(PushbackReader source, Map<String, String> values) {
		super(source);
		this.source = source;
		this.values = values;
	}

	@Override
	public int read() throws IOException {
		int c = REPLACED;
		// a value may be empty
		while (c == REPLACED) {
			c = (this.position < this.value.length()) ? this.value.charAt(this.position++) : next();
		}
		return c;
	}

	/** The next character of the script, or that a placeholder stood there. */
	private int next() throws IOException {
		int c = this.source.read();
		if (c == '\n') {
			this.line++;
		}
		String name = (c == '$') ? name() : null;
		if (name == null) {
			return c;
		}
		String value = this.values.get(name);
		if (value == null) {
			throw new ScriptException(
					"the placeholder ${%s} has no value. Set spring.migrations.placeholders.%s; there are "
						.formatted(name, name) + "values for: "
							+ this.values.keySet().stream().sorted().collect(Collectors.joining(", ")),
					null, this.line);
		}
		this.value = value;
		this.position = 0;
		return REPLACED;
	}

	/**
	 * Reads the rest of a placeholder after its dollar sign.
	 * @return its name, or {@code null} if it is none, and nothing has been read then
	 */
	private @Nullable String name() throws IOException {
		StringBuilder text = new StringBuilder();
		int c = this.source.read();
		while (c >= 0) {
			text.append((char) c);
			if (text.charAt(0) != '{' || text.length() > MAX_NAME) {
				break;
			}
			if (c == '}' && text.length() > 2) {
				return text.substring(1, text.length() - 1);
			}
			if (text.length() > 1 && !isNamePart(c)) {
				break;
			}
			c = this.source.read();
		}
		this.source.unread(text.toString().toCharArray());
		return null;
	}

	private static boolean isNamePart(int c) {
		return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.';
	}

	@Override
	public int read(char[] target, int offset, int length) throws IOException {
		for (int i = 0; i < length; i++) {
			int c = read();
			if (c < 0) {
				return (i > 0) ? i : -1;
			}
			target[offset + i] = (char) c;
		}
		return length;
	}

}
