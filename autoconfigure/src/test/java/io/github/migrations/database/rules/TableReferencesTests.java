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

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TableReferences}.
 */
class TableReferencesTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			SELECT a, b FROM t WHERE c IN (SELECT d FROM u)              | t u
			SELECT * FROM t x, main."U" AS y, v ORDER BY w, z            | t main.U v
			SELECT * FROM t JOIN u ON t.a = u.b, v LEFT JOIN w USING (x) | t u v w
			SELECT * FROM (t JOIN u), (SELECT * FROM v, w) AS x          | t u v w
			INSERT INTO t (a, b) SELECT c, d FROM u GROUP BY e, f        | t u
			INSERT INTO t VALUES (1, 2) ON CONFLICT DO UPDATE SET a = 1  | t
			UPDATE OR IGNORE t SET a = b, c = (SELECT d FROM u)          | t u
			DELETE FROM ONLY t USING u                                   | t
			WITH x AS (SELECT * FROM t), y (a) AS (SELECT 1) SELECT * FROM x, y, z | t z
			SELECT extract(epoch FROM a), trim(both FROM b) FROM t       | t
			SELECT * FROM json_each(a), t, LATERAL f(t.b) g              | t
			SELECT a IS DISTINCT FROM b FROM t FOR UPDATE SKIP LOCKED    | t
			SELECT 1                                                     | ''
			BEGIN INSERT INTO t SELECT NEW.a; UPDATE u SET b = 1; END    | t u
			""")
	void findsTables(String statement, String expected) {
		assertThat(String.join(" ",
				TableReferences.of(new SqliteTokenizer(statement, 1).tokens()).stream().map(Name::toString).toList()))
			.isEqualTo(expected);
	}

}
