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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.DatabaseTemplates.Maker;
import io.github.migrations.database.Databases;
import io.github.migrations.database.PlainDataSource;
import io.github.migrations.database.TableName;
import io.github.migrations.history.CopiedRecords;

/**
 * Gives a new tenant a copy of a file that this process has migrated once.
 */
final class TemplateFiles implements Template {

	private final TenantFiles files;

	private final Maker origin;

	private final TableName table;

	private final TenantMigrator next;

	private @Nullable Path folder;

	private @Nullable Path template;

	/**
	 * Creates it. The first tenant who is new makes the database that others are copied
	 * from.
	 * @param files where the databases of tenants are
	 * @param origin migrates the database that is copied
	 * @param table the tracking table
	 * @param next migrates the database of a tenant, also after it has been copied
	 */
	TemplateFiles(TenantFiles files, Maker origin, TableName table, TenantMigrator next) {
		this.files = files;
		this.origin = origin;
		this.table = table;
		this.next = next;
	}

	@Override
	public void migrate(String tenant) throws SQLException {
		if (this.files.isNew(tenant)) {
			try {
				copy(tenant);
			}
			catch (IOException ex) {
				throw new TenantException("The database of tenant '%s' cannot be copied from the template: %s"
					.formatted(TenantName.shown(tenant), ex), ex);
			}
		}
		this.next.migrate(tenant);
	}

	private void copy(String tenant) throws SQLException, IOException {
		Path file = this.files.file(tenant);
		Path template = template();
		this.files.createFolder();
		Path copy = file.resolveSibling(".template-" + UUID.randomUUID() + ".tmp");
		try {
			Files.copy(template, copy);
			stamp(copy);
			Folders.place(copy, file);
		}
		finally {
			Files.deleteIfExists(copy);
		}
	}

	private void stamp(Path copy) throws SQLException {
		try (Connection connection = this.files.connect(copy)) {
			new CopiedRecords(Databases.of(connection), this.table).stamp(connection);
		}
	}

	private synchronized Path template() throws SQLException, IOException {
		Path ready = this.template;
		if (ready != null && Files.exists(ready)) {
			return ready;
		}
		Path folder = this.folder;
		if (folder == null || !Files.isDirectory(folder)) {
			// somebody may clear the folder for temporary files
			folder = Files.createTempDirectory("migrations-template");
			this.folder = folder;
		}
		Path first = folder.resolve(UUID.randomUUID() + ".db");
		Path copy = folder.resolve("template.db");
		try {
			this.origin.make(new OneFile(this.files, first));
			// one that could not be finished is in the way
			Files.deleteIfExists(copy);
			Databases.fileCopy().copy(first, copy);
		}
		finally {
			for (String end : TenantFiles.PARTS) {
				Files.deleteIfExists(folder.resolve(first.getFileName() + end));
			}
		}
		this.template = copy;
		return copy;
	}

	/**
	 * Removes the database that tenants are copied from.
	 */
	@Override
	public synchronized void close() {
		Path folder = this.folder;
		this.folder = null;
		this.template = null;
		if (folder != null) {
			Folders.delete(folder);
		}
	}

	/**
	 * A file that is nobody's yet.
	 */
	private static final class OneFile extends PlainDataSource {

		private final TenantFiles files;

		private final Path file;

		OneFile(TenantFiles files, Path file) {
			this.files = files;
			this.file = file;
		}

		@Override
		public Connection getConnection() throws SQLException {
			return this.files.connect(this.file);
		}

	}

}
