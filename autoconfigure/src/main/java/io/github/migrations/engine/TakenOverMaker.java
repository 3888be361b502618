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

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Database;
import io.github.migrations.history.TakenOver;
import io.github.migrations.history.foreign.ForeignMigration;
import io.github.migrations.script.Migration;
import io.github.migrations.script.Placeholders;
import io.github.migrations.script.Script;
import io.github.migrations.script.ScriptException;
import io.github.migrations.script.ScriptFile;

/**
 * Makes records of files that were applied by somebody else.
 *
 * @param database the kind of the database
 * @param placeholders the values of placeholders
 */
record TakenOverMaker(Database database, Placeholders placeholders) {

	private static final String SOURCE = "taken over from ";

	/**
	 * Makes the record of a file that a person says is applied.
	 */
	Adoption.Line of(Migration file) {
		return line(file, file.kind(), null, null, "recorded by migrations:adopt --version");
	}

	/**
	 * Makes the record of what another tool says is applied.
	 */
	Adoption.Line of(Mapping.Mapped mapped, String tool) {
		ForeignMigration recorded = mapped.recorded();
		Migration file = mapped.file();
		if (file != null) {
			return line(file, mapped.kind(), recorded.appliedAt(),
					(mapped.isRecordedItself()) ? recorded.executionTimeMs() : null, SOURCE + tool);
		}
		String name = recorded.name();
		String description = (name != null && !name.isBlank()) ? title(name) : "Applied by " + tool;
		return new Adoption.Line(new TakenOver(mapped.spelled().toString(), mapped.kind(), description,
				recorded.appliedAt(), null, recorded.executionTimeMs(), null, SOURCE + tool), null);
	}

	private static String title(String name) {
		String spaced = name.replace('_', ' ').strip();
		return spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
	}

	private Adoption.Line line(Migration file, Migration.Kind kind, @Nullable Instant appliedAt,
			@Nullable Long executionTime, String source) {
		ScriptFile undo = file.undo();
		return new Adoption.Line(
				new TakenOver(file.version().toString(), kind,
						Objects.requireNonNullElse(description(file), file.title()), appliedAt,
						(file.file().isCode()) ? null : Script.checksum(file.file()), executionTime,
						(undo != null && !undo.isCode()) ? Script.text(undo, this.placeholders) : null, source),
				file.file().shown());
	}

	/**
	 * A file that cannot be cut may have been applied by a tool that does not cut it.
	 */
	private @Nullable String description(Migration file) {
		try {
			return Script.read(file.file(), this.placeholders, this.database::lexer, (piece) -> {
			}).description(file.title());
		}
		catch (ScriptException ex) {
			return null;
		}
	}

}
