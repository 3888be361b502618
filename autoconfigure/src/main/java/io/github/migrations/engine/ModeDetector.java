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

package io.github.migrations.engine;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Database;
import io.github.migrations.database.StatementKind;
import io.github.migrations.script.Directives;
import io.github.migrations.script.Piece;

/**
 * Finds out from the statements of a file how they are to be bound together, and what
 * they ask of the session.
 */
final class ModeDetector {

	private final Database database;

	private @Nullable Piece outside;

	/** One that cannot run in a transaction, but stands in one of the file. */
	private @Nullable Piece misplaced;

	/** The statement that begins that transaction. */
	private @Nullable Piece around;

	private @Nullable Piece firstTransaction;

	private @Nullable Piece open;

	/** The first one that is set outside a transaction of the file. */
	private @Nullable Piece savepoint;

	/** One that nothing has released yet. */
	private @Nullable Piece kept;

	/** What statements have added that can be used only after it is committed. */
	private final Set<String> added = new HashSet<>();

	private @Nullable Piece used;

	private int begins;

	private int ends;

	private boolean beginsFirst;

	private boolean endsLast;

	private boolean seen;

	private boolean changesSession;

	private final ForeignKeySwitches foreignKeys;

	private final NewDatabase newDatabase;

	private final CommittingCalls calls;

	/** Says how a transaction of the file is to be run. */
	private @Nullable Piece options;

	ModeDetector(Database database) {
		this.database = database;
		this.foreignKeys = new ForeignKeySwitches(database);
		this.newDatabase = new NewDatabase(database);
		this.calls = new CommittingCalls(database);
	}

	void statement(Piece piece) {
		StatementKind kind = this.database.kind(piece);
		lookForLater(piece);
		this.changesSession |= this.database.changesSession(piece);
		this.foreignKeys.statement(piece, kind);
		this.newDatabase.statement(piece, kind);
		this.calls.statement(piece);
		if (this.options == null && this.database.setsTransaction(piece)
				&& (this.open != null || kind == StatementKind.BEGIN)) {
			this.options = piece;
		}
		if (kind == StatementKind.SETTING) {
			return;
		}
		switch (kind) {
			case BEGIN -> {
				this.begins++;
				this.beginsFirst |= !this.seen;
				this.open = (this.open != null) ? this.open : piece;
				remember(piece);
			}
			case COMMIT, ROLLBACK -> {
				this.ends++;
				this.open = null;
				remember(piece);
			}
			case OUTSIDE -> {
				this.outside = (this.outside != null) ? this.outside : piece;
				lookForMisplaced(piece);
			}
			default -> lookForSavepoint(piece);
		}
		this.endsLast = kind == StatementKind.COMMIT;
		this.seen = true;
	}

	/**
	 * Of others it is not certain: what looks like a commit in a block of code may be a
	 * text.
	 */
	private void lookForMisplaced(Piece piece) {
		boolean certain = piece.tokens().contains("CONCURRENTLY") || piece.tokens().get(0).equals("VACUUM");
		if (this.open != null && certain && this.misplaced == null) {
			this.misplaced = piece;
			this.around = this.open;
		}
	}

	private void lookForSavepoint(Piece piece) {
		if (this.open != null || piece.tokens().isEmpty()) {
			return;
		}
		switch (piece.tokens().get(0)) {
			case "SAVEPOINT" -> {
				this.savepoint = (this.savepoint == null) ? piece : this.savepoint;
				this.kept = (this.kept == null) ? piece : this.kept;
			}
			case "RELEASE" -> this.kept = null;
			default -> {
				// says nothing about savepoints
			}
		}
	}

	private void lookForLater(Piece piece) {
		if (this.used == null && !this.added.isEmpty() && this.added.stream().anyMatch(piece.text()::contains)) {
			this.used = piece;
		}
		String added = this.database.addsForLater(piece);
		if (added != null) {
			this.added.add(added);
		}
	}

	private void remember(Piece piece) {
		this.firstTransaction = (this.firstTransaction != null) ? this.firstTransaction : piece;
	}

	TransactionMode mode(Directives directives) {
		if (directives.transactionOff()) {
			return new TransactionMode(TransactionMode.Kind.NONE, "the directive transaction=off says so");
		}
		if (this.outside != null) {
			return new TransactionMode(TransactionMode.Kind.NONE,
					"line %d (%s) cannot run in a transaction".formatted(this.outside.line(), words(this.outside)));
		}
		if (this.used != null && this.firstTransaction == null) {
			return new TransactionMode(TransactionMode.Kind.NONE,
					"line %d (%s) uses what has to be committed before".formatted(this.used.line(), words(this.used)));
		}
		if (this.options != null) {
			return new TransactionMode(TransactionMode.Kind.NONE, "line %d (%s) says how its transaction is to be run"
				.formatted(this.options.line(), words(this.options)));
		}
		if (this.begins == 1 && this.ends == 1 && this.beginsFirst && this.endsLast) {
			return new TransactionMode(TransactionMode.Kind.WRAPPED, "the file has one transaction around everything");
		}
		if (this.firstTransaction != null) {
			return new TransactionMode(TransactionMode.Kind.NONE,
					"the file has transactions of its own, from line %d on".formatted(this.firstTransaction.line()));
		}
		Piece committing = this.calls.committing();
		if (committing != null) {
			return new TransactionMode(TransactionMode.Kind.NONE,
					"line %d (%s) calls a procedure that commits".formatted(committing.line(), words(committing)));
		}
		return new TransactionMode(TransactionMode.Kind.ONE, "every statement can run in one", this.calls.names());
	}

	static String words(Piece piece) {
		return String.join(" ", piece.tokens().stream().limit(3).toList());
	}

	/**
	 * Returns the statement that begins a transaction which the file never ends.
	 */
	@Nullable Piece openTransaction() {
		return this.open;
	}

	/**
	 * Returns a statement that the database certainly refuses, because it stands in a
	 * transaction of the file.
	 */
	@Nullable Piece misplaced() {
		return this.misplaced;
	}

	/**
	 * Returns the statement that begins the transaction in which {@linkplain #misplaced()
	 * one} stands that cannot run there.
	 */
	@Nullable Piece around() {
		return this.around;
	}

	/**
	 * Returns the first statement that sets a savepoint outside a transaction of the
	 * file: there is nothing that it could go back in unless a transaction of ours is
	 * around the file.
	 */
	@Nullable Piece savepointAlone() {
		return this.savepoint;
	}

	/**
	 * Returns a statement that sets a savepoint outside a transaction of the file behind
	 * which nothing releases one: the database's own client would not keep what comes
	 * after it.
	 */
	@Nullable Piece savepointKept() {
		return this.kept;
	}

	boolean changesSession() {
		return this.changesSession;
	}

	List<String> creation() {
		return this.newDatabase.statements();
	}

	ForeignKeySwitches foreignKeys() {
		return this.foreignKeys;
	}

}
