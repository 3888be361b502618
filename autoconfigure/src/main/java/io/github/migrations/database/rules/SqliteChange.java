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
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a statement does, as far as a rule is about it.
 */
sealed interface SqliteChange {

	/** Nothing that a rule is about, or something that is not understood. */
	record Other() implements SqliteChange {
	}

	record CreateTable(SqliteTable table, boolean ifNotExists) implements SqliteChange {
	}

	record CreateIndex(SqliteIndex index, boolean ifNotExists) implements SqliteChange {
	}

	record CreateView(SqliteView view, boolean ifNotExists) implements SqliteChange {
	}

	record CreateTrigger(SqliteTrigger trigger, boolean ifNotExists) implements SqliteChange {
	}

	record DropTable(Name table) implements SqliteChange {
	}

	record DropIndex(Name index) implements SqliteChange {
	}

	record DropView(Name view) implements SqliteChange {
	}

	record DropTrigger(Name trigger) implements SqliteChange {
	}

	record AddColumn(Name table, Column column) implements SqliteChange {
	}

	record DropColumn(Name table, String column) implements SqliteChange {
	}

	record RenameColumn(Name table, String from, String to) implements SqliteChange {
	}

	record RenameTable(Name table, Name to) implements SqliteChange {
	}

	/**
	 * A copy of rows.
	 *
	 * @param table where they go
	 * @param columns the columns that are named, or {@code null} for all
	 * @param conflict what stands after OR, or an empty text
	 * @param query what follows
	 */
	record Insert(Name table, @Nullable List<String> columns, String conflict,
			List<Token> query) implements SqliteChange {

		Set<Name> source() {
			return TableReferences.of(this.query);
		}

	}

	/** DELETE of all rows. */
	record DeleteAll(Name table) implements SqliteChange {
	}

	record Pragma(String name, String value) implements SqliteChange {

		boolean isOn() {
			return List.of("on", "true", "yes", "1").contains(this.value);
		}

	}

}
