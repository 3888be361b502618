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

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of all tenants: so many percent of them, or so many of them.
 *
 * @param amount how many
 * @param percent whether it is percent
 */
public record Share(double amount, boolean percent) {

	private static final Pattern TEXT = Pattern.compile("(?<amount>\\d{1,9}(\\.\\d{1,9})?)\\s*(?<percent>%)?");

	private static final int ALL = 100;

	/**
	 * Reads a share.
	 * @param text such as {@code 1%} or {@code 20}
	 * @return the share
	 * @throws IllegalArgumentException if it is neither
	 */
	public static Share parse(String text) {
		Matcher matcher = TEXT.matcher(text.strip());
		boolean matches = matcher.matches();
		boolean percent = matches && matcher.group("percent") != null;
		double amount = (matches) ? Double.parseDouble(matcher.group("amount")) : -1;
		if (!matches || (percent && amount > ALL) || (!percent && amount != Math.rint(amount))) {
			throw new IllegalArgumentException(
					"'%s' is no share of the tenants: write percent such as 1%%, or a number such as 20"
						.formatted(text));
		}
		return new Share(amount, percent);
	}

	/**
	 * Returns how many these are.
	 * @param total the number of all
	 * @return the number of this part, rounded up
	 */
	public int of(int total) {
		double exact = (this.percent) ? this.amount * total / ALL : this.amount;
		return (int) Math.min(total, Math.ceil(exact));
	}

	/**
	 * Tells whether a number is greater than this part.
	 */
	boolean isExceededBy(int number, int total) {
		return (this.percent) ? (double) number * ALL > this.amount * total : number > this.amount;
	}

	@Override
	public String toString() {
		String number = (this.amount == Math.rint(this.amount)) ? String.valueOf((long) this.amount)
				: String.valueOf(this.amount);
		return (this.percent) ? number + "%" : number;
	}

}
