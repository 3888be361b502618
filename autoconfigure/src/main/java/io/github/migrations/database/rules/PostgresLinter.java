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
import java.util.function.Predicate;

import io.github.migrations.script.Piece;

/**
 * Looks for what is dangerous on PostgreSQL.
 */
final class PostgresLinter implements Linter {

	private final Predicate<Piece> outside;

	private final PostgresSchema schema = new PostgresSchema();

	PostgresLinter(Predicate<Piece> outside) {
		this.outside = outside;
	}

	@Override
	public List<? extends Rule> rules() {
		return List.of(PostgresRule.values());
	}

	@Override
	public FileLinter file(FileContext context) {
		return new PostgresFile(context, this.schema, new MixedStatements(this.outside, context));
	}

}
