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

import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Stylesheet}.
 */
class StylesheetTests {

	@Test
	void theHashIsTheOneOfAPolicy() {
		// printf 'a{}\n' | openssl dgst -sha256 -binary | base64
		assertThat(new Stylesheet("a{}\n").hash()).isEqualTo("'sha256-u0Jj2e1i7IBkNDEHdGEj6YSZteK6W+q1Sv+Vn8x343I='");
	}

	@Test
	void lineEndsAreTheOnesThatBrowsersHash() {
		assertThat(new Stylesheet("a{}\r\n")).isEqualTo(new Stylesheet("a{}\n"));
	}

	@Test
	void theFileLoadsNothingAndCannotEndTheElementItStandsIn() {
		assertThat(Stylesheet.load().text()).contains("prefers-color-scheme: dark")
			.doesNotContain("</", "url(", "@import", "\r");
	}

	@Test
	void theFileIsInANativeImage() {
		RuntimeHints hints = new RuntimeHints();
		new StylesheetRuntimeHints().registerHints(hints, null);
		assertThat(hints)
			.matches(RuntimeHintsPredicates.resource().forResource("io/github/migrations/actuate/page.css"));
	}

}
