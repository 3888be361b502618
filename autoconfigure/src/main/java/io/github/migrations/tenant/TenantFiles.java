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
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Databases;

/**
 * A database file for each tenant.
 */
public final class TenantFiles implements TenantDatabases {

	/** What stands for the name of the tenant. */
	public static final String TENANT = "{tenant}";

	/** The ends of the names of a file and of what SQLite puts beside it. */
	static final List<String> PARTS = List.of("", "-journal", "-wal", "-shm");

	private static final List<String> COMPANIONS = PARTS.subList(1, PARTS.size());

	private final Path folder;

	private final String prefix;

	private final String suffix;

	private final boolean create;

	private final Properties properties = new Properties();

	/**
	 * Creates the access to the files.
	 * @param pattern the path of a file, whose name holds {@code {tenant}} once
	 * @param create whether a database that does not exist is created
	 * @param properties settings of a connection, as the driver names them
	 * @throws IllegalArgumentException if the pattern is wrong
	 */
	public TenantFiles(String pattern, boolean create, Map<String, String> properties) {
		int start = pattern.indexOf(TENANT);
		String name = pattern.substring(pattern.lastIndexOf('/') + 1);
		int at = name.indexOf(TENANT);
		if (start < 0 || at < 0 || pattern.indexOf(TENANT, start + 1) >= 0) {
			throw new IllegalArgumentException(
					"'%s' has to hold %s once, in the name of the file".formatted(pattern, TENANT));
		}
		this.prefix = name.substring(0, at);
		this.suffix = name.substring(at + TENANT.length());
		if (COMPANIONS.stream().anyMatch((end) -> (this.suffix + end).endsWith(this.suffix))) {
			throw new IllegalArgumentException(
					"'%s' has to end with an extension such as .db: otherwise the log of one tenant's file would be the file of another tenant"
						.formatted(pattern));
		}
		this.folder = Objects
			.requireNonNullElse(Path.of(pattern.replace(TENANT, "x")).toAbsolutePath().getParent(), Path.of("/"))
			.normalize();
		this.create = create;
		this.properties.putAll(properties);
	}

	@Override
	public Connection open(String tenant) throws SQLException {
		Path file = file(tenant);
		checkInside(tenant, file);
		if (!Files.exists(file)) {
			if (!this.create) {
				throw new UnknownTenantException(
						"There is no tenant '%s': the file %s does not exist, and ".formatted(TenantName.shown(tenant),
								file) + "spring.migrations.tenants.create=false does not allow to create it.");
			}
			createFolder();
		}
		try {
			return connect(file);
		}
		catch (SQLException ex) {
			throw new TenantException("The file %s of tenant '%s' cannot be opened: %s".formatted(file,
					TenantName.shown(tenant), ex.getMessage()), ex);
		}
	}

	/**
	 * Opens a file that need not be a tenant's, in the same way.
	 */
	Connection connect(Path file) throws SQLException {
		return DriverManager.getConnection(Databases.url(file), this.properties);
	}

	/**
	 * Somebody may have put a link into the folder.
	 */
	void checkInside(String tenant, Path file) throws TenantException {
		if (Files.isSymbolicLink(file) && !isInside(file)) {
			throw new TenantException(
					"The file %s of tenant '%s' is a link that leads out of the folder, and is not opened."
						.formatted(file, TenantName.shown(tenant)),
					null);
		}
	}

	private boolean isInside(Path file) {
		try {
			return file.toRealPath().startsWith(this.folder.toRealPath());
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Tells whether a tenant has no file and may get one. What a file left behind that
	 * was deleted would be taken for a part of the new one.
	 */
	boolean isNew(String tenant) throws TenantException {
		Path file = file(tenant);
		return this.create && Stream.of("", "-journal", "-wal")
			.noneMatch((end) -> Files.exists(file.resolveSibling(file.getFileName() + end), LinkOption.NOFOLLOW_LINKS));
	}

	void createFolder() throws TenantException {
		try {
			Files.createDirectories(this.folder);
		}
		catch (IOException ex) {
			throw new TenantException(
					"The folder %s for the databases of tenants cannot be created: %s".formatted(this.folder, ex), ex);
		}
	}

	/**
	 * Returns the file of a tenant.
	 * @param tenant the name of the tenant
	 * @return the path of the file, which need not exist
	 * @throws TenantException if there can be no such tenant
	 */
	public Path file(String tenant) throws TenantException {
		return this.folder.resolve(this.prefix + TenantName.encode(tenant) + this.suffix);
	}

	@Override
	public boolean exists(String tenant) throws SQLException {
		return Files.exists(file(tenant));
	}

	@Override
	public @Nullable Object identity(String tenant) throws SQLException {
		try {
			BasicFileAttributes attributes = Files.readAttributes(file(tenant), BasicFileAttributes.class);
			// without a key no file is replaced that is open
			return Objects.requireNonNullElse(attributes.fileKey(), Boolean.TRUE);
		}
		catch (IOException ex) {
			return null;
		}
	}

	@Override
	public Stream<String> names() throws SQLException {
		if (!Files.isDirectory(this.folder)) {
			return Stream.empty();
		}
		try (Stream<Path> files = Files.list(this.folder)) {
			List<String> found = files.map((file) -> file.getFileName().toString()).toList();
			return new NamePattern(this.prefix, this.suffix).tenants(found).stream().sorted();
		}
		catch (IOException ex) {
			throw new TenantException(
					"The folder %s with the databases of tenants cannot be read: %s".formatted(this.folder, ex), ex);
		}
	}

	@Override
	public boolean isPooled() {
		return true;
	}

}
