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
import java.time.LocalDate;
import java.util.Objects;

import javax.sql.DataSource;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/**
 * The table {@code jobs} of the current user.
 */
@Repository
class JobTable extends TrackerTable<Job, JobRequest> {

	JobTable(@Qualifier("tenantDataSource") DataSource tenantDataSource) {
		super(tenantDataSource, "jobs");
	}

	@Override
	Job read(ResultSet row, Instant createdAt) throws SQLException {
		String applyBy = row.getString("apply_by");
		return new Job(row.getString("id"), row.getString("company"), row.getString("title"), row.getString("status"),
				row.getString("url"), (applyBy != null) ? LocalDate.parse(applyBy) : null, createdAt);
	}

	@Override
	StatementSpec write(JdbcClient jdbcClient, JobRequest request) {
		return jdbcClient.sql("""
				INSERT INTO jobs (id, company, title, status, url, apply_by, created_at)
				VALUES (:id, :company, :title, :status, :url, :applyBy, :createdAt)""")
			.param("company", request.company())
			.param("title", request.title())
			.param("status", Objects.requireNonNullElse(request.status(), "saved"))
			.param("url", request.url())
			.param("applyBy", (request.applyBy() != null) ? request.applyBy().toString() : null);
	}

}
