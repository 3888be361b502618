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

import org.junit.jupiter.api.Test;

import io.github.migrations.tenant.SweepProgress.State;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SweepCount}.
 */
class SweepCountTests {

	@Test
	void oneDamagedTenantAmongTheFirstIsNoReasonToStop() {
		SweepCount count = count("5%", 4);
		assertThat(count.enter(State.CANARY)).isTrue();
		count.failed("damaged", "no database");
		assertThat(count.enter(State.RUNNING)).isTrue();
		count.migrated();
		count.migrated();
		count.migrated();
		assertThat(count.enter(State.DONE)).isTrue();
		assertThat(count.progress().state()).isEqualTo(State.DONE);
	}

	@Test
	void twoAre() {
		SweepCount count = count("5%", 1000);
		assertThat(count.enter(State.CANARY)).isTrue();
		for (int i = 0; i < 8; i++) {
			count.migrated();
		}
		count.failed("one", "no such table");
		count.failed("two", "no such table");
		assertThat(count.enter(State.RUNNING)).isFalse();
		assertThat(count.progress().reason()).startsWith("2 of the first 10 tenants could not be migrated, ");
	}

	@Test
	void oneIsTooManyWhereNoneIsToFailOrThereIsNoOther() {
		for (SweepCount count : new SweepCount[] { count("0", 1000), count("0%", 1000), count("5%", 1) }) {
			assertThat(count.enter(State.CANARY)).isTrue();
			count.failed("one", "no such table");
			assertThat(count.enter(State.RUNNING)).isFalse();
		}
	}

	@Test
	void aSmallFleetIsJudgedAtTheEnd() {
		SweepCount count = count("5%", 4);
		count.enter(State.CANARY);
		count.failed("one", "no such table");
		count.enter(State.RUNNING);
		count.failed("two", "no such table");
		count.failed("three", "no such table");
		count.failed("four", "no such table");
		assertThat(count.enter(State.DONE)).isFalse();
		assertThat(count.progress().state()).isEqualTo(State.STOPPED);
		assertThat(count.progress().reason()).startsWith("4 of the first 4 tenants could not be migrated, ");
	}

	private static SweepCount count(String maxFailures, int total) {
		SweepCount count = new SweepCount(new SweepSettings(1, 0, Share.parse("1%"), Share.parse(maxFailures), 20));
		count.begin(total);
		return count;
	}

}
