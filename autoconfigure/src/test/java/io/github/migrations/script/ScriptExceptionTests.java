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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ScriptException}.
 */
class ScriptExceptionTests {

	@Test
	void leadsItsMessageByThePlaceAsFarAsItIsKnown() {
		assertThat(new ScriptException("wrong", null, 0)).hasMessage("wrong");
		assertThat(new ScriptException("wrong", null, 7)).hasMessage("line 7: wrong");
		assertThat(new ScriptException("wrong", "a.sql", 0)).hasMessage("a.sql: wrong");
		assertThat(new ScriptException("wrong", "a.sql", 7)).hasMessage("a.sql:7: wrong");
	}

	@Test
	void keepsEverythingWhenItIsToldItsFile() {
		IllegalStateException cause = new IllegalStateException();
		ScriptException bare = new ScriptException("wrong", null, 7);
		bare.initCause(cause);
		ScriptException located = bare.in("a.sql");
		assertThat(located).hasMessage("a.sql:7: wrong").hasCause(cause);
		assertThat(located.getReason()).isEqualTo("wrong");
		assertThat(located.getFile()).isEqualTo("a.sql");
		assertThat(located.getLine()).isEqualTo(7);
		assertThat(located.getStackTrace()).isEqualTo(bare.getStackTrace());
	}

}
