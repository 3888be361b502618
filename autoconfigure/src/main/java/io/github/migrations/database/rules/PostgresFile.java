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
 * One file for PostgreSQL: tells the checks what stands in it, and what was there before.
 */
final class PostgresFile implements FileLinter {

	private final FileContext context;

	private final PostgresSchema schema;

	private final MixedStatements mixed;

	private final Findings findings;

	private final TransactionNumbers transactions;

	private final Created created = new Created();

	private final List<PostgresCheck> checks = List.of(new IndexCheck(), new AddColumnCheck(), new ConstraintCheck(),
			new TypeChangeCheck(), new RenameCheck(), new DropCheck(), new LockCheck(), new EnumValueCheck(),
			new ExclusiveLockCheck());

	private Place place = new Place(0, 0);

	private int transaction;

	PostgresFile(FileContext context, PostgresSchema schema, MixedStatements mixed) {
		this.context = context;
		this.schema = schema;
		this.mixed = mixed;
		this.findings = new Findings(context.name());
		this.transactions = new TransactionNumbers(context.oneTransaction());
	}

	@Override
	public void take(Piece piece) {
		if (piece.kind() != Piece.Kind.STATEMENT) {
			return;
		}
		this.place = new Place(this.place.statement() + 1, piece.line());
		this.transaction = this.transactions.next(piece);
		this.mixed.look(piece, this.place);
		List<Token> tokens = new PostgresTokenizer(piece.text(), piece.line()).tokens();
		PostgresChange change = PostgresParser.parse(tokens);
		this.checks.forEach((check) -> check.look(change, tokens, this));
		this.created.apply(change, this.schema);
		this.schema.apply(change);
	}

	@Override
	public List<Finding> end() {
		this.checks.forEach((check) -> check.end(this));
		this.mixed.end(PostgresRule.NON_TRANSACTIONAL_MIXED, this.findings);
		return this.findings.inOrder();
	}

	/**
	 * Tells whether somebody may be using a table.
	 * @param table the table
	 * @param ifExists whether the statement says itself that there may be none
	 * @return {@code false} if the file has created it, or if the statement has its
	 * doubts and no earlier file has created it
	 */
	boolean isInUse(Name table, boolean ifExists) {
		return !this.created.hasTable(table) && (!ifExists || this.schema.table(table) != null);
	}

	boolean isInUse(Name table) {
		return isInUse(table, false);
	}

	Created created() {
		return this.created;
	}

	PostgresSchema schema() {
		return this.schema;
	}

	FileContext context() {
		return this.context;
	}

	/** Which transaction of the file the statement belongs to. */
	int transaction() {
		return this.transaction;
	}

	/** Where the statement stands. */
	Place place() {
		return this.place;
	}

	/** Whether the statement breaks a rule. */
	boolean isFound(PostgresRule rule) {
		return this.findings.contains(rule, this.place.statement());
	}

	/** Finds something in the whole statement. */
	void add(PostgresRule rule, String message) {
		this.findings.add(rule, this.place, message);
	}

	/** Finds something on one line of the statement. */
	void add(PostgresRule rule, int line, String message) {
		this.findings.add(rule, this.place.at(line), message);
	}

	/** Finds something in an earlier statement. */
	void add(PostgresRule rule, Place earlier, String message) {
		this.findings.add(rule, earlier, message);
	}

}
