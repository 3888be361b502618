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

/**
 * A token of a statement.
 *
 * @param kind what it is
 * @param text a word or name as the database compares it, the content of quotes, or the
 * characters themselves
 * @param line the line of the file on which it begins
 */
record Token(Kind kind, String text, int line) {

	/** What follows the last token. */
	static final Token NONE = new Token(Kind.NONE, "", 0);

	enum Kind {

		/** A keyword or a name without quotes. */
		WORD,

		/** A name in double quotes. */
		QUOTED,

		/** A name in brackets or backticks. */
		BRACKETED,

		/** A text, whatever its quotes. */
		STRING,

		NUMBER,

		/** Any other character. */
		SYMBOL,

		NONE

	}

	/** Whether this is a keyword or a symbol. */
	boolean is(String expected) {
		return switch (this.kind) {
			case WORD -> this.text.equalsIgnoreCase(expected);
			case SYMBOL -> this.text.equals(expected);
			default -> false;
		};
	}

	boolean isAny(Iterable<String> expected) {
		for (String one : expected) {
			if (is(one)) {
				return true;
			}
		}
		return false;
	}

	boolean isName() {
		return this.kind == Kind.WORD || this.kind == Kind.QUOTED || this.kind == Kind.BRACKETED;
	}

	/** How it is compared where cases do not count. */
	String lowerCase() {
		return this.text.toLowerCase(Locale.ROOT);
	}

}
