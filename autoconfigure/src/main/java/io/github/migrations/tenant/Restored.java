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
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.github.migrations.database.Databases;

/**
 * A tenant's file that gets the content of a copy. A database is overwritten in one
 * transaction, so that others who have it open see either the one or the other. What is
 * no database any more is kept under another name.
 *
 * @param files where the databases of tenants are
 * @param tenant the name of the tenant
 */
record Restored(TenantFiles files, String tenant) {

	void by(Path copy) throws SQLException {
		try {
			Path file = this.files.file(this.tenant);
			this.files.checkInside(this.tenant, file);
			// otherwise the damage would be taken for that of the database
			Databases.fileCopy().check(copy);
			if (Files.exists(file) && overwritten(file, copy)) {
				return;
			}
			replace(file, copy);
		}
		catch (SQLException | IOException ex) {
			throw new TenantException("The copy %s cannot be put back for tenant '%s', whose database is as it was: %s"
				.formatted(copy, TenantName.shown(this.tenant), ex.getMessage()), ex);
		}
	}

	/**
	 * Overwrites the database.
	 * @return whether it is one
	 */
	private boolean overwritten(Path file, Path copy) throws SQLException {
		try {
			Databases.fileCopy().replace(file, copy);
			return true;
		}
		catch (SQLException ex) {
			if (!Databases.isDamaged(ex)) {
				throw ex;
			}
			return false;
		}
	}

	private void replace(Path file, Path copy) throws IOException, TenantException {
		this.files.createFolder();
		String damaged = ".damaged-" + UUID.randomUUID();
		Path placed = with(file, damaged + ".tmp");
		List<Path> aside = new ArrayList<>();
		try {
			Files.copy(copy, placed);
			for (String end : TenantFiles.PARTS) {
				Path part = with(file, end);
				if (Files.exists(part)) {
					Files.move(part, with(part, damaged));
					aside.add(part);
				}
			}
			Files.move(placed, file);
		}
		catch (IOException ex) {
			for (Path part : aside) {
				Files.move(with(part, damaged), part);
			}
			throw ex;
		}
		finally {
			Files.deleteIfExists(placed);
		}
	}

	private static Path with(Path file, String end) {
		return file.resolveSibling(file.getFileName() + end);
	}

}
