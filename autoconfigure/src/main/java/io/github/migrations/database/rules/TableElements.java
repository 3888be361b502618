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

import java.util.ArrayList;
import java.util.List;

/**
 * What stands in the parentheses of a {@code CREATE TABLE}.
 *
 * @param columns the columns
 * @param constraints the constraints of the table
 * @param complete whether there are no other columns
 */
record TableElements(List<Column> columns, List<Constraint> constraints, boolean complete) {

	/** Of a table that is made of something else. */
	static final TableElements UNKNOWN = new TableElements(List.of(), List.of(), false);

	static TableElements parse(TokenReader parentheses) {
		List<Column> columns = new ArrayList<>();
		List<Constraint> constraints = new ArrayList<>();
		boolean complete = true;
		for (TokenReader element : parentheses.split()) {
			if (element.isAt("LIKE")) {
				complete = false;
			}
			else if (ConstraintParser.isAt(element)) {
				constraints.add(ConstraintParser.parse(element));
			}
			else {
				columns.add(ColumnParser.parse(element));
			}
		}
		return new TableElements(columns, constraints, complete);
	}

}
