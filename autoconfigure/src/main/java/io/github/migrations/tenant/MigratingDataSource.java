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

package io.github.migrations.tenant;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import io.github.migrations.database.PlainDataSource;
import io.github.migrations.engine.Migrator;

/**
 * A DataSource whose database is migrated with the first connection that somebody asks
 * for. Concurrent callers wait for that one run; afterwards the cost is one read from
 * memory. A failure goes to all who wait, and is tried again after a pause.
 */
public final class MigratingDataSource extends PlainDataSource {

	private final DataSource target;

	private final Migrator migrator;

	private final Gate gate;

	/**
	 * Puts a migration before a DataSource.
	 * @param target gives the connections
	 * @param migrator migrates the database; it must not use this DataSource
	 */
	public MigratingDataSource(DataSource target, Migrator migrator) {
		this.target = target;
		this.migrator = migrator;
		this.gate = new Gate("database '%s'".formatted(migrator.name()));
	}

	@Override
	public Connection getConnection() throws SQLException {
		pass();
		return this.target.getConnection();
	}

	@Override
	public Connection getConnection(String user, String password) throws SQLException {
		pass();
		return this.target.getConnection(user, password);
	}

	private void pass() throws SQLException {
		if (!this.gate.isOpen()) {
			this.gate.pass(() -> this.migrator.migrate(null));
		}
	}

	@Override
	public <T> T unwrap(Class<T> type) throws SQLException {
		return (type.isInstance(this)) ? type.cast(this)
				: (type.isInstance(this.target)) ? type.cast(this.target) : this.target.unwrap(type);
	}

	@Override
	public boolean isWrapperFor(Class<?> type) {
		return type.isInstance(this) || type.isInstance(this.target);
	}

}
