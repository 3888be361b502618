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

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * Migrates when the application is ready: before every other listener of that event, and
 * on the thread that starts the application whatever multicaster it has, so that
 * readiness follows only afterwards. Child contexts pass their event on to this listener
 * too; the runner runs once.
 */
final class ReadyListener implements ApplicationListener<ApplicationReadyEvent>, PriorityOrdered {

	private final MigrationsRunner runner;

	ReadyListener(MigrationsRunner runner) {
		this.runner = runner;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		this.runner.run();
	}

	@Override
	public boolean supportsAsyncExecution() {
		return false;
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
