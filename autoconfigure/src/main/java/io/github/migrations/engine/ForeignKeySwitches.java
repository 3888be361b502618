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

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Database;
import io.github.migrations.database.StatementKind;
import io.github.migrations.script.Piece;

/**
 * Follows how a file switches the enforcement of foreign keys. Before its first statement
 * the last switch counts. Between statements a switch has no effect in one transaction
 * around them, so foreign keys are not enforced in such a file at all: enforcing them
 * where the file has switched them off could delete rows (a table is rebuilt), while what
 * is not enforced is still checked before the commit.
 */
final class ForeignKeySwitches {

	private final Database database;

	private boolean begun;

	private boolean inTransaction;

	private boolean head;

	/** The last switch that no statement has followed yet. */
	private @Nullable Piece last;

	private @Nullable Piece between;

	ForeignKeySwitches(Database database) {
		this.database = database;
	}

	void statement(Piece piece, StatementKind kind) {
		Boolean on = this.database.foreignKeys(piece);
		switch (kind) {
			case BEGIN -> {
				this.begun = true;
				this.inTransaction = true;
			}
			case COMMIT, ROLLBACK -> this.inTransaction = false;
			default -> {
				if (on == null) {
					other(piece);
				}
				else if (!this.inTransaction) {
					set(piece, on);
				}
			}
		}
	}

	private void set(Piece piece, boolean on) {
		if (!this.begun) {
			this.head = on;
		}
		else {
			this.last = (on != this.head) ? piece : null;
		}
	}

	private void other(Piece piece) {
		if (this.database.isSessionOnly(piece)) {
			return;
		}
		this.begun = true;
		if (this.between == null) {
			this.between = this.last;
		}
	}

	/** Whether foreign keys are enforced when the first statement runs. */
	boolean enforcedAtHead() {
		return this.head;
	}

	/** The first switch after a statement and before another one. */
	@Nullable Piece between() {
		return this.between;
	}

}
