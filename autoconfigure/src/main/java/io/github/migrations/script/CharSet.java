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

import java.util.Arrays;

/**
 * A set of ASCII characters that is fast to ask, and may contain all others: where one
 * character outside ASCII is named, all of them are meant.
 */
final class CharSet {

	static final CharSet DIGITS = of("0123456789");

	private final boolean[] members = new boolean[129];

	private CharSet(String members) {
		for (int i = 0; i < members.length(); i++) {
			this.members[Math.min(members.charAt(i), 128)] = true;
		}
	}

	static CharSet of(String members) {
		return new CharSet(members);
	}

	/** Everything in and outside ASCII but some characters. */
	static CharSet except(String others) {
		CharSet set = new CharSet("");
		Arrays.fill(set.members, true);
		for (int i = 0; i < others.length(); i++) {
			set.members[Math.min(others.charAt(i), 128)] = false;
		}
		return set;
	}

	/** Letters, digits, some further characters, and everything outside ASCII. */
	static CharSet identifier(String further) {
		StringBuilder members = new StringBuilder("0123456789").append(further);
		for (char c = 'a'; c <= 'z'; c++) {
			members.append(c).append((char) (c - 'a' + 'A'));
		}
		CharSet set = new CharSet(members.toString());
		set.members[128] = true;
		return set;
	}

	boolean contains(int c) {
		return c >= 0 && this.members[Math.min(c, 128)];
	}

}
