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

import java.util.concurrent.CompletableFuture;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.util.function.SingletonSupplier;

/**
 * The gate before an application: shut until all its databases are migrated for the first
 * time, and open ever after.
 */
final class RequestGate implements ApplicationListener<ContextClosedEvent> {

	private final CompletableFuture<Boolean> released = new CompletableFuture<>();

	private final ApplicationContext context;

	private final SingletonSupplier<SchemaReadiness> readiness;

	private final SingletonSupplier<Boolean> nothingToDo;

	private volatile boolean closed;

	/**
	 * Creates the gate.
	 * @param runner the runner, which is not made before the first request
	 * @param context the context of the application behind the gate
	 */
	RequestGate(ObjectProvider<MigrationsRunner> runner, ApplicationContext context) {
		this.context = context;
		this.readiness = SingletonSupplier.of(() -> {
			SchemaReadiness readiness = runner.getObject().readiness();
			readiness.onceReady(() -> this.released.complete(true));
			return readiness;
		});
		this.nothingToDo = SingletonSupplier.of(() -> runner.getObject().hasNothingToDo());
	}

	/**
	 * Tells whether requests may pass. Costs next to nothing once they may.
	 */
	boolean isOpen() {
		return this.released.getNow(false) || look();
	}

	private boolean look() {
		boolean open = this.readiness.obtain().hasBeenReady() || this.nothingToDo.obtain();
		if (open) {
			this.released.complete(true);
		}
		return open;
	}

	/**
	 * Returns what those wait for who wait before the gate.
	 * @return completed with {@code true} when the gate opens, or with {@code false} when
	 * the application stops before it does; it is shared and must not be cancelled
	 */
	CompletableFuture<Boolean> released() {
		return this.released;
	}

	boolean isClosed() {
		return this.closed;
	}

	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		if (event.getApplicationContext() == this.context) {
			this.closed = true;
			this.released.complete(false);
		}
	}

}
