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

package io.github.migrations.database.rules;

/**
 * SQLite: names in brackets and backticks, blobs.
 *
 * @see <a href="https://www.sqlite.org/lang_keywords.html">Quotes around names</a>
 */
final class SqliteTokenizer extends Tokenizer {

	SqliteTokenizer(String text, int line) {
		super(text, line);
	}

	@Override
	boolean special(char c) {
		if (c == '[') {
			add(Token.Kind.BRACKETED, 0, () -> upTo(1, "]"));
		}
		else if (c == '`') {
			add(Token.Kind.BRACKETED, 0, this::doubling);
		}
		else if (looksAt("x'")) {
			add(Token.Kind.STRING, 1, this::doubling);
		}
		else {
			return false;
		}
		return true;
	}

	/** Names are compared without regard to their case by who uses them. */
	@Override
	String word(String word) {
		return word;
	}

	@Override
	boolean nestsComments() {
		return false;
	}

}
