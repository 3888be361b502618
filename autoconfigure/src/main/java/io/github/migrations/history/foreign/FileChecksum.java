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

package io.github.migrations.history.foreign;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import io.github.migrations.script.Placeholders;
import io.github.migrations.script.Script;
import io.github.migrations.script.ScriptException;
import io.github.migrations.script.ScriptFile;

/**
 * The checksum of a file as another tool computes it.
 */
public final class FileChecksum {

	/** Flyway's algorithm. */
	static final String CRC32 = "crc32:";

	/** That of sqlx. */
	static final String SHA384 = "sha384:";

	private FileChecksum() {
	}

	/**
	 * Compares a checksum with a file.
	 * @param checksum the algorithm, a colon, and the checksum
	 * @param file the file
	 * @return whether the file has this checksum
	 */
	public static boolean matches(String checksum, ScriptFile file) {
		try (InputStream content = file.content().open()) {
			return checksum.equals((checksum.startsWith(CRC32)) ? CRC32 + crc32(content) : SHA384 + sha384(content));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("%s cannot be read".formatted(file), ex);
		}
	}

	/**
	 * Compares a checksum with a repeatable migration. Flyway computes that with
	 * placeholders replaced.
	 * @param checksum the algorithm, a colon, and the checksum
	 * @param file the file
	 * @param placeholders the values of placeholders
	 * @return whether the file has this checksum
	 */
	public static boolean matchesRepeatable(String checksum, ScriptFile file, Placeholders placeholders) {
		if (matches(checksum, file)) {
			return true;
		}
		try {
			byte[] resolved = Script.text(file, placeholders).getBytes(StandardCharsets.UTF_8);
			return checksum.equals(CRC32 + crc32(new ByteArrayInputStream(resolved)));
		}
		catch (ScriptException ex) {
			// a placeholder without value, which had one before
			return false;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("%s cannot be read".formatted(file), ex);
		}
	}

	/**
	 * All lines without their ends, and without the byte-order mark of the first one.
	 */
	static int crc32(InputStream content) throws IOException {
		java.util.zip.CRC32 checksum = new java.util.zip.CRC32();
		BufferedReader lines = new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8));
		boolean first = true;
		for (String line = lines.readLine(); line != null; line = lines.readLine()) {
			String text = (first && line.startsWith("\uFEFF")) ? line.substring(1) : line;
			checksum.update(text.getBytes(StandardCharsets.UTF_8));
			first = false;
		}
		return (int) checksum.getValue();
	}

	private static String sha384(InputStream content) throws IOException {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-384").digest(content.readAllBytes()));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-384", ex);
		}
	}

}
