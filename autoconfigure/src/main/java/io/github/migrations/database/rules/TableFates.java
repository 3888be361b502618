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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What has become, within a file, of the tables that were there before it, whatever names
 * they have had meanwhile.
 */
final class TableFates {

	private final SqliteSchema before;

	/** Under its present name, each table that was there before. */
	private final Map<String, SqliteTable> present = new HashMap<>();

	private final Set<String> created = new HashSet<>();

	private final List<Dropped> dropped = new ArrayList<>();

	/** Tables whose rows were written somewhere else, or deleted on purpose. */
	private final Set<SqliteTable> copied = new HashSet<>();

	private final Set<String> droppedObjects = new HashSet<>();

	TableFates(SqliteSchema before) {
		this.before = before;
		before.tables().forEach((table) -> this.present.put(SqliteSchema.key(table.name()), table));
	}

	void apply(SqliteChange change, List<Token> tokens, Place place) {
		if (change instanceof SqliteChange.Insert insert) {
			insert.source().forEach(this::copied);
		}
		else if (change instanceof SqliteChange.CreateTable || (!tokens.isEmpty() && tokens.get(0).is("WITH"))) {
			TableReferences.of(tokens).forEach(this::copied);
		}
		if (change instanceof SqliteChange.DropTable drop) {
			SqliteTable before = this.present.remove(SqliteSchema.key(drop.table()));
			this.created.remove(SqliteSchema.key(drop.table()));
			if (before != null) {
				this.dropped.add(new Dropped(before, drop.table(), place, this.copied.contains(before)));
			}
		}
		else if (change instanceof SqliteChange.RenameTable rename) {
			rename(SqliteSchema.key(rename.table()), SqliteSchema.key(rename.to()));
		}
		else if (change instanceof SqliteChange.CreateTable create) {
			String key = SqliteSchema.key(create.table().name());
			if (!this.present.containsKey(key)) {
				this.created.add(key);
			}
		}
		else if (change instanceof SqliteChange.DeleteAll delete) {
			copied(delete.table());
		}
		else if (change instanceof SqliteChange.DropIndex drop) {
			this.droppedObjects.add(SqliteSchema.key(drop.index()));
		}
		else if (change instanceof SqliteChange.DropTrigger drop) {
			this.droppedObjects.add(SqliteSchema.key(drop.trigger()));
		}
	}

	private void copied(Name table) {
		SqliteTable before = this.present.get(SqliteSchema.key(table));
		if (before != null) {
			this.copied.add(before);
		}
		SqliteView view = this.before.view(table);
		if (view != null) {
			view.references().stream().filter((name) -> !SqliteSchema.same(name, table)).forEach(this::copied);
		}
	}

	private void rename(String from, String to) {
		SqliteTable table = this.present.remove(from);
		if (table != null) {
			this.present.put(to, table);
		}
		if (this.created.remove(from)) {
			this.created.add(to);
		}
	}

	/** The table of before the file that now has this name, or {@code null}. */
	@Nullable SqliteTable before(Name table) {
		return this.present.get(SqliteSchema.key(table));
	}

	/** Whether the file has created the table that now has this name. */
	boolean isCreated(Name table) {
		return this.created.contains(SqliteSchema.key(table));
	}

	/** Whether the file drops an index or a trigger by its name. */
	boolean isDropped(Name indexOrTrigger) {
		return this.droppedObjects.contains(SqliteSchema.key(indexOrTrigger));
	}

	/** The tables of before the file that it has dropped. */
	List<Dropped> dropped() {
		return this.dropped;
	}

	/**
	 * A table that is gone.
	 *
	 * @param before the table as it was before the file
	 * @param name the name that it had last
	 * @param place where it was dropped
	 * @param copied whether its rows were written somewhere else before
	 */
	record Dropped(SqliteTable before, Name name, Place place, boolean copied) {

		boolean wasRenamed() {
			return !SqliteSchema.same(this.before.name(), this.name);
		}

	}

}
