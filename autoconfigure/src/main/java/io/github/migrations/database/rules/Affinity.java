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
 * What SQLite makes of the values that are written to a column.
 *
 * @see <a href=
 * "https://www.sqlite.org/datatype3.html#determination_of_column_affinity">Column
 * affinity</a>
 */
enum Affinity {

	/** Also for INTEGER, which stores the same. */
	NUMERIC,

	REAL,

	TEXT,

	BLOB;

	static Affinity of(String type) {
		if (type.contains("int")) {
			return NUMERIC;
		}
		if (type.contains("char") || type.contains("clob") || type.contains("text")) {
			return TEXT;
		}
		if (type.isEmpty() || type.contains("blob")) {
			return BLOB;
		}
		return (type.contains("real") || type.contains("floa") || type.contains("doub")) ? REAL : NUMERIC;
	}

}
