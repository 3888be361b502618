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

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

import io.github.migrations.script.ScriptFile;
import io.github.migrations.script.Sha256;

/**
 * Tells plans apart that make different databases.
 */
final class Fingerprint {

	private Fingerprint() {
	}

	/**
	 * Makes a digest of everything that has a say. The length of each part is a part
	 * itself, so that none can be taken for another.
	 */
	static String of(List<ScriptFile> files, Settings settings) {
		MessageDigest digest = Sha256.digest();
		add(digest, settings.table().sql());
		new TreeMap<>(settings.placeholders().values()).forEach((name, value) -> {
			add(digest, name);
			add(digest, value);
		});
		files.stream().map((file) -> content(file) + " " + file.path()).sorted().forEach((file) -> add(digest, file));
		return HexFormat.of().formatHex(digest.digest());
	}

	private static void add(MessageDigest digest, String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
		digest.update(bytes);
	}

	private static String content(ScriptFile file) {
		MessageDigest digest = Sha256.digest();
		try (InputStream in = file.content().open();
				OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
			in.transferTo(out);
		}
		catch (IOException ex) {
			throw Failures.general("The file %s cannot be read: %s".formatted(file, ex), "Look whether it can be read.",
					ex);
		}
		return HexFormat.of().formatHex(digest.digest());
	}

}
