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

import java.io.File;
import java.sql.Connection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The comparison on SQLite.
 */
class SqliteVerificationTests extends VerificationContract {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	File folder;

	private List<String> before = List.of();

	@Override
	TestDatabase open() {
		return TestDatabase.sqlite(this.folder);
	}

	@Override
	Connection connect(String url) {
		throw new AssertionError("SQLite needs no server");
	}

	@BeforeEach
	void rememberFolders() {
		this.before = folders();
	}

	@Override
	List<String> scratches() {
		return folders().stream().filter((name) -> !this.before.contains(name)).toList();
	}

	private static List<String> folders() {
		String[] names = new File(System.getProperty("java.io.tmpdir")).list();
		return Stream.of(Objects.requireNonNull(names))
			.filter((name) -> name.startsWith("migrations-scratch"))
			.toList();
	}

	@Override
	String trigger(String name, String table) {
		return "CREATE TRIGGER %s AFTER INSERT ON %s BEGIN DELETE FROM posts WHERE user_id IS NULL; END;"
			.formatted(name, table);
	}

	@Test
	void everyDifferenceIsSaid() {
		this.database.execute(
				"CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, name VARCHAR(30) DEFAULT 'y', email TEXT, "
						+ "age INTEGER, extra TEXT)",
				"CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INTEGER REFERENCES users (id))",
				"CREATE UNIQUE INDEX posts_by_user ON posts (user_id DESC) WHERE id > 1",
				"CREATE VIEW names AS SELECT email FROM users",
				"CREATE TRIGGER after_user AFTER DELETE ON users BEGIN SELECT 1; END");
		assertThat(verify(scripts())).containsExactly("missing in this database: check of users (age > 0)",
				"only in this database: column users.extra: TEXT", """
						different: column users.name
						      here:           VARCHAR(30) DEFAULT 'y'
						      from the files: VARCHAR(20) NOT NULL DEFAULT 'x'""", """
						different: foreign key of posts (user_id)
						      here:           REFERENCES users (id) ON UPDATE NO ACTION ON DELETE NO ACTION
						      from the files: REFERENCES users (id) ON UPDATE NO ACTION ON DELETE CASCADE""", """
						different: index posts_by_user
						      here:           create unique index posts_by_user on posts ( user_id desc ) where id > 1
						      from the files: ON posts (user_id)""", """
						different: table users
						      here:           AUTOINCREMENT
						      from the files:""",
				"""
						different: trigger after_user
						      here:           create trigger after_user after delete on users begin select 1 ; end
						      from the files: create trigger after_user after insert on users begin delete from posts where user_id is null ; end""",
				"missing in this database: unique constraint of users (email)", """
						different: view names
						      here:           create view names as select email from users
						      from the files: create view names as select name from users""");
	}

}
