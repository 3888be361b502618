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

import java.util.List;

/**
 * Looks for what is dangerous in the migration files of one database. It needs no
 * connection: what the schema is like before a file, it learns from the files before it,
 * so all files have to be given in the order in which they run. What it does not
 * understand it passes over.
 */
public interface Linter {

	/**
	 * Returns the rules that are looked at.
	 * @return all rules, in the order of the documentation
	 */
	List<? extends Rule> rules();

	/**
	 * Begins the next file; the one before has been ended.
	 * @param context what is known of the file
	 * @return takes the statements of the file
	 */
	FileLinter file(FileContext context);

}
