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

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Backoff}.
 */
class BackoffTests {

	private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);

	private final Backoff backoff = new Backoff(this.clock::get);

	@Test
	void theFirstTryIsMadeAtOnce() {
		assertThat(this.backoff.isOver()).isTrue();
	}

	@Test
	void eachFailureDoublesThePauseUpToAMinute() {
		for (int seconds : new int[] { 1, 2, 4, 8, 16, 32, 60, 60 }) {
			this.backoff.failed();
			assertThat(this.backoff.isOver()).isFalse();
			this.clock.addAndGet(Duration.ofSeconds(seconds).toNanos() - 1);
			assertThat(this.backoff.isOver()).as("%d s", seconds).isFalse();
			this.clock.addAndGet(1);
			assertThat(this.backoff.isOver()).as("%d s", seconds).isTrue();
		}
	}

}
