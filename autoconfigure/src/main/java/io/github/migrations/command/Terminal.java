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

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The terminal that a person looks at.
 *
 * @param width how many columns it has
 */
record Terminal(int width) {

	private static final int USUAL_WIDTH = 80;

	private static final Pattern SIZE = Pattern.compile("\\d+ (?<columns>[1-9]\\d*)\\s*");

	/**
	 * Finds the terminal of this process.
	 * @return the terminal, or {@code null} where the output goes elsewhere or cannot be
	 * written over
	 */
	static @Nullable Terminal find() {
		Console console = System.console();
		if (console == null || !isTerminal(console) || "dumb".equals(System.getenv("TERM"))) {
			return null;
		}
		return new Terminal(columns());
	}

	/**
	 * Since Java 22 there is a console also where there is no terminal, and a method that
	 * tells.
	 */
	private static boolean isTerminal(Console console) {
		try {
			return (boolean) Console.class.getMethod("isTerminal").invoke(console);
		}
		catch (ReflectiveOperationException ex) {
			return true;
		}
	}

	private static int columns() {
		try {
			Process process = new ProcessBuilder("stty", "size").redirectInput(new File("/dev/tty"))
				.redirectError(ProcessBuilder.Redirect.DISCARD)
				.start();
			Matcher size = SIZE.matcher(new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
			return (size.matches()) ? Integer.parseInt(size.group("columns")) : USUAL_WIDTH;
		}
		catch (IOException | NumberFormatException ex) {
			return USUAL_WIDTH;
		}
	}

}
