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
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Reads what a statement of PostgreSQL does.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-commands.html">SQL
 * commands</a>
 */
final class PostgresParser {

	private static final PostgresChange OTHER = new PostgresChange.Other();

	private final List<Token> tokens;

	private final TokenReader in;

	private PostgresParser(List<Token> tokens) {
		this.tokens = tokens;
		this.in = new TokenReader(tokens);
	}

	/** Returns what the statement does; {@code Other} if it is not understood. */
	static PostgresChange parse(List<Token> tokens) {
		try {
			return new PostgresParser(tokens).parse();
		}
		catch (NotUnderstoodException ex) {
			return OTHER;
		}
	}

	private PostgresChange parse() {
		String verb = this.in.next().text().toUpperCase(Locale.ROOT);
		return switch (verb) {
			case "CREATE" -> PostgresCreateParser.parse(this.tokens, this.in);
			case "ALTER" -> alter();
			case "DROP" -> drop();
			case "TRUNCATE" -> truncate();
			case "LOCK" -> lock();
			case "VACUUM" -> vacuum();
			case "CLUSTER" -> cluster();
			case "REINDEX" -> reindex();
			case "REFRESH" -> refresh();
			case "UPDATE" -> changeRows(verb);
			case "DELETE" -> (this.in.accept("FROM")) ? changeRows(verb) : OTHER;
			case "INSERT" -> (this.in.accept("INTO")) ? insert() : OTHER;
			case "SELECT" -> selectInto();
			default -> OTHER;
		};
	}

	private PostgresChange selectInto() {
		this.in.upTo(List.of("INTO", "FROM"));
		if (!this.in.accept("INTO")) {
			return OTHER;
		}
		this.in.acceptAny(List.of("TEMP", "TEMPORARY", "UNLOGGED"));
		this.in.accept("TABLE");
		return new PostgresChange.CreateTable(this.in.qualifiedName(), false, TableElements.UNKNOWN, false, Set.of());
	}

	private PostgresChange alter() {
		if (this.in.accept("TABLE")) {
			boolean ifExists = this.in.ifExists();
			this.in.accept("ONLY");
			Name table = this.in.qualifiedName();
			this.in.accept("*");
			return new PostgresChange.AlterTable(table, ifExists,
					this.in.split().stream().map((part) -> TableActionParser.parse(table, part)).toList());
		}
		if (this.in.accept("TYPE")) {
			return alterType(this.in.qualifiedName());
		}
		if (this.in.accept("DOMAIN")) {
			return alterDomain(this.in.qualifiedName());
		}
		if (this.in.accept("SCHEMA")) {
			String from = this.in.name();
			return (this.in.accept("RENAME", "TO")) ? new PostgresChange.RenameSchema(from, this.in.name()) : OTHER;
		}
		return OTHER;
	}

	private PostgresChange alterType(Name type) {
		if (this.in.accept("ADD", "VALUE")) {
			this.in.ifNotExists();
			return new PostgresChange.AddEnumValue(type, this.in.name());
		}
		return (this.in.accept("RENAME", "VALUE")) ? new PostgresChange.RenameEnumValue(type, this.in.name()) : OTHER;
	}

	private PostgresChange alterDomain(Name domain) {
		if (this.in.accept("SET", "NOT", "NULL")) {
			return new PostgresChange.AlterDomain(domain, "SET NOT NULL");
		}
		if (this.in.accept("ADD") && !ConstraintParser.parse(this.in).notValid()) {
			return new PostgresChange.AlterDomain(domain, "ADD CONSTRAINT");
		}
		return OTHER;
	}

	private PostgresChange drop() {
		if (this.in.accept("TABLE")) {
			boolean ifExists = this.in.ifExists();
			return new PostgresChange.DropTable(nameList(), ifExists);
		}
		if (this.in.accept("INDEX")) {
			boolean concurrently = this.in.accept("CONCURRENTLY");
			boolean ifExists = this.in.ifExists();
			return new PostgresChange.DropIndex(nameList(), ifExists, concurrently);
		}
		if (this.in.accept("SCHEMA")) {
			boolean ifExists = this.in.ifExists();
			return new PostgresChange.DropSchema(nameList(), ifExists);
		}
		if (this.in.acceptAny(List.of("TRIGGER", "RULE", "POLICY"))) {
			boolean ifExists = this.in.ifExists();
			this.in.name();
			return (this.in.accept("ON")) ? new PostgresChange.DropOnTable(this.in.qualifiedName(), ifExists) : OTHER;
		}
		return OTHER;
	}

	private PostgresChange truncate() {
		this.in.accept("TABLE");
		return new PostgresChange.Truncate(nameList());
	}

	private PostgresChange lock() {
		this.in.accept("TABLE");
		List<Name> tables = nameList();
		String mode = "ACCESS EXCLUSIVE";
		if (this.in.accept("IN")) {
			mode = this.in.upTo(List.of("MODE"))
				.stream()
				.map((token) -> token.text().toUpperCase(Locale.ROOT))
				.collect(Collectors.joining(" "));
		}
		return new PostgresChange.LockTable(tables, mode);
	}

	private PostgresChange vacuum() {
		boolean full = this.in.accept("FULL");
		if (this.in.isAt("(")) {
			full = this.in.inParentheses().mentions("FULL");
		}
		this.in.acceptAny(List.of("FREEZE", "VERBOSE", "ANALYZE"));
		return (full && this.in.hasNext()) ? new PostgresChange.Rewrite(this.in.qualifiedName(), "VACUUM FULL") : OTHER;
	}

	private PostgresChange cluster() {
		this.in.accept("VERBOSE");
		if (this.in.isAt("(")) {
			this.in.inParentheses();
		}
		return (this.in.hasNext()) ? new PostgresChange.Rewrite(this.in.qualifiedName(), "CLUSTER") : OTHER;
	}

	private PostgresChange reindex() {
		boolean concurrently = this.in.isAt("(") && this.in.inParentheses().mentions("CONCURRENTLY");
		boolean table = this.in.accept("TABLE");
		if (!table && !this.in.acceptAny(List.of("INDEX", "SCHEMA", "DATABASE", "SYSTEM"))) {
			return OTHER;
		}
		return (this.in.accept("CONCURRENTLY") || concurrently) ? OTHER
				: new PostgresChange.Reindex(this.in.qualifiedName(), table);
	}

	private PostgresChange refresh() {
		if (!this.in.accept("MATERIALIZED", "VIEW")) {
			return OTHER;
		}
		this.in.accept("CONCURRENTLY");
		Name view = this.in.qualifiedName();
		return (this.in.accept("WITH", "NO", "DATA")) ? OTHER : new PostgresChange.Refresh(view);
	}

	private PostgresChange changeRows(String verb) {
		this.in.accept("ONLY");
		Name table = this.in.qualifiedName();
		this.in.upTo(List.of("WHERE"));
		return new PostgresChange.ChangeRows(verb, table, !this.in.hasNext());
	}

	private PostgresChange insert() {
		Name table = this.in.qualifiedName();
		Set<Name> source = TableReferences.of(this.in.rest());
		return new PostgresChange.Insert(table, source);
	}

	/** Names with commas between them. */
	private List<Name> nameList() {
		List<Name> names = new ArrayList<>();
		do {
			this.in.accept("ONLY");
			names.add(this.in.qualifiedName());
			this.in.accept("*");
		}
		while (this.in.accept(","));
		return names;
	}

	/** The name of what is created, or {@code null} if the database chooses it. */
	static @Nullable Name optionalName(TokenReader in) {
		return (in.isAt("ON")) ? null : in.qualifiedName();
	}

}
