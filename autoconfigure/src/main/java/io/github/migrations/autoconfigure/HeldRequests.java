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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

import org.springframework.core.env.Environment;

/**
 * Requests that wait on their threads for the gate. They may take no more than half of
 * the threads of the web server: a probe of liveness needs one as well.
 */
final class HeldRequests implements BooleanSupplier {

	private static final int DEFAULT_THREADS = 200;

	private final RequestGate gate;

	private final Duration timeout;

	private final Semaphore places;

	HeldRequests(RequestGate gate, Duration timeout, Environment environment) {
		this.gate = gate;
		this.timeout = timeout;
		this.places = new Semaphore(places(environment));
	}

	private static int places(Environment environment) {
		if (environment.getProperty("spring.threads.virtual.enabled", Boolean.class, false)) {
			return Integer.MAX_VALUE;
		}
		int threads = environment.getProperty("server.jetty.threads.max", Integer.class, DEFAULT_THREADS);
		return Math.min(threads, environment.getProperty("server.tomcat.threads.max", Integer.class, DEFAULT_THREADS))
				/ 2;
	}

	@Override
	public boolean getAsBoolean() {
		if (!this.places.tryAcquire()) {
			return false;
		}
		try {
			return this.gate.released().get(this.timeout.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			this.places.release();
		}
	}

}
