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

package io.github.migrations.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * The times of two ways to do the same. Both take turns in small portions, so that
 * whatever slows the machine down slows both.
 *
 * @param ours the times of our portions, in the unit of the measurement
 * @param theirs the times of the others
 */
record Comparison(List<Double> ours, List<Double> theirs) {

	/**
	 * Measures.
	 * @param warmUp how many portions come before, and do not count
	 * @param portions how many portions count
	 * @param ours does the portion with this number our way, and returns its time
	 * @param theirs does the portion with this number the other way, and returns its time
	 * @return the times
	 */
	static Comparison of(int warmUp, int portions, Portion ours, Portion theirs) throws Exception {
		Comparison times = new Comparison(new ArrayList<>(), new ArrayList<>());
		for (int portion = 0; portion < warmUp + portions; portion++) {
			boolean first = portion % 2 == 0;
			double a = (first) ? ours.time(portion) : 0;
			double b = theirs.time(portion);
			a = (first) ? a : ours.time(portion);
			if (portion >= warmUp) {
				times.ours.add(a);
				times.theirs.add(b);
			}
		}
		return times;
	}

	static double median(List<Double> times) {
		return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
	}

	static double sum(List<Double> times) {
		return times.stream().mapToDouble(Double::doubleValue).sum();
	}

	interface Portion {

		double time(int number) throws Exception;

	}

}
