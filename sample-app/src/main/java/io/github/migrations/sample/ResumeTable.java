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
 * The table {@code resumes} of the current user.
 */
@Repository
class ResumeTable extends TrackerTable<Resume, ResumeRequest> {

	ResumeTable(@Qualifier("tenantDataSource") DataSource tenantDataSource) {
		super(tenantDataSource, "resumes");
	}

	@Override
	Resume read(ResultSet row, Instant createdAt) throws SQLException {
		return new Resume(row.getString("id"), row.getString("title"), row.getString("text"), createdAt);
	}

	@Override
	StatementSpec write(JdbcClient jdbcClient, ResumeRequest request) {
		return jdbcClient.sql("""
				INSERT INTO resumes (id, title, text, created_at)
				VALUES (:id, :title, :text, :createdAt)""")
			.param("title", request.title())
			.param("text", request.text());
	}

}
