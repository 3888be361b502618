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

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link LockRetry}.
 */
class LockRetryTests {

	@Test
	void thePausesGrowByHalfChance() {
		LockRetry retry = new LockRetry(Duration.ofMinutes(10));
		assertThat(retry.next(Duration.ZERO)).isBetween(100L, 200L);
		assertThat(retry.next(Duration.ZERO)).isBetween(200L, 400L);
		assertThat(retry.attempt()).isEqualTo(3);
	}

	@Test
	void whoWasHeldUpGetsAsMuchTime() {
		assertThat(new LockRetry(Duration.ofMinutes(10)).next(Duration.ofSeconds(5))).isEqualTo(5000);
	}

	@Test
	void noPauseIsLongerThanTheTimeThatIsLeft() {
		assertThat(new LockRetry(Duration.ZERO).next(Duration.ofSeconds(5))).isZero();
	}

}
