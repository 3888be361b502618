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

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PostgreSQL: dollar quotes, prefixes of literals, comments inside comments.
 *
 * @see <a href= "https://www.postgresql.org/docs/current/sql-syntax-lexical.html">Lexical
 * structure</a>
 */
final class PostgresTokenizer extends Tokenizer {

	private static final Pattern DOLLARS = Pattern.compile("\\$([^\\W\\d]\\w*)?\\$", Pattern.UNICODE_CHARACTER_CLASS);

	PostgresTokenizer(String text, int line) {
		super(text, line);
	}

	@Override
	boolean special(char c) {
		if (looksAt("e'")) {
			add(Token.Kind.STRING, 1, this::escaping);
		}
		else if (looksAt("b'") || looksAt("x'") || looksAt("n'")) {
			add(Token.Kind.STRING, 1, this::doubling);
		}
		else if (looksAt("u&'") || looksAt("u&\"")) {
			add((looksAt("u&'")) ? Token.Kind.STRING : Token.Kind.QUOTED, 2, this::doubling);
		}
		else {
			return c == '$' && dollars();
		}
		return true;
	}

	private boolean dollars() {
		Matcher matcher = DOLLARS.matcher(rest());
		if (!matcher.lookingAt()) {
			return false;
		}
		String tag = matcher.group();
		add(Token.Kind.STRING, 0, () -> upTo(tag.length(), tag));
		return true;
	}

	@Override
	String word(String word) {
		return word.toLowerCase(Locale.ROOT);
	}

	@Override
	boolean nestsComments() {
		return true;
	}

}
