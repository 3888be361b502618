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

package io.github.migrations.actuate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

import io.github.migrations.script.Sha256;

/**
 * The style sheet that stands in the page. Its hash in the content security policy allows
 * this text and no other
 * (<a href="https://www.w3.org/TR/CSP3/#match-element-to-source-list">CSP 3</a>).
 *
 * @param text the style sheet
 */
record Stylesheet(String text) {

	static final String FILE = "page.css";

	Stylesheet {
		// browsers compare what they have read, and they read every line end as \n
		text = text.replace("\r\n", "\n");
	}

	/**
	 * Reads the style sheet of the page.
	 * @return the style sheet
	 */
	static Stylesheet load() {
		try (InputStream file = Stylesheet.class.getResourceAsStream(FILE)) {
			if (file == null) {
				throw new IllegalStateException("The file " + FILE + " is missing beside " + Stylesheet.class);
			}
			return new Stylesheet(new String(file.readAllBytes(), StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Computes the hash of the text.
	 * @return the hash in the form in which a policy names it
	 */
	String hash() {
		byte[] hash = Sha256.digest().digest(this.text.getBytes(StandardCharsets.UTF_8));
		return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
	}

}
