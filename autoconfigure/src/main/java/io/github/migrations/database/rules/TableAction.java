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
 * A part of an {@code ALTER TABLE} of PostgreSQL.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html">ALTER
 * TABLE</a>
 */
sealed interface TableAction {

	/** The line of the file. */
	int line();

	/** Whether the table cannot even be read until the transaction ends. */
	default boolean exclusive() {
		return true;
	}

	/** Whether it goes over all rows, as far as the words tell. */
	default boolean goesOverRows() {
		return false;
	}

	record AddColumn(Column column, boolean ifNotExists, int line) implements TableAction {
	}

	record DropColumn(String column, boolean ifExists, int line) implements TableAction {
	}

	record ChangeType(String column, String type, boolean converted, int line) implements TableAction {

		@Override
		public boolean goesOverRows() {
			return true;
		}

	}

	record SetNotNull(String column, int line) implements TableAction {

		@Override
		public boolean goesOverRows() {
			return true;
		}

	}

	record DropNotNull(String column, int line) implements TableAction {
	}

	record AddConstraint(Constraint constraint, int line) implements TableAction {

		@Override
		public boolean exclusive() {
			return this.constraint.kind() != Constraint.Kind.FOREIGN_KEY;
		}

		@Override
		public boolean goesOverRows() {
			return !this.constraint.notValid() && !this.constraint.usingIndex();
		}

	}

	record ValidateConstraint(String constraint, int line) implements TableAction {

		@Override
		public boolean exclusive() {
			return false;
		}

		@Override
		public boolean goesOverRows() {
			return true;
		}

	}

	record DropConstraint(String constraint, int line) implements TableAction {
	}

	record RenameColumn(String from, String to, int line) implements TableAction {
	}

	/** To another name, or to another schema. */
	record RenameTable(Name to, int line) implements TableAction {
	}

	record RewriteTable(String words, int line) implements TableAction {

		@Override
		public boolean goesOverRows() {
			return true;
		}

	}

	record DetachPartition(Name partition, boolean concurrently, int line) implements TableAction {

		@Override
		public boolean exclusive() {
			return !this.concurrently;
		}

	}

	/**
	 * Any other.
	 *
	 * @param exclusive whether the table cannot even be read until the transaction ends
	 * @param line the line of the file
	 */
	record Other(boolean exclusive, int line) implements TableAction {
	}

}
