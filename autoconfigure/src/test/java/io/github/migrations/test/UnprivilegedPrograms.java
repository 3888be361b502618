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

package io.github.migrations.test;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * PostgreSQL refuses to run as root. The embedded server steps down by itself with
 * {@code unshare}, which many containers forbid; there its programs are run by the user
 * {@code nobody} instead.
 */
final class UnprivilegedPrograms {

	private static final String WRAPPER = """
			#!/bin/sh
			[ "$(id -u)" = 0 ] || exec "$0.real" "$@"
			exec setpriv --reuid=nobody --clear-groups -- "$0.real" "$@"
			""";

	private UnprivilegedPrograms() {
	}

	static boolean areNeeded() throws IOException {
		return "root".equals(System.getProperty("user.name")) && File.separatorChar == '/' && !canUnshare();
	}

	private static boolean canUnshare() throws IOException {
		try {
			return new ProcessBuilder("unshare", "-U", "true").start().waitFor() == 0;
		}
		catch (InterruptedException ex) {
			throw new IOException(ex);
		}
	}

	/**
	 * Changes a builder so that the server it starts runs as {@code nobody}.
	 * @param builder the builder
	 * @throws IOException if the programs cannot be unpacked
	 */
	static void use(EmbeddedPostgres.Builder builder) throws IOException {
		Path programs = Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir"), "embedded-pg-nobody"));
		Path data = Files.createTempDirectory("embedded-pg-data");
		builder.setOverrideWorkingDirectory(programs.toFile()).setDataDirectory(data);
		try (FileChannel channel = FileChannel.open(programs.resolve("lock"), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE); FileLock lock = channel.lock()) {
			unpack(builder);
			try (Stream<Path> files = Files.walk(programs)) {
				for (Path program : files.filter(UnprivilegedPrograms::isProgram).toList()) {
					wrap(program);
				}
			}
		}
		Files.setOwner(data, data.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
	}

	/**
	 * Nothing but a start unpacks the programs. It fails, because they are not wrapped
	 * yet, or because the data directory still belongs to root.
	 */
	private static void unpack(EmbeddedPostgres.Builder builder) throws IOException {
		try {
			builder.start().close();
			throw new IllegalStateException("PostgreSQL runs as root");
		}
		catch (IllegalStateException ex) {
			if (!String.valueOf(ex.getMessage()).contains("initdb")) {
				throw ex;
			}
		}
	}

	private static boolean isProgram(Path file) {
		return Stream.of("initdb", "pg_ctl", "postgres").anyMatch((name) -> file.endsWith(Path.of("bin", name)));
	}

	private static void wrap(Path program) throws IOException {
		Path real = program.resolveSibling(program.getFileName() + ".real");
		if (Files.notExists(real)) {
			Files.move(program, real);
			Files.writeString(program, WRAPPER);
			Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
		}
	}

}
