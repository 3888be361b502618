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
 * A rule that is a constant of an enumeration, whose name it has.
 */
interface NamedRule extends Rule {

	/**
	 * Returns the name of the constant.
	 * @return such as {@code INDEX_NOT_CONCURRENT}
	 */
	String name();

	/**
	 * Returns what is said to people.
	 * @return why, and what to do instead
	 */
	Words words();

	@Override
	default String id() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	@Override
	default String why() {
		return words().why();
	}

	@Override
	default String instead() {
		return words().instead();
	}

	/**
	 * What is said to people.
	 *
	 * @param why what goes wrong
	 * @param instead the better way
	 */
	record Words(String why, String instead) {
	}

}
