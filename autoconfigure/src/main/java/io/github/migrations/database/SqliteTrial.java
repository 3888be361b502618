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

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.github.migrations.script.Piece;

/**
 * A trial on a copy of the file, so that it keeps nobody waiting, and what cannot run in
 * a transaction can be tried too.
 */
final class SqliteTrial implements Trial {

	private static final Waiting ALONE = (holder) -> {
	};

	private final Connection source;

	private final Database database;

	private final boolean autoCommit;

	private @Nullable SqliteCopy copy;

	private @Nullable SqliteSession session;

	private @Nullable SqliteObjects objects;

	SqliteTrial(Connection source, Database database) throws SQLException {
		this.source = source;
		this.database = database;
		this.autoCommit = source.getAutoCommit();
	}

	@Override
	public void prepare(Duration patience, Waiting waiting) throws SQLException {
		this.source.setAutoCommit(true);
		SqliteCopy copy = SqliteCopy.of(this.source, patience);
		this.copy = copy;
		this.session = SqliteSession.open(copy.connection(), this.database);
	}

	@Override
	public Session session() {
		return Objects.requireNonNull(this.session, "The trial has been prepared");
	}

	private Connection connection() {
		return session().connection();
	}

	@Override
	public boolean isCopy() {
		return true;
	}

	@Override
	public void start() throws SQLException {
		checkWritable();
		this.objects = SqliteObjects.of(connection());
	}

	/**
	 * The copy can always be written. Whether the database can be too, SQLite says when
	 * something is written, which is taken back at once; it is the value that is there.
	 */
	private void checkWritable() throws SQLException {
		String value = Sql.value(this.source, "PRAGMA main.user_version");
		try {
			Sql.execute(this.source, "BEGIN IMMEDIATE");
			try {
				Sql.execute(this.source, "PRAGMA main.user_version = " + value);
			}
			finally {
				Sql.execute(this.source, "ROLLBACK");
			}
		}
		catch (SQLException ex) {
			if (!this.database.isBusy(ex)) {
				throw ex;
			}
			// somebody else writes, so it can be written
		}
	}

	@Override
	public void begin(TransactionSettings settings) throws SQLException, InterruptedException {
		session().begin(ALONE);
	}

	@Override
	public void commit(Session.Cancellation cancellation) throws SQLException, InterruptedException {
		session().commit(ALONE);
		this.objects = Objects.requireNonNull(this.objects, "The trial has been started").now(connection());
	}

	@Override
	public void undo() throws SQLException {
		session().rollback();
		this.objects = SqliteObjects.of(connection());
	}

	@Override
	public @Nullable String reasonNotToTry(Piece statement) {
		List<String> tokens = statement.tokens();
		boolean elsewhere = !tokens.isEmpty()
				&& (tokens.get(0).equals("ATTACH") || tokens.get(0).equals("VACUUM") && tokens.contains("INTO"));
		return (elsewhere) ? "it opens or writes another file, of which there is no copy" : null;
	}

	@Override
	public Effects effects(Piece statement) throws SQLException {
		SqliteObjects before = Objects.requireNonNull(this.objects, "The trial has been started");
		SqliteObjects now = before.now(connection());
		this.objects = now;
		return new Effects(List.of(), List.of(), List.of(), now.changesSince(before));
	}

	@Override
	public Map<String, Long> rows(Session.Cancellation cancellation) throws SQLException {
		Map<String, Long> rows = new LinkedHashMap<>();
		for (String table : SqliteObjects.of(connection()).tables()) {
			try (Statement statement = connection().createStatement()) {
				cancellation.running(statement::cancel);
				rows.put(table,
						statement.executeQuery("SELECT count(*) FROM main." + TableName.quote(table)).getLong(1));
			}
			finally {
				cancellation.running(null);
			}
		}
		return rows;
	}

	@Override
	public List<Held> finish() throws SQLException {
		SqliteCopy copy = this.copy;
		this.copy = null;
		this.session = null;
		if (copy != null) {
			copy.close();
		}
		return List.of();
	}

	@Override
	public void close() throws SQLException {
		finish();
		this.source.setAutoCommit(this.autoCommit);
	}

}
