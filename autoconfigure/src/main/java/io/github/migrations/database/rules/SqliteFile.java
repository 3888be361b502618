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

import io.github.migrations.script.Piece;

/**
 * One file for SQLite: tells the checks what stands in it, and what was there before.
 */
final class SqliteFile implements FileLinter {

	private final FileContext context;

	private final SqliteSchema schema;

	private final SqliteSchema before;

	private final MixedStatements mixed;

	private final Findings findings;

	private final TableFates fates;

	private final List<SqliteCheck> checks = List.of(new RebuildCheck(), new CopyCheck(), new ReferenceCheck(),
			new SqliteColumnCheck(), new QuotedStringCheck());

	private Place place = new Place(0, 0);

	private boolean legacyAlterTable;

	SqliteFile(FileContext context, SqliteSchema schema, MixedStatements mixed) {
		this.context = context;
		this.schema = schema;
		this.before = schema.copy();
		this.mixed = mixed;
		this.findings = new Findings(context.name());
		this.fates = new TableFates(this.before);
	}

	@Override
	public void take(Piece piece) {
		if (piece.kind() != Piece.Kind.STATEMENT) {
			return;
		}
		this.place = new Place(this.place.statement() + 1, piece.line());
		this.mixed.look(piece, this.place);
		List<Token> tokens = new SqliteTokenizer(piece.text(), piece.line()).tokens();
		SqliteChange change = SqliteParser.parse(tokens);
		this.checks.forEach((check) -> check.look(change, tokens, this));
		this.fates.apply(change, tokens, this.place);
		this.schema.apply(change, this.legacyAlterTable);
		if (change instanceof SqliteChange.Pragma pragma && pragma.name().equals("legacy_alter_table")
				&& !pragma.value().isEmpty()) {
			this.legacyAlterTable = pragma.isOn();
		}
	}

	@Override
	public List<Finding> end() {
		this.checks.forEach((check) -> check.end(this));
		this.mixed.end(SqliteRule.NON_TRANSACTIONAL_MIXED, this.findings);
		return this.findings.inOrder();
	}

	FileContext context() {
		return this.context;
	}

	/** The schema before the file. */
	SqliteSchema before() {
		return this.before;
	}

	/** The schema before the statement, or at the end. */
	SqliteSchema schema() {
		return this.schema;
	}

	TableFates fates() {
		return this.fates;
	}

	boolean isLegacyAlterTable() {
		return this.legacyAlterTable;
	}

	/** Where the statement stands. */
	Place place() {
		return this.place;
	}

	void add(SqliteRule rule, Place place, String message) {
		this.findings.add(rule, place, message);
	}

}
