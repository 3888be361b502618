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

package io.github.migrations.autoconfigure;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Rate}.
 */
class RateTests {

	private final AtomicLong time = new AtomicLong(-5);

	private final Rate rate = new Rate(this.time::get);

	@Test
	void isNothingBeforeAnythingHappens() {
		assertThat(this.rate.perSecond()).isZero();
	}

	@Test
	void isTheMeanSinceTheStartAtFirst() {
		count(30);
		assertThat(this.rate.perSecond()).isEqualTo(30);
		pass(9);
		assertThat(this.rate.perSecond()).isEqualTo(3);
	}

	@Test
	void isTheMeanOfTheLastMinuteThen() {
		count(60);
		pass(59);
		assertThat(this.rate.perSecond()).isEqualTo(1);
		count(60);
		pass(1);
		assertThat(this.rate.perSecond()).as("the first second is over a minute ago").isEqualTo(1);
		pass(59);
		assertThat(this.rate.perSecond()).isZero();
	}

	@Test
	void forgetsEverythingInALongPause() {
		for (int i = 0; i < 60; i++) {
			count(10);
			pass(1);
		}
		pass(100_000);
		assertThat(this.rate.perSecond()).isZero();
		count(60);
		assertThat(this.rate.perSecond()).isEqualTo(1);
	}

	private void count(int times) {
		for (int i = 0; i < times; i++) {
			this.rate.count();
		}
	}

	private void pass(long seconds) {
		this.time.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
	}

}
