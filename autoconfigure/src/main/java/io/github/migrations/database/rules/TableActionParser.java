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
import java.util.Locale;
import java.util.Set;

/**
 * Reads one part of an {@code ALTER TABLE} of PostgreSQL.
 */
final class TableActionParser {

	private static final List<String> USING = List.of("USING");

	private static final Set<String> REWRITES = Set.of("LOGGED", "UNLOGGED", "TABLESPACE", "ACCESS");

	private final Name table;

	private final TokenReader in;

	private final int line;

	private TableActionParser(Name table, TokenReader in) {
		this.table = table;
		this.in = in;
		this.line = in.line();
	}

	static TableAction parse(Name table, TokenReader in) {
		return new TableActionParser(table, in).parse();
	}

	private TableAction parse() {
		if (this.in.accept("ADD")) {
			return add();
		}
		if (this.in.accept("DROP")) {
			return drop();
		}
		if (this.in.accept("ALTER")) {
			return alter();
		}
		if (this.in.accept("VALIDATE", "CONSTRAINT")) {
			return new TableAction.ValidateConstraint(this.in.name(), this.line);
		}
		if (this.in.accept("RENAME")) {
			return rename();
		}
		if (this.in.accept("SET")) {
			return set();
		}
		if (this.in.accept("DETACH", "PARTITION")) {
			return new TableAction.DetachPartition(this.in.qualifiedName(),
					this.in.accept("CONCURRENTLY") || this.in.accept("FINALIZE"), this.line);
		}
		return other(this.in.isAt("OWNER") || this.in.isAt("REPLICA") || this.in.mentions("ROW"));
	}

	private TableAction add() {
		if (this.in.accept("COLUMN") || !ConstraintParser.isAt(this.in)) {
			boolean ifNotExists = this.in.ifNotExists();
			return new TableAction.AddColumn(ColumnParser.parse(this.in), ifNotExists, this.line);
		}
		return new TableAction.AddConstraint(ConstraintParser.parse(this.in), this.line);
	}

	private TableAction drop() {
		if (this.in.accept("CONSTRAINT")) {
			this.in.ifExists();
			return new TableAction.DropConstraint(this.in.name(), this.line);
		}
		this.in.accept("COLUMN");
		boolean ifExists = this.in.ifExists();
		return new TableAction.DropColumn(this.in.name(), ifExists, this.line);
	}

	private TableAction alter() {
		if (this.in.accept("CONSTRAINT")) {
			return other(false);
		}
		this.in.accept("COLUMN");
		String column = this.in.name();
		if (this.in.accept("TYPE") || this.in.accept("SET", "DATA", "TYPE")) {
			String type = ColumnParser.type(this.in);
			boolean collated = this.in.isAt("COLLATE");
			this.in.upTo(USING);
			return new TableAction.ChangeType(column, type, collated || isConverted(column, type), this.line);
		}
		if (this.in.accept("SET", "NOT", "NULL")) {
			return new TableAction.SetNotNull(column, this.line);
		}
		if (this.in.accept("DROP", "NOT", "NULL")) {
			return new TableAction.DropNotNull(column, this.line);
		}
		return other(this.in.mentions("DEFAULT") || this.in.isAt("ADD"));
	}

	/**
	 * Whether USING does more than to name the column, cast to the new type or not.
	 */
	private boolean isConverted(String column, String type) {
		if (!this.in.accept("USING")) {
			return false;
		}
		List<Token> inner = this.in.rest().stream().filter((token) -> !token.isAny(List.of("(", ")"))).toList();
		TokenReader reader = new TokenReader(inner);
		if (!reader.next().text().equals(column)) {
			return true;
		}
		return reader.hasNext()
				&& !(reader.accept(":", ":") && ColumnParser.type(reader).equals(type.replaceAll("[()]", " ").strip()));
	}

	private TableAction rename() {
		if (this.in.accept("TO")) {
			return new TableAction.RenameTable(this.table.renamed(this.in.name()), this.line);
		}
		if (this.in.accept("CONSTRAINT")) {
			return other(true);
		}
		this.in.accept("COLUMN");
		String from = this.in.name();
		if (!this.in.accept("TO")) {
			throw new NotUnderstoodException();
		}
		return new TableAction.RenameColumn(from, this.in.name(), this.line);
	}

	private TableAction set() {
		if (this.in.accept("SCHEMA")) {
			return new TableAction.RenameTable(new Name(this.in.name(), this.table.name()), this.line);
		}
		if (this.in.peek().isAny(REWRITES)) {
			String words = this.in.isAt("ACCESS") ? "SET ACCESS METHOD"
					: "SET " + this.in.peek().text().toUpperCase(Locale.ROOT);
			return new TableAction.RewriteTable(words, this.line);
		}
		return other(false);
	}

	private TableAction other(boolean exclusive) {
		return new TableAction.Other(exclusive, this.line);
	}

}
