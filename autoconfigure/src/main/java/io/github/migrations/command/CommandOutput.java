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

package io.github.migrations.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.github.migrations.engine.MigrationListener;
import io.github.migrations.engine.Status;

/**
 * Shows what a command does while it does it: each migration that is applied or undone,
 * and in a terminal the one that runs.
 */
final class CommandOutput implements MigrationListener {

	private static final String WIPE = "\r\033[K";

	private static final long REFRESH_MS = 100;

	private final PrintStream out;

	private final @Nullable Terminal terminal;

	private boolean lineShown;

	CommandOutput() {
		this(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8), Terminal.find());
	}

	CommandOutput(PrintStream out, @Nullable Terminal terminal) {
		this.out = out;
		this.terminal = terminal;
	}

	/**
	 * Prints what a person should see before the command goes on.
	 * @param text lines of text, ending in a line end
	 */
	synchronized void print(String text) {
		wipe();
		this.out.print(text);
		this.out.flush();
	}

	@Override
	public void applied(String database, String version, String description, Duration duration) {
		print("✅ Version %s: %s (%d ms)\n".formatted(version, description, duration.toMillis()));
	}

	@Override
	public void undone(String database, String version, String description, Duration duration) {
		print("↩️ Version %s: %s (undone, %d ms)\n".formatted(version, description, duration.toMillis()));
	}

	/**
	 * Shows how a run is getting on, where there is a terminal to show it in.
	 * @param status says how it is getting on, from memory
	 * @return ends it, leaving nothing on the screen
	 */
	Watch watch(Supplier<@Nullable Status> status) {
		Terminal terminal = this.terminal;
		if (terminal == null) {
			return () -> {
			};
		}
		Thread thread = new Thread(() -> show(status, terminal.width()), "migrations-progress");
		thread.setDaemon(true);
		thread.start();
		return () -> {
			thread.interrupt();
			wipe();
		};
	}

	private void show(Supplier<@Nullable Status> status, int width) {
		try {
			while (true) {
				Thread.sleep(REFRESH_MS);
				Status known = status.get();
				show((known != null) ? ProgressLine.of(known, width) : "");
			}
		}
		catch (InterruptedException ex) {
			// the run has ended
		}
	}

	private synchronized void show(String line) {
		if (Thread.currentThread().isInterrupted()) {
			return;
		}
		wipe();
		if (!line.isEmpty()) {
			this.out.print(line);
			this.out.flush();
			this.lineShown = true;
		}
	}

	private synchronized void wipe() {
		if (this.lineShown) {
			this.out.print(WIPE);
			this.out.flush();
			this.lineShown = false;
		}
	}

	/**
	 * Shows how a run is getting on until it is closed.
	 */
	interface Watch extends AutoCloseable {

		@Override
		void close();

	}

}
