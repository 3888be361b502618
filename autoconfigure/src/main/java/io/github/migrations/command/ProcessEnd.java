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

/**
 * Ends the process with the thread that runs a command. A command that succeeds or fails
 * ends the process itself; but where an application cannot even be set up, threads that
 * it has started by then would keep the process alive for ever.
 */
final class ProcessEnd implements Runnable {

	private static final int EXIT_CODE = 1;

	private final Thread main = Thread.currentThread();

	private ProcessEnd() {
	}

	static void followThisThread() {
		Thread thread = new Thread(new ProcessEnd(), "migrations-command");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void run() {
		try {
			this.main.join();
			System.exit(EXIT_CODE);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
