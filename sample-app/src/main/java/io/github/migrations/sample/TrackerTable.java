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

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A table in the file of the current user. Nothing here says which user that is: the
 * DataSource knows, creates the file of a new user and migrates it.
 *
 * @param <T> what is in the table
 * @param <R> what a client sends to store one
 */
abstract class TrackerTable<T extends Tracked, R> {

	private final JdbcClient jdbcClient;

	private final String name;

	TrackerTable(DataSource tenantDataSource, String name) {
		this.jdbcClient = JdbcClient.create(tenantDataSource);
		this.name = name;
	}

	/**
	 * Lists all rows, the newest first.
	 * @return the rows
	 */
	List<T> list() {
		return this.jdbcClient.sql("SELECT * FROM " + this.name + " ORDER BY created_at DESC, id")
			.query((row, number) -> read(row, ColumnTime.parse(row.getString("created_at"))))
			.list();
	}

	/**
	 * Reads one row.
	 * @param id its key
	 * @return the row, if there is one
	 */
	Optional<T> find(String id) {
		return this.jdbcClient.sql("SELECT * FROM " + this.name + " WHERE id = :id")
			.param("id", id)
			.query((row, number) -> read(row, ColumnTime.parse(row.getString("created_at"))))
			.optional();
	}

	/**
	 * Stores a new row.
	 * @param request what a client sent
	 * @return its key
	 */
	String insert(R request) {
		String id = UUID.randomUUID().toString();
		write(this.jdbcClient, request).param("id", id).param("createdAt", ColumnTime.format(Instant.now())).update();
		return id;
	}

	/**
	 * Deletes a row.
	 * @param id its key
	 * @return {@code false} if there was none with this key
	 */
	boolean delete(String id) {
		return this.jdbcClient.sql("DELETE FROM " + this.name + " WHERE id = :id").param("id", id).update() == 1;
	}

	/**
	 * Reads a row.
	 * @param row the row
	 * @param createdAt when it was stored
	 * @return what it holds
	 * @throws SQLException if it cannot be read
	 */
	abstract T read(ResultSet row, Instant createdAt) throws SQLException;

	/**
	 * Makes the statement that stores a new row, but for the parameters {@code id} and
	 * {@code createdAt}.
	 * @param jdbcClient makes statements
	 * @param request what a client sent
	 * @return the statement
	 */
	abstract JdbcClient.StatementSpec write(JdbcClient jdbcClient, R request);

}
