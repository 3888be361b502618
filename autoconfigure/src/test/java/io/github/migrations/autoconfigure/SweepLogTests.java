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

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import io.github.migrations.tenant.SweepProgress;
import io.github.migrations.tenant.SweepProgress.State;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SweepLog}.
 */
@ExtendWith(OutputCaptureExtension.class)
class SweepLogTests {

	@Test
	void wordsEachState() {
		assertThat(SweepLog.text(progress(State.WAITING, 0, null, null))).isEqualTo("Tenants: the walk has not begun");
		assertThat(SweepLog.text(progress(State.CANARY, 0, null, null)))
			.isEqualTo("Tenants: the first of 1000 are migrated");
		assertThat(SweepLog.text(progress(State.RUNNING, 250, Duration.ofSeconds(8), null)))
			.isEqualTo("Tenants: 250 of 1000, 2 failed, 99.5 a second, 8 s left");
		assertThat(SweepLog.text(progress(State.RUNNING, 250, null, null)))
			.isEqualTo("Tenants: 250 of 1000, 2 failed, 99.5 a second");
		assertThat(SweepLog.text(progress(State.DONE, 1000, null, null)))
			.isEqualTo("Tenants: all done, 1000 of 1000, 2 failed, 99.5 a second");
		assertThat(SweepLog.text(progress(State.STOPPED, 20, null, "Too many failed")))
			.isEqualTo("Tenants: stopped, 20 of 1000, 2 failed, 99.5 a second: Too many failed");
	}

	@Test
	void saysEachStateOnceAndNotEverySecond(CapturedOutput output) {
		SweepLog log = new SweepLog();
		log.accept(progress(State.CANARY, 0, null, null));
		for (int i = 0; i < 100; i++) {
			log.accept(progress(State.RUNNING, i, Duration.ofSeconds(100 - i), null));
		}
		log.accept(progress(State.DONE, 1000, null, null));
		assertThat(output.toString().lines()).hasSize(3);
		assertThat(output).contains("INFO", "the first of 1000", "0 of 1000", "all done").doesNotContain("WARN");
	}

	@Test
	void aStopIsAWarning(CapturedOutput output) {
		new SweepLog().accept(progress(State.STOPPED, 20, null, "Too many failed"));
		assertThat(output).contains("WARN").contains("Too many failed");
	}

	private static SweepProgress progress(State state, int done, @Nullable Duration remaining,
			@Nullable String reason) {
		return new SweepProgress(state, 1000, done, done, 2, Map.of(), 99.5, remaining, reason);
	}

}
