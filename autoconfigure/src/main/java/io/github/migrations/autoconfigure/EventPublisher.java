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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.core.log.LogMessage;

import io.github.migrations.engine.MigrationException;
import io.github.migrations.engine.MigrationListener;
import io.github.migrations.engine.Status;

/**
 * Publishes what happens as events of the application context. Before the context is
 * refreshed, most listeners are not there yet, and to look for them could create beans
 * that need the database.
 */
final class EventPublisher implements MigrationListener, ApplicationListener<ContextRefreshedEvent> {

	private static final Log logger = LogFactory.getLog(Migrations.class);

	private final ApplicationContext context;

	/** What happened before there was anybody to tell it to. */
	private final List<MigrationEvent> early = new ArrayList<>();

	private volatile boolean refreshed;

	EventPublisher(ApplicationContext context) {
		this.context = context;
	}

	@Override
	public void beginning(String database, Supplier<@Nullable Status> progress) {
		publish(new MigrationEvent.RunStarted(database));
	}

	@Override
	public void applied(String database, String version, String description, Duration duration) {
		publish(new MigrationEvent.Applied(database, version, description, duration));
	}

	@Override
	public void undone(String database, String version, String description, Duration duration) {
		publish(new MigrationEvent.Undone(database, version, description, duration));
	}

	@Override
	public void finished(String database, Status status, int applied, Duration duration) {
		publish(new MigrationEvent.RunFinished(database, status.version(), applied, duration));
	}

	@Override
	public void failed(String database, MigrationException failure, Duration duration) {
		publish(new MigrationEvent.RunFailed(database, failure.getFailure(), duration));
	}

	private void publish(MigrationEvent event) {
		if (!isRefreshed()) {
			synchronized (this.early) {
				if (!isRefreshed()) {
					this.early.add(event);
					return;
				}
			}
		}
		this.context.publishEvent(event);
	}

	/**
	 * What happened can no longer be undone by a listener that fails.
	 */
	private void publishLate(MigrationEvent event) {
		try {
			this.context.publishEvent(event);
		}
		catch (RuntimeException ex) {
			logger.warn(LogMessage.format("A listener of %s failed", event), ex);
		}
	}

	/**
	 * A bean that is made after the refresh is not told of it.
	 */
	private boolean isRefreshed() {
		return this.refreshed
				|| (this.context instanceof ConfigurableApplicationContext running && running.isRunning());
	}

	@Override
	public void onApplicationEvent(ContextRefreshedEvent event) {
		if (event.getApplicationContext() == this.context) {
			List<MigrationEvent> events;
			synchronized (this.early) {
				this.refreshed = true;
				events = List.copyOf(this.early);
				this.early.clear();
			}
			events.forEach(this::publishLate);
		}
	}

}
