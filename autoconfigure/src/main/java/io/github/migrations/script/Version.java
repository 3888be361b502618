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

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The version of a migration: whole numbers joined by dots, compared number by number, so
 * that {@code 2 < 10}, {@code 1.2 < 1.10}, and {@code 001} is {@code 1}. Parts that are
 * missing count as zero. The spelling is kept, because that is what the tracking table
 * holds.
 */
public final class Version implements Comparable<Version> {

	private static final Pattern PART = Pattern.compile("[0-9]+");

	private final String text;

	private final List<BigInteger> parts;

	private Version(String text, List<BigInteger> parts) {
		this.text = text;
		this.parts = parts;
	}

	/**
	 * Reads a version.
	 * @param text digits, further parts joined by dots
	 * @return the version in this spelling
	 * @throws IllegalArgumentException if the text is anything else
	 */
	public static Version of(String text) {
		Version version = parse(text);
		if (version == null) {
			throw new IllegalArgumentException(
					"'%s' is not a version: expected digits, further parts joined by dots".formatted(text));
		}
		return version;
	}

	/**
	 * Reads a version if the text is one.
	 * @param text any text
	 * @return the version in this spelling, or {@code null} if the text is no version
	 */
	public static @Nullable Version parse(String text) {
		List<BigInteger> parts = new ArrayList<>();
		for (String part : text.split("\\.", -1)) {
			if (!PART.matcher(part).matches()) {
				return null;
			}
			parts.add(new BigInteger(part));
		}
		while (parts.size() > 1 && parts.get(parts.size() - 1).signum() == 0) {
			parts.remove(parts.size() - 1);
		}
		return new Version(text, List.copyOf(parts));
	}

	@Override
	public int compareTo(Version other) {
		for (int i = 0; i < Math.max(this.parts.size(), other.parts.size()); i++) {
			int order = part(i).compareTo(other.part(i));
			if (order != 0) {
				return order;
			}
		}
		return 0;
	}

	private BigInteger part(int index) {
		return (index < this.parts.size()) ? this.parts.get(index) : BigInteger.ZERO;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Version version && this.parts.equals(version.parts);
	}

	@Override
	public int hashCode() {
		return this.parts.hashCode();
	}

	/**
	 * Returns the version as it was spelled.
	 * @return the spelling, such as {@code 001}
	 */
	@Override
	public String toString() {
		return this.text;
	}

}
