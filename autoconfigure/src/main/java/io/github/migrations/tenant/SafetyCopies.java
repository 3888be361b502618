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
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Databases;
import io.github.migrations.database.PlainDataSource;
import io.github.migrations.engine.MigrationException;
import io.github.migrations.engine.SharedPlan;

/**
 * Copies the file of a tenant before it is migrated, if there is anything to migrate in
 * it, and puts such a copy back. Copies are in a folder for each day (UTC), which is
 * deleted when all of them are old enough.
 */
public final class SafetyCopies implements TenantMigrator {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss.SSS");

	private static final String SUFFIX = ".db";

	private final TenantFiles files;

	private final Path folder;

	private final Duration keep;

	private final SharedPlan plan;

	private final TenantMigrator next;

	private final Clock clock;

	/** The state in which a failed try left a file. */
	private final Map<String, String> failed = new ConcurrentHashMap<>();

	/**
	 * Creates it.
	 * @param files where the databases of tenants are
	 * @param folder where the copies go, which is created with the first one
	 * @param keep for how long they are kept at least
	 * @param plan says whether there is anything to migrate
	 * @param next migrates
	 */
	public SafetyCopies(TenantFiles files, Path folder, Duration keep, SharedPlan plan, TenantMigrator next) {
		this(files, folder, keep, plan, next, Clock.systemUTC());
	}

	SafetyCopies(TenantFiles files, Path folder, Duration keep, SharedPlan plan, TenantMigrator next, Clock clock) {
		this.files = files;
		this.folder = folder.toAbsolutePath().normalize();
		this.keep = keep;
		this.plan = plan;
		this.next = next;
		this.clock = clock;
	}

	@Override
	public void migrate(String tenant) throws SQLException {
		copyIfPending(tenant);
		try {
			this.next.migrate(tenant);
			this.failed.remove(tenant);
		}
		catch (SQLException | MigrationException ex) {
			// what the next try finds is no safe state, if this one was not rolled back
			String state = state(tenant);
			if (state != null) {
				this.failed.put(tenant, state);
			}
			throw ex;
		}
	}

	/**
	 * Copies the file of a tenant, if something is pending in it and nobody has written
	 * to it since the last try, which failed and was preceded by a copy.
	 * @param tenant the name of the tenant
	 * @throws SQLException if it cannot be copied
	 */
	public void copyIfPending(String tenant) throws SQLException {
		String failed = this.failed.get(tenant);
		if (this.files.exists(tenant) && (failed == null || !failed.equals(state(tenant)))
				&& isPending(tenant, new TenantSource(this.files, tenant))) {
			Path copy = this.folder.resolve(copy(tenant));
			if (!isPending(tenant, opened(copy))) {
				// another process has been faster: this is no way back
				discard(copy);
			}
		}
	}

	/**
	 * Tells one state of a file from another. What others have committed may be in the
	 * log beside it only.
	 */
	private @Nullable String state(String tenant) throws TenantException {
		Path file = this.files.file(tenant);
		Path log = file.resolveSibling(file.getFileName() + "-wal");
		try {
			String state = state(file);
			return (Files.exists(log)) ? state + " " + state(log) : state;
		}
		catch (IOException ex) {
			return null;
		}
	}

	private static String state(Path file) throws IOException {
		return "%d %s".formatted(Files.size(file), Files.getLastModifiedTime(file));
	}

	private DataSource opened(Path copy) {
		return new PlainDataSource() {

			@Override
			public Connection getConnection() throws SQLException {
				return SafetyCopies.this.files.connect(copy);
			}

		};
	}

	private boolean isPending(String tenant, DataSource source) throws SQLException {
		try (Connection connection = source.getConnection()) {
			if (this.plan.isDone(connection)) {
				return false;
			}
		}
		return !this.plan.migrator(TenantName.shown(tenant), source, source).status().state().isReady();
	}

	/**
	 * Copies the file of a tenant.
	 * @param tenant the name of the tenant, who has a file
	 * @return the name of the copy
	 * @throws SQLException if it cannot be copied
	 */
	public String copy(String tenant) throws SQLException {
		String name = TenantName.encode(tenant);
		LocalDateTime now = LocalDateTime.now(this.clock.withZone(ZoneOffset.UTC));
		Path day = this.folder.resolve(now.toLocalDate().toString());
		// another process may copy the same file in the same millisecond
		Path unfinished = day.resolve(".copy-" + UUID.randomUUID() + ".tmp");
		try {
			if (!Files.exists(day)) {
				Files.createDirectories(day);
				deleteOld(now.toLocalDate());
			}
			this.files.checkInside(tenant, this.files.file(tenant));
			Databases.fileCopy().copy(this.files.file(tenant), unfinished);
			return name(placed(unfinished, day, name, now));
		}
		catch (IOException | SQLException ex) {
			discard(unfinished);
			throw new TenantException(
					"No safety copy of the database of tenant '%s' can be made, so that it is not touched: %s"
						.formatted(TenantName.shown(tenant), (ex instanceof IOException) ? ex : ex.getMessage()),
					ex);
		}
	}

	private static Path placed(Path unfinished, Path day, String name, LocalDateTime now) throws IOException {
		LocalDateTime time = now;
		while (true) {
			try {
				return Files.move(unfinished, day.resolve(name + "." + time.format(TIME) + SUFFIX));
			}
			catch (FileAlreadyExistsException ex) {
				time = time.plus(Duration.ofMillis(1));
			}
		}
	}

	private static void discard(Path file) {
		try {
			Files.deleteIfExists(file);
		}
		catch (IOException ex) {
			// it is deleted with its day
		}
	}

	private void deleteOld(LocalDate today) throws IOException {
		for (Path day : Folders.list(this.folder)) {
			LocalDate date = date(day);
			if (date != null && date.plusDays(1).atStartOfDay().plus(this.keep).isBefore(today.atStartOfDay())) {
				Folders.delete(day);
			}
		}
	}

	private static @Nullable LocalDate date(Path day) {
		try {
			return LocalDate.parse(day.getFileName().toString());
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	private String name(Path copy) {
		return this.folder.relativize(copy).toString().replace('\\', '/');
	}

	/**
	 * Lists the copies of a tenant's file.
	 * @param tenant the name of the tenant
	 * @return their names, the newest first
	 * @throws SQLException if there can be no such tenant, or the folder cannot be read
	 */
	public List<String> copies(String tenant) throws SQLException {
		String prefix = TenantName.encode(tenant) + ".";
		List<String> names = new ArrayList<>();
		try {
			for (Path day : Folders.list(this.folder)) {
				for (Path copy : (date(day) != null) ? Folders.list(day) : List.<Path>of()) {
					String name = copy.getFileName().toString();
					if (name.startsWith(prefix) && name.endsWith(SUFFIX)) {
						names.add(name(copy));
					}
				}
			}
		}
		catch (IOException ex) {
			throw new TenantException("The folder %s with safety copies cannot be read: %s".formatted(this.folder, ex),
					ex);
		}
		return names;
	}

	/**
	 * Puts a copy back. Whoever asks for the database meanwhile waits; it is migrated
	 * again with the next connection. Nothing is changed where this fails.
	 * @param tenant the name of the tenant
	 * @param copy the name of the copy, or {@code null} for the newest
	 * @param tenants forgets that the tenant is migrated
	 * @param connections closes its connections
	 * @return the name of the copy
	 * @throws SQLException if there is no such copy, or somebody else uses the file
	 */
	public String restore(String tenant, @Nullable String copy, Tenants tenants, TenantConnections connections)
			throws SQLException {
		List<String> copies = copies(tenant);
		if (copies.isEmpty()) {
			throw new TenantException("There is no safety copy of the database of tenant '%s' in %s."
				.formatted(TenantName.shown(tenant), this.folder), null);
		}
		String name = (copy != null) ? copy : copies.get(0);
		if (!copies.contains(name)) {
			throw new TenantException("There is no safety copy '%s' of the database of tenant '%s'. There are: %s."
				.formatted(TenantName.shown(name), TenantName.shown(tenant), String.join(", ", copies)), null);
		}
		tenants.exclusively(tenant, () -> {
			connections.clear(tenant);
			new Restored(this.files, tenant).by(this.folder.resolve(name));
		});
		return name;
	}

}
