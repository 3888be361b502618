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

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Activity;
import io.github.migrations.database.Database;

/**
 * Looks from a second connection at what a statement that takes long is doing. Nobody
 * waits for it: where there is no second connection, nothing more is known, that is all.
 */
final class Observer implements AutoCloseable {

	/** How often to look, in milliseconds. */
	private static final long PAUSE = 500;

	/** How long not to look after there was nothing to look through, in milliseconds. */
	private static final long LONG_PAUSE = 5000;

	private final DataSource dataSource;

	private final Database database;

	private final @Nullable String session;

	private final Progress progress;

	private final @Nullable Thread thread;

	private @Nullable Connection connection;

	private volatile Activity lastBlocked = Activity.NONE;

	private volatile boolean closed;

	private Observer(DataSource dataSource, Database database, @Nullable String session, Progress progress) {
		this.dataSource = dataSource;
		this.database = database;
		this.session = session;
		this.progress = progress;
		this.thread = (session != null) ? new Thread(this::observe, "migrations-observer") : null;
	}

	/**
	 * Begins to look.
	 * @param dataSource gives the second connection
	 * @param database the kind of the database
	 * @param session the session to look at, or {@code null} if it cannot be looked at
	 * @param progress is told what is seen
	 * @return ends it
	 */
	static Observer start(DataSource dataSource, Database database, @Nullable String session, Progress progress) {
		Observer observer = new Observer(dataSource, database, session, progress);
		Thread thread = observer.thread;
		if (thread != null) {
			thread.setDaemon(true);
			thread.start();
		}
		return observer;
	}

	/**
	 * Says who was seen last in the way of the session.
	 */
	Activity lastBlocked() {
		return this.lastBlocked;
	}

	/**
	 * What was seen belongs to the past.
	 */
	void forget() {
		this.lastBlocked = Activity.NONE;
	}

	private void observe() {
		try {
			while (!this.closed) {
				Thread.sleep(PAUSE);
				if (this.progress.statementMs() < PAUSE) {
					release();
				}
				else if (!look() && !this.closed) {
					Thread.sleep(LONG_PAUSE);
				}
			}
		}
		catch (InterruptedException ex) {
			// there is no more to be seen
		}
		finally {
			release();
		}
	}

	private boolean look() {
		try {
			Connection connection = this.connection;
			look((connection != null) ? connection : open());
			return true;
		}
		catch (SQLException ex) {
			release();
			return false;
		}
	}

	/**
	 * An open transaction would see the same again and again, and a concurrent index
	 * build would wait for its snapshot.
	 */
	private Connection open() throws SQLException {
		Connection opened = AutoCommit.on(this.dataSource.getConnection());
		this.connection = opened;
		return opened;
	}

	private void look(Connection connection) throws SQLException {
		Activity activity = this.database.activity(connection, Objects.requireNonNull(this.session));
		if (!activity.blockers().isEmpty()) {
			this.lastBlocked = activity;
		}
		this.progress.activity(activity);
	}

	/**
	 * A connection is only kept while there is something to see.
	 */
	private void release() {
		Connection connection = this.connection;
		this.connection = null;
		try {
			if (connection != null) {
				connection.close();
			}
		}
		catch (SQLException ex) {
			// it was only looked through
		}
	}

	@Override
	public void close() {
		this.closed = true;
		if (this.thread != null) {
			this.thread.interrupt();
		}
	}

}
