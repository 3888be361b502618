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

package io.github.migrations.script;

import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The checksum of a file's content: of its bytes without byte-order mark, with
 * {@code \r\n} read as {@code \n}, so that neither an editor nor version control can
 * change it by changing line ends.
 */
final class Checksum {

	private final MessageDigest digest = Sha256.digest();

	private boolean carriageReturn;

	/**
	 * Takes the next bytes.
	 * @param bytes an array that holds them
	 * @param from index of the first
	 * @param to index after the last
	 */
	void update(byte[] bytes, int from, int to) {
		if (!this.carriageReturn && Bytes.count((byte) '\r', bytes, from, to) == 0) {
			this.digest.update(bytes, from, to - from);
			return;
		}
		int start = from;
		for (int i = from; i < to; i++) {
			if (this.carriageReturn && bytes[i] != '\n') {
				this.digest.update((byte) '\r');
			}
			this.carriageReturn = bytes[i] == '\r';
			if (this.carriageReturn) {
				this.digest.update(bytes, start, i - start);
				start = i + 1;
			}
		}
		this.digest.update(bytes, start, to - start);
	}

	/**
	 * Ends the content.
	 * @return the algorithm, a colon, and the checksum in hexadecimal digits
	 */
	String value() {
		if (this.carriageReturn) {
			this.carriageReturn = false;
			this.digest.update((byte) '\r');
		}
		return "sha256:" + HexFormat.of().formatHex(this.digest.digest());
	}

}
