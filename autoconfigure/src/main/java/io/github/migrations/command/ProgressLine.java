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

import java.util.Locale;

import io.github.migrations.engine.Status;

/**
 * The migration that runs, on one line of a terminal.
 */
final class ProgressLine {

	private static final int MAX_BAR = 30;

	private static final int MIN_BAR = 10;

	private static final double ALL = 100;

	private ProgressLine() {
	}

	/**
	 * Writes the line.
	 * @param status what is known about the database
	 * @param width how many columns there are
	 * @return a line that is shorter than that, empty if nothing runs
	 */
	static String of(Status status, int width) {
		Status.Running running = status.running();
		if (running == null) {
			Status.WaitingFor waiting = status.waiting();
			return (waiting != null) ? fit("Waiting for " + waiting.holder(), width) : "";
		}
		String percent = String.format(Locale.ROOT, "%3.0f %%", running.percent());
		String count = " %d/%d".formatted(running.statement(), running.statements());
		String version = running.version() + " ";
		String text = version + percent + count + " " + seconds(running.elapsedMs())
				+ ((running.detail() != null) ? " " + running.detail() : "");
		int bar = Math.min(MAX_BAR, width - 1 - text.length() - 3);
		if (bar < MIN_BAR) {
			return fit(text, width);
		}
		int done = (int) (bar * Math.min(ALL, running.percent()) / ALL);
		return version + "[" + "#".repeat(done) + "-".repeat(bar - done) + "] " + text.substring(version.length());
	}

	private static String seconds(long milliseconds) {
		long seconds = milliseconds / 1000;
		return (seconds < 60) ? seconds + " s" : "%d:%02d min".formatted(seconds / 60, seconds % 60);
	}

	/**
	 * The last column stays free, where some terminals begin a new line already.
	 */
	private static String fit(String text, int width) {
		String line = text.replaceAll("\\p{Cntrl}", " ");
		return (line.length() < width) ? line : line.substring(0, Math.max(0, width - 1));
	}

}
