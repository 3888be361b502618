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
 * A rule about safety: something that a migration file should not do, because it works on
 * a small database and harms a large or a busy one.
 */
public interface Rule {

	/**
	 * Returns the name by which a file opts out of the rule.
	 * @return such as {@code index-not-concurrent}
	 */
	String id();

	/**
	 * Returns what goes wrong.
	 * @return sentences for people
	 */
	String why();

	/**
	 * Returns the better way.
	 * @return sentences for people, with SQL
	 */
	String instead();

}
