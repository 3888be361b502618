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

package io.github.migrations.actuate;

import java.time.Instant;

/**
 * A line of short facts with dots between them; there is no line where there are no
 * facts.
 */
final class Facts {

	private final Html html;

	private boolean begun;

	/**
	 * Creates a line that has not begun yet.
	 * @param html where to write
	 */
	Facts(Html html) {
		this.html = html;
	}

	/**
	 * Adds a fact.
	 * @param fact the fact
	 * @return this
	 */
	Facts add(String fact) {
		next().text(fact);
		return this;
	}

	/**
	 * Adds a fact if it is one.
	 * @param is whether it is
	 * @param fact the fact
	 * @return this
	 */
	Facts addIf(boolean is, String fact) {
		return (is) ? add(fact) : this;
	}

	/**
	 * Adds a moment. That it is in UTC is said in the heading.
	 * @param time the moment
	 * @return this
	 */
	Facts add(Instant time) {
		next().element("time", Wording.time(time), "datetime", time.toString());
		return this;
	}

	/**
	 * Adds something that is a name for machines.
	 * @param before what it names
	 * @param code the name
	 * @return this
	 */
	Facts addCode(String before, String code) {
		next().text(before).element("code", code);
		return this;
	}

	/**
	 * Ends the line.
	 */
	void end() {
		if (this.begun) {
			this.html.close("p");
		}
	}

	private Html next() {
		if (this.begun) {
			return this.html.text(" · ");
		}
		this.begun = true;
		return this.html.open("p", "class", "facts");
	}

}
