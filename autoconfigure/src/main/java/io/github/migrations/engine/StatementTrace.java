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

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

import io.github.migrations.history.HalfDone;
import io.github.migrations.script.Sha256;

/**
 * The trace of the statements that are done: a checksum over all of them, and a short one
 * for each of the first, so that the statement can be named that was changed afterwards.
 */
final class StatementTrace {

	/** How many statements have a checksum of their own. */
	private static final int SINGLE = 1000;

	/** How many hexadecimal digits the checksum of one statement has. */
	private static final int DIGITS = 8;

	private final MessageDigest all = Sha256.digest();

	private final StringBuilder single = new StringBuilder();

	private int count;

	void add(String statement) {
		byte[] one = Sha256.digest().digest(statement.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8));
		this.all.update(one);
		if (this.count++ < SINGLE) {
			this.single.append(HexFormat.of().formatHex(one), 0, DIGITS);
		}
	}

	int count() {
		return this.count;
	}

	String value() {
		try {
			MessageDigest all = (MessageDigest) this.all.clone();
			return "sha256:%s:%s".formatted(HexFormat.of().formatHex(all.digest()), this.single);
		}
		catch (CloneNotSupportedException ex) {
			throw new IllegalStateException("The digests of the platform can be cloned", ex);
		}
	}

	/**
	 * Compares what has been added so far with what was done before.
	 * @param done how far an earlier run has come
	 * @return whether the last statement, or after the last one that was done all of
	 * them, are the same
	 */
	boolean matches(HalfDone done) {
		if (this.count == done.statements()) {
			return value().equals(done.trace());
		}
		String[] parts = done.trace().split(":");
		int from = (this.count - 1) * DIGITS;
		return this.count > SINGLE || parts.length < 3 || parts[2].startsWith(this.single.substring(from), from);
	}

}
