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

package io.github.migrations.database;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What PostgreSQL says about an error. Apart, so that the driver's classes are only
 * touched where the driver is there.
 */
final class PostgresErrors {

	private PostgresErrors() {
	}

	static int position(SQLException ex) {
		ServerErrorMessage said = said(ex);
		return (said != null) ? said.getPosition() : 0;
	}

	static String message(SQLException ex) {
		ServerErrorMessage said = said(ex);
		if (said == null) {
			return String.valueOf(ex.getMessage());
		}
		List<String> lines = new ArrayList<>();
		lines.add("%s (SQLSTATE %s)".formatted(said.getMessage(), said.getSQLState()));
		add(lines, "Detail", said.getDetail());
		add(lines, "Hint", said.getHint());
		add(lines, "Where", said.getWhere());
		return String.join("\n", lines);
	}

	private static void add(List<String> lines, String name, @Nullable String text) {
		if (text != null) {
			lines.add(name + ": " + text);
		}
	}

	private static @Nullable ServerErrorMessage said(SQLException ex) {
		return (ex instanceof PSQLException postgres) ? postgres.getServerErrorMessage() : null;
	}

}
