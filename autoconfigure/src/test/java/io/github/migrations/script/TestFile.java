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

package io.github.migrations.script;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Files that exist in memory only.
 */
final class TestFile {

	private TestFile() {
	}

	static ScriptFile named(String path) {
		return of(path, new byte[0]);
	}

	static ScriptFile of(String path, String text) {
		return of(path, text.getBytes(StandardCharsets.UTF_8));
	}

	static ScriptFile of(String path, byte[] bytes) {
		return new ScriptFile(path, "db/migrations/" + path, () -> new ByteArrayInputStream(bytes));
	}

	/** A file that fails after its first bytes. */
	static ScriptFile breaking(String path, String text) {
		return new ScriptFile(path, "db/migrations/" + path, () -> new InputStream() {

			private int read;

			@Override
			public int read() throws IOException {
				if (this.read == text.length()) {
					throw new IOException("the disk is gone");
				}
				return text.charAt(this.read++);
			}
		});
	}

}
