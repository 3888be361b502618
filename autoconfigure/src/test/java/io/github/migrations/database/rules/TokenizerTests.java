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

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Tokenizer}.
 */
class TokenizerTests {

	@ParameterizedTest
	@CsvSource(delimiter = '~', quoteCharacter = '\0', textBlock = """
			SELECT Users                       ~ WORD:select WORD:users
			"Us""ers" u&"x"                    ~ QUOTED:Us"ers QUOTED:x
			'it''s' E'it\\'s' N'n' B'01'       ~ STRING:it's STRING:it\\'s STRING:n STRING:01
			E'a''b' ''                         ~ STRING:a'b STRING:
			$$a 'b$$ $x$a$$b$x$                 ~ STRING:a 'b STRING:a$$b
			$1 a$b$                            ~ WORD:$1 WORD:a$b$
			1.5 x1 'a' -- 'b                   ~ NUMBER:1.5 WORD:x1 STRING:a
			a/* /* ' */ ' */b                  ~ WORD:a WORD:b
			a::int[1]                          ~ WORD:a SYMBOL:: SYMBOL:: WORD:int SYMBOL:[ NUMBER:1 SYMBOL:]
			'open                              ~
			$x$ open                           ~
			E'open\\'                          ~
			""")
	void cutsStatementsOfPostgres(String text, String expected) {
		assertThat(shown(new PostgresTokenizer(text, 1))).isEqualTo((expected != null) ? expected : "");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '~', quoteCharacter = '\0', textBlock = """
			SELECT Users                       ~ WORD:SELECT WORD:Users
			"U""s" [a b] `c``d` 'e''f'         ~ QUOTED:U"s BRACKETED:a b BRACKETED:c`d STRING:e'f
			x'00' X'01' max                    ~ STRING:00 STRING:01 WORD:max
			a/* /* */b -- ' "                  ~ WORD:a WORD:b
			a->>'b' $1 1.5e3                   ~ WORD:a SYMBOL:- SYMBOL:> SYMBOL:> STRING:b WORD:$1 NUMBER:1.5e3
			[open                              ~
			"open                              ~
			""")
	void cutsStatementsOfSqlite(String text, String expected) {
		assertThat(shown(new SqliteTokenizer(text, 1))).isEqualTo((expected != null) ? expected : "");
	}

	@Test
	void countsLines() {
		List<Token> tokens = new PostgresTokenizer("a\n'b\nc' /*\n*/ d -- \n$$\n$$ e", 7).tokens();
		assertThat(tokens).extracting(Token::line).containsExactly(7, 8, 10, 11, 12);
	}

	@Test
	void doesNotUnderstandWhatIsVeryLong() {
		assertThat(new SqliteTokenizer("INSERT INTO t VALUES ('" + "x".repeat(1024 * 1024) + "')", 1).tokens())
			.isEmpty();
	}

	private static String shown(Tokenizer tokenizer) {
		return String.join(" ", tokenizer.tokens().stream().map((token) -> token.kind() + ":" + token.text()).toList());
	}

}
