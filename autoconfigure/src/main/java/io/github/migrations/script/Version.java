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
 * <p>
 * What has no version is recorded under a name in its place: a repeatable migration as
 * {@code R__views}, a baseline that is half done as {@code B10}. Names come after all
 * versions.
 */
public final class Version implements Comparable<Version> {

	private static final Pattern PART = Pattern.compile("[0-9]+");

	private static final String REPEATABLE = "R__";

	private static final String BASELINE = "B";

	/** Numbers from here on are dates and times. */
	private static final BigInteger COUNTED = BigInteger.valueOf(100_000);

	private final String text;

	/** Without parts it is the name of a repeatable migration. */
	private final List<BigInteger> parts;

	private final boolean baseline;

	private Version(String text, List<BigInteger> parts, boolean baseline) {
		this.text = text;
		this.parts = parts;
		this.baseline = baseline;
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
		List<BigInteger> parts = parts(text);
		return (parts != null) ? new Version(text, parts, false) : null;
	}

	/**
	 * Reads what a row of the details is recorded under.
	 * @param text a version, {@code R__} and a name, or {@code B} and a version
	 * @return what it says, or {@code null} if it is nothing of that
	 */
	public static @Nullable Version parseKey(String text) {
		if (text.startsWith(REPEATABLE)) {
			return repeatable(text.substring(REPEATABLE.length()));
		}
		if (text.startsWith(BASELINE)) {
			Version version = parse(text.substring(BASELINE.length()));
			return (version != null) ? version.asBaseline() : null;
		}
		return parse(text);
	}

	/**
	 * Returns what stands in place of a version for a repeatable migration.
	 * @param name its name, as its file spells it
	 * @return such as {@code R__views}
	 */
	public static Version repeatable(String name) {
		return new Version(REPEATABLE + name, List.of(), false);
	}

	/**
	 * Returns what stands in place of a version while a baseline is half done.
	 * @return such as {@code B10}
	 */
	public Version asBaseline() {
		return new Version(BASELINE + this.text, this.parts, true);
	}

	private static @Nullable List<BigInteger> parts(String text) {
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
		return List.copyOf(parts);
	}

	/**
	 * Tells whether this is the name of a repeatable migration.
	 * @return whether it is no version
	 */
	public boolean isRepeatable() {
		return this.parts.isEmpty();
	}

	/**
	 * Tells whether this is the name of a baseline that is half done.
	 * @return whether it is no version
	 */
	public boolean isBaseline() {
		return this.baseline;
	}

	/**
	 * Returns the version as a number, where it is one that people count up.
	 * @return the number, or -1 if the version has several parts or more than five digits
	 */
	public int number() {
		return (this.parts.size() == 1 && !this.baseline && this.parts.get(0).compareTo(COUNTED) < 0)
				? this.parts.get(0).intValue() : -1;
	}

	@Override
	public int compareTo(Version other) {
		if (kind() != other.kind()) {
			return Integer.compare(kind(), other.kind());
		}
		if (isRepeatable()) {
			return this.text.compareTo(other.text);
		}
		for (int i = 0; i < Math.max(this.parts.size(), other.parts.size()); i++) {
			int order = part(i).compareTo(other.part(i));
			if (order != 0) {
				return order;
			}
		}
		return 0;
	}

	private int kind() {
		return (isRepeatable()) ? 2 : (this.baseline) ? 1 : 0;
	}

	private BigInteger part(int index) {
		return (index < this.parts.size()) ? this.parts.get(index) : BigInteger.ZERO;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Version version && this.parts.equals(version.parts) && kind() == version.kind()
				&& (!isRepeatable() || this.text.equals(version.text));
	}

	@Override
	public int hashCode() {
		return (isRepeatable()) ? this.text.hashCode() : this.parts.hashCode();
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
