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

import java.util.List;
import java.util.function.Supplier;

import io.github.migrations.engine.CodeMigration;
import io.github.migrations.engine.ScriptSource;
import io.github.migrations.script.ScriptFile;

/**
 * The files of one database and its code migrations. The beans are made only when they
 * are asked for.
 *
 * @param files where the files come from
 * @param code finds the beans
 */
record DatabaseScripts(ScriptSource files, Supplier<List<CodeMigration>> code) implements ScriptSource {

	@Override
	public List<ScriptFile> find() {
		return this.files.find();
	}

	@Override
	public List<String> locations() {
		return this.files.locations();
	}

	@Override
	public List<CodeMigration> codeMigrations() {
		return this.code.get();
	}

}
