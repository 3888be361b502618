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

package io.github.migrations.differential;

import java.util.List;
import java.util.Set;

/**
 * What the comparison of a directory has found.
 *
 * @param directory the directory, for people
 * @param files how many files it holds
 * @param ours how far our library came
 * @param client how far the client came
 * @param differences what differs between the two databases
 * @param varying what cannot be compared, because it is another one in each run
 * @param warnings what our library warned of
 */
record Report(String directory, int files, Outcome ours, Outcome client, List<String> differences, Set<String> varying,
		List<String> warnings) {

	enum Result {

		EQUAL, BOTH_REFUSE, WE_REFUSE, CLIENT_REFUSES, DIFFERENT

	}

	Result result() {
		if (this.ours.isApplied() && this.client.isApplied()) {
			return this.differences.isEmpty() ? Result.EQUAL : Result.DIFFERENT;
		}
		if (this.ours.isApplied()) {
			return Result.CLIENT_REFUSES;
		}
		if (this.client.isApplied()) {
			return Result.WE_REFUSE;
		}
		return String.valueOf(this.ours.file()).equals(this.client.file()) ? Result.BOTH_REFUSE : Result.DIFFERENT;
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder("%s: %s, %d files%n".formatted(this.directory, result(), this.files));
		refusal(text, "our library", this.ours);
		refusal(text, "the client", this.client);
		this.differences.forEach((difference) -> text.append("  ").append(difference).append('\n'));
		if (!this.varying.isEmpty()) {
			text.append("  not compared, because it differs in each run of the client: ")
				.append(String.join(", ", this.varying))
				.append('\n');
		}
		return text.toString();
	}

	private static void refusal(StringBuilder text, String who, Outcome outcome) {
		if (!outcome.isApplied()) {
			text.append("  refused by %s: %s%n    ".formatted(who, outcome.file()))
				.append(outcome.message().replace("\n", "\n    "))
				.append('\n');
		}
	}

}
