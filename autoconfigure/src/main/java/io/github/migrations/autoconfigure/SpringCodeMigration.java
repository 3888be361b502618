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

package io.github.migrations.autoconfigure;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import io.github.migrations.engine.CodeMigration;

/**
 * A migration that is written in code and works with a {@link JdbcClient}. A bean of this
 * type takes its place among the files by its version:
 *
 * <pre class="code">
 * &#64;Component
 * class SplitNames implements SpringCodeMigration {
 *
 *   public String version() { return "003"; }
 *
 *   public String description() { return "Split names"; }
 *
 *   public void migrate(JdbcClient jdbc, Context context) {
 *     jdbc.sql("UPDATE …").update();
 *   }
 *
 * }
 * </pre>
 *
 * The client works on the connection inside the migration's transaction; other beans that
 * use the database work outside of it.
 */
public interface SpringCodeMigration extends CodeMigration {

	/**
	 * Changes the database. Whatever it throws rolls everything back.
	 * @param jdbc works inside the transaction of the migration
	 * @param context tells which attempt this is, and takes reports
	 * @throws Exception if the migration cannot be applied
	 */
	void migrate(JdbcClient jdbc, Context context) throws Exception;

	@Override
	default void migrate(Context context) throws Exception {
		migrate(client(context), context);
	}

	private static JdbcClient client(Context context) {
		return JdbcClient.create(new SingleConnectionDataSource(context.connection(), true));
	}

	/**
	 * A code migration that can be taken back.
	 */
	interface Undoable extends SpringCodeMigration, CodeMigration.Undoable {

		/**
		 * Takes back what {@link #migrate(JdbcClient, Context)} has done.
		 * @param jdbc works inside the transaction of the undo
		 * @param context tells which attempt this is, and takes reports
		 * @throws Exception if it cannot be taken back; everything is rolled back then
		 */
		void undo(JdbcClient jdbc, Context context) throws Exception;

		@Override
		default void undo(Context context) throws Exception {
			undo(client(context), context);
		}

	}

}
