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

package io.github.migrations.sample;

import java.util.List;

import io.github.migrations.test.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpStatus;

/**
 * The API on PostgreSQL.
 */
class PostgresqlConversationApiTests extends ConversationApiTests {

	private final TestPostgres.Database database = TestPostgres.createDatabase();

	@Override
	List<String> arguments() {
		return List.of("--server.port=0", "--spring.datasource.url=" + this.database.url(),
				"--spring.datasource.username=" + this.database.username(),
				"--spring.datasource.password=" + this.database.password());
	}

	@AfterAll
	void drop() {
		this.database.close();
	}

	@Test
	void textThatPostgresqlCannotStoreIsABadRequest() {
		String detail = "The database cannot store these values.";
		expectProblem(post("{\"title\": \"a\\u0000b\"}"), HttpStatus.BAD_REQUEST, detail);
		expectProblem(post("{\"title\": \"a\", \"messages\": [\"\\u0000\"]}"), HttpStatus.BAD_REQUEST, detail);
	}

}
