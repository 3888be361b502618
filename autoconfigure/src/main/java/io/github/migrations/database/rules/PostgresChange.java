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
sealed interface PostgresChange {

	/** Nothing that a rule is about, or something that is not understood. */
	record Other() implements PostgresChange {
	}

	record CreateTable(Name table, boolean ifNotExists, TableElements elements, boolean partitioned,
			Set<Name> source) implements PostgresChange {
	}

	record CreateView(Name view, boolean materialized, boolean withData) implements PostgresChange {
	}

	record CreateIndex(@Nullable Name index, Name table, boolean ifNotExists, boolean concurrently,
			boolean only) implements PostgresChange {
	}

	/** A type or a domain. */
	record CreateType(Name type) implements PostgresChange {
	}

	record CreateSchema(String schema) implements PostgresChange {
	}

	record CreateFunction(Name function, boolean isVolatile) implements PostgresChange {
	}

	record AlterTable(Name table, boolean ifExists, List<TableAction> actions) implements PostgresChange {
	}

	record AddEnumValue(Name type, String value) implements PostgresChange {
	}

	record RenameEnumValue(Name type, String value) implements PostgresChange {
	}

	record AlterDomain(Name domain, String validates) implements PostgresChange {
	}

	record RenameSchema(String from, String to) implements PostgresChange {
	}

	record DropTable(List<Name> tables, boolean ifExists) implements PostgresChange {
	}

	record DropIndex(List<Name> indexes, boolean ifExists, boolean concurrently) implements PostgresChange {
	}

	record DropSchema(List<Name> schemas, boolean ifExists) implements PostgresChange {
	}

	/** A trigger, a rule or a policy of a table. */
	record DropOnTable(Name table, boolean ifExists) implements PostgresChange {
	}

	record Truncate(List<Name> tables) implements PostgresChange {
	}

	record LockTable(List<Name> tables, String mode) implements PostgresChange {
	}

	/** VACUUM FULL, CLUSTER. */
	record Rewrite(Name table, String words) implements PostgresChange {
	}

	record Reindex(Name object, boolean ofTable) implements PostgresChange {
	}

	record Refresh(Name view) implements PostgresChange {
	}

	/** UPDATE or DELETE. */
	record ChangeRows(String verb, Name table, boolean everyRow) implements PostgresChange {
	}

	record Insert(Name table, Set<Name> source) implements PostgresChange {
	}

}
