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

import javax.sql.DataSource;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/**
 * The table {@code contacts} of the current user.
 */
@Repository
class ContactTable extends TrackerTable<Contact, ContactRequest> {

	ContactTable(@Qualifier("tenantDataSource") DataSource tenantDataSource) {
		super(tenantDataSource, "contacts");
	}

	@Override
	Contact read(ResultSet row, Instant createdAt) throws SQLException {
		return new Contact(row.getString("id"), row.getString("name"), row.getString("email"), row.getString("job_id"),
				createdAt);
	}

	@Override
	StatementSpec write(JdbcClient jdbcClient, ContactRequest request) {
		return jdbcClient.sql("""
				INSERT INTO contacts (id, name, email, job_id, created_at)
				VALUES (:id, :name, :email, :jobId, :createdAt)""")
			.param("name", request.name())
			.param("email", request.email())
			.param("jobId", request.jobId());
	}

}
