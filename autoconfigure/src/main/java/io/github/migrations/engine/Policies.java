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

/**
 * What is done about a history that does not fit the files.
 *
 * @param changed what to do about a file that changed after it was applied
 * @param unknown what to do about an applied version that this build does not know
 * @param older what to do about a pending migration that is older than the newest applied
 * one
 * @param gap what to do about a number that is missing between the files
 */
public record Policies(OnMismatch changed, OnMismatch unknown, OnOlder older, OnMismatch gap) {

	/**
	 * A changed file is an error, an unknown version a warning, an older migration is
	 * applied with a warning, and a gap is nobody's business.
	 */
	public static final Policies DEFAULTS = new Policies(OnMismatch.ERROR, OnMismatch.WARN, OnOlder.APPLY,
			OnMismatch.IGNORE);

	/**
	 * What is done about a mismatch.
	 */
	public enum OnMismatch {

		/** Nothing is applied. */
		ERROR,

		/** It is logged, and the run goes on. */
		WARN,

		/** The run goes on in silence. */
		IGNORE

	}

	/**
	 * What is done about a pending migration that is older than the newest applied one.
	 */
	public enum OnOlder {

		/** It is applied, with a warning. */
		APPLY,

		/** Nothing is applied. */
		ERROR

	}

}
