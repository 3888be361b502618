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

import java.io.IOException;

/**
 * Goes over a number: digits, a fraction, an exponent.
 */
final class Numbers {

	private static final int WHOLE = Integer.MAX_VALUE;

	private final Cursor cursor;

	Numbers(Cursor cursor) {
		this.cursor = cursor;
	}

	void skip() throws IOException {
		this.cursor.skip(CharSet.DIGITS, WHOLE);
		// "1..2" is a range in PostgreSQL
		if (this.cursor.peek() == '.' && this.cursor.peek(1) != '.') {
			this.cursor.advance(1);
			this.cursor.skip(CharSet.DIGITS, WHOLE);
		}
		int exponent = this.cursor.peek();
		if (exponent == 'e' || exponent == 'E') {
			int sign = this.cursor.peek(1);
			int digits = (sign == '+' || sign == '-') ? 2 : 1;
			if (CharSet.DIGITS.contains(this.cursor.peek(digits))) {
				this.cursor.advance(digits);
				this.cursor.skip(CharSet.DIGITS, WHOLE);
			}
		}
	}

}
