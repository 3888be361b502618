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

package io.github.migrations.database;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How one transaction is to be run.
 *
 * @param foreignKeys whether a database that can switch foreign keys off leaves them on
 * @param sessionState whether the statements change what outlives the transaction in the
 * session, so that it has to be put back afterwards
 * @param creation statements that have an effect only while the database is created
 * @param lockTimeout how long a statement may wait for a lock, or {@code null} for the
 * database's own setting
 * @param statementTimeout how long a statement may run, or {@code null} for the
 * database's own setting
 */
public record TransactionSettings(boolean foreignKeys, boolean sessionState, List<String> creation,
		@Nullable Duration lockTimeout, @Nullable Duration statementTimeout) {

	/** For statements of our own. */
	public static final TransactionSettings PLAIN = new TransactionSettings(false, false, List.of(), null, null);

	/**
	 * Fills in what is not set.
	 * @param lockTimeout how long a statement may wait for a lock otherwise
	 * @param statementTimeout how long a statement may run otherwise, or {@code null}
	 * @return new settings
	 */
	public TransactionSettings or(Duration lockTimeout, @Nullable Duration statementTimeout) {
		return new TransactionSettings(this.foreignKeys, this.sessionState, this.creation,
				(this.lockTimeout != null) ? this.lockTimeout : lockTimeout,
				(this.statementTimeout != null) ? this.statementTimeout : statementTimeout);
	}

}
