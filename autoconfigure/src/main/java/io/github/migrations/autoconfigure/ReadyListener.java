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

import java.util.concurrent.atomic.AtomicBoolean;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * Does our part when the application is ready. {@link ReadyRunListener} calls it before
 * the event; the event itself is for contexts that are started without a
 * {@link org.springframework.boot.SpringApplication}. It acts once, however often it is
 * called: child contexts pass their event on to this listener too.
 */
final class ReadyListener implements ApplicationListener<ApplicationReadyEvent>, PriorityOrdered {

	private final Runnable action;

	private final AtomicBoolean called = new AtomicBoolean();

	ReadyListener(Runnable action) {
		this.action = action;
	}

	void ready() {
		if (this.called.compareAndSet(false, true)) {
			this.action.run();
		}
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		ready();
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
