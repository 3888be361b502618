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

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.rules.Finding;
import io.github.migrations.database.rules.Finding.Severity;
import io.github.migrations.engine.Validation.CheckedFile;
import io.github.migrations.engine.Validation.Counts;
import io.github.migrations.script.ScriptException;
import io.github.migrations.script.ScriptFile;

/**
 * Collects what is found, file by file, in the order in which the files were first spoken
 * of.
 */
final class FindingsByFile {

	private final List<Finding> general = new ArrayList<>();

	private final Map<String, List<Finding>> files = new LinkedHashMap<>();

	private final Map<String, TransactionMode> modes = new LinkedHashMap<>();

	private final Set<String> seen = new LinkedHashSet<>();

	private final List<String> notes = new ArrayList<>();

	/**
	 * A file has its turn.
	 */
	void seen(ScriptFile file) {
		this.seen.add(file.shown());
	}

	/**
	 * A file is to be run.
	 */
	void mode(ScriptFile file, TransactionMode mode) {
		this.modes.put(file.shown(), mode);
	}

	void error(ScriptException ex) {
		add(Finding.of(Severity.ERROR, ex.getFile(), ex.getLine(), ex.getReason()));
	}

	void warn(ScriptFile file, int line, String message) {
		add(Finding.of(Severity.WARNING, file.shown(), line, message));
	}

	void general(Severity severity, String message, String remedy) {
		add(Finding.general(severity, message, remedy));
	}

	void add(Finding finding) {
		if (finding.file() == null) {
			this.general.add(finding);
			return;
		}
		this.files.computeIfAbsent(finding.file(), (file) -> new ArrayList<>()).add(finding);
	}

	/**
	 * Something is worth knowing and no finding.
	 */
	void note(String note) {
		this.notes.add(note);
	}

	/**
	 * Ends the collection. A file that was never read, because of its name, comes first.
	 */
	Validation validation(String database, @Nullable String product, @Nullable Counts counts) {
		Set<String> names = new LinkedHashSet<>(this.files.keySet());
		names.removeAll(this.seen);
		this.seen.stream()
			.filter((name) -> this.files.containsKey(name) || this.modes.containsKey(name))
			.forEach(names::add);
		return new Validation(database, product, counts, names.stream().map(this::file).toList(), this.general,
				this.notes);
	}

	private CheckedFile file(String name) {
		TransactionMode mode = this.modes.get(name);
		return new CheckedFile(name, (mode != null) ? mode.toString() : null,
				this.files.getOrDefault(name, List.of())
					.stream()
					.sorted(Comparator.comparingInt(Finding::line))
					.toList());
	}

}
