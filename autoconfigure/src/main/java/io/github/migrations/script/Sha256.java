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
import java.security.NoSuchAlgorithmException;

/**
 * The one algorithm of checksums.
 */
public final class Sha256 {

	private Sha256() {
	}

	/**
	 * Begins a checksum.
	 * @return a new digest
	 * @see <a href=
	 * "https://docs.oracle.com/en/java/javase/17/docs/specs/security/standard-names.html">
	 * Algorithms that every Java platform has</a>
	 */
	public static MessageDigest digest() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
