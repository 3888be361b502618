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

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import io.github.migrations.script.ScriptFile;

/**
 * Migration files in memory.
 */
final class TestScripts implements ScriptSource {

	private final Map<String, String> files = new LinkedHashMap<>();

	private final List<CodeMigration> code = new ArrayList<>();

	static TestScripts of(String... namesAndTexts) {
		TestScripts scripts = new TestScripts();
		for (int i = 0; i < namesAndTexts.length; i += 2) {
			scripts.with(namesAndTexts[i], namesAndTexts[i + 1]);
		}
		return scripts;
	}

	TestScripts with(String path, String text) {
		this.files.put(path, text);
		return this;
	}

	void forEach(BiConsumer<String, String> namesAndTexts) {
		this.files.forEach(namesAndTexts);
	}

	TestScripts without(String path) {
		this.files.remove(path);
		return this;
	}

	TestScripts with(CodeMigration code) {
		this.code.add(code);
		return this;
	}

	@Override
	public List<CodeMigration> codeMigrations() {
		return this.code;
	}

	@Override
	public List<ScriptFile> find() {
		return this.files.entrySet()
			.stream()
			.map((file) -> new ScriptFile(file.getKey(), "db/migrations/" + file.getKey(),
					() -> new ByteArrayInputStream(file.getValue().getBytes(StandardCharsets.UTF_8))))
			.toList();
	}

	@Override
	public List<String> locations() {
		return List.of("memory:db/migrations");
	}

}
