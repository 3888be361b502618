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

/**
 * A code migration of a few lines.
 */
class TestCode implements CodeMigration {

	private final String version;

	private final CodeRun.Body body;

	TestCode(String version, CodeRun.Body body) {
		this.version = version;
		this.body = body;
	}

	@Override
	public String version() {
		return this.version;
	}

	@Override
	public String description() {
		return "Code of " + this.version;
	}

	@Override
	public void migrate(Context context) throws Exception {
		this.body.run(context);
	}

	/**
	 * One that can be taken back.
	 */
	static final class Undoable extends TestCode implements CodeMigration.Undoable {

		private final CodeRun.Body undo;

		Undoable(String version, CodeRun.Body body, CodeRun.Body undo) {
			super(version, body);
			this.undo = undo;
		}

		@Override
		public void undo(Context context) throws Exception {
			this.undo.run(context);
		}

	}

}
