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

package io.github.migrations.database;

/**
 * What has become of a statement that was started, and whose end nobody wrote down.
 *
 * @param outcome what is to be done about it
 * @param reason why, for people
 */
public record Recovery(Outcome outcome, String reason) {

	/** The statement took effect. */
	static final Recovery DONE = new Recovery(Outcome.DONE, "it took effect");

	/** The statement may be run again. */
	static final Recovery REPEAT = new Recovery(Outcome.REPEAT, "it may be run again");

	/** Nobody can tell. */
	static final Recovery UNKNOWN = new Recovery(Outcome.UNKNOWN, "the database cannot tell whether it took effect");

	/**
	 * What is to be done.
	 */
	public enum Outcome {

		/** Go on with the next statement. */
		DONE,

		/** Run the statement again. */
		REPEAT,

		/** Stop and ask a person. */
		UNKNOWN

	}

}
