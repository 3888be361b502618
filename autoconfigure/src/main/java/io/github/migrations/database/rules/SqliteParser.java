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
 * Reads what a statement of SQLite does.
 *
 * @see <a href="https://www.sqlite.org/lang.html">SQL as understood by SQLite</a>
 */
final class SqliteParser {

	private static final SqliteChange OTHER = new SqliteChange.Other();

	private final TokenReader in;

	private SqliteParser(List<Token> tokens) {
		this.in = new TokenReader(tokens);
	}

	/** Returns what the statement does; {@code Other} if it is not understood. */
	static SqliteChange parse(List<Token> tokens) {
		try {
			return new SqliteParser(tokens).parse();
		}
		catch (NotUnderstoodException ex) {
			return OTHER;
		}
	}

	private SqliteChange parse() {
		String verb = this.in.next().text().toUpperCase(Locale.ROOT);
		return switch (verb) {
			case "CREATE" -> SqliteCreateParser.parse(this.in);
			case "ALTER" -> (this.in.accept("TABLE")) ? alter() : OTHER;
			case "DROP" -> drop();
			case "INSERT" -> insert((this.in.accept("OR")) ? this.in.name() : "");
			case "REPLACE" -> insert("REPLACE");
			case "DELETE" -> delete();
			case "PRAGMA" -> pragma();
			default -> OTHER;
		};
	}

	private SqliteChange alter() {
		Name table = this.in.qualifiedName();
		if (this.in.accept("ADD")) {
			this.in.accept("COLUMN");
			return new SqliteChange.AddColumn(table, ColumnParser.parse(this.in));
		}
		if (this.in.accept("DROP")) {
			this.in.accept("COLUMN");
			return new SqliteChange.DropColumn(table, this.in.name());
		}
		if (this.in.accept("RENAME", "TO")) {
			return new SqliteChange.RenameTable(table, table.renamed(this.in.name()));
		}
		if (!this.in.accept("RENAME")) {
			return OTHER;
		}
		this.in.accept("COLUMN");
		String from = this.in.name();
		return (this.in.accept("TO")) ? new SqliteChange.RenameColumn(table, from, this.in.name()) : OTHER;
	}

	private SqliteChange drop() {
		String kind = this.in.next().text().toUpperCase(Locale.ROOT);
		this.in.ifExists();
		return switch (kind) {
			case "TABLE" -> new SqliteChange.DropTable(this.in.qualifiedName());
			case "INDEX" -> new SqliteChange.DropIndex(this.in.qualifiedName());
			case "VIEW" -> new SqliteChange.DropView(this.in.qualifiedName());
			case "TRIGGER" -> new SqliteChange.DropTrigger(this.in.qualifiedName());
			default -> OTHER;
		};
	}

	private SqliteChange insert(String conflict) {
		if (!this.in.accept("INTO")) {
			return OTHER;
		}
		Name table = this.in.qualifiedName();
		if (this.in.accept("AS")) {
			this.in.name();
		}
		List<String> columns = (this.in.isAt("(")) ? this.in.names() : null;
		return new SqliteChange.Insert(table, columns, conflict.toUpperCase(Locale.ROOT), this.in.rest());
	}

	private SqliteChange delete() {
		if (!this.in.accept("FROM")) {
			return OTHER;
		}
		Name table = this.in.qualifiedName();
		return (this.in.hasNext()) ? OTHER : new SqliteChange.DeleteAll(table);
	}

	private SqliteChange pragma() {
		Name name = this.in.qualifiedName();
		boolean value = this.in.acceptAny(Set.of("=", "("));
		return new SqliteChange.Pragma(name.name().toLowerCase(Locale.ROOT), (value) ? this.in.next().lowerCase() : "");
	}

}
