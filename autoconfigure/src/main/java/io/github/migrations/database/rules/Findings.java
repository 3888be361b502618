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

package io.github.migrations.database.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects what is found in one file.
 */
final class Findings {

	private final String file;

	/** A rule may see the same thing twice. */
	private final Set<Finding> found = new LinkedHashSet<>();

	Findings(String file) {
		this.file = file;
	}

	void add(Rule rule, Place place, String message) {
		this.found.add(new Finding(Finding.Severity.WARNING, rule.id(), this.file, place.line(), place.statement(),
				message, rule.why(), rule.instead()));
	}

	boolean contains(Rule rule, int statement) {
		return this.found.stream()
			.anyMatch((finding) -> finding.rule().equals(rule.id()) && finding.statement() == statement);
	}

	List<Finding> inOrder() {
		List<Finding> findings = new ArrayList<>(this.found);
		findings.sort(Comparator.comparingInt(Finding::line));
		return findings;
	}

}
