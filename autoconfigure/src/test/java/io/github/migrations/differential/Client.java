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

package io.github.migrations.differential;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Runs programs.
 */
final class Client {

	private Client() {
	}

	/**
	 * Runs a program to its end.
	 * @param input the file that it reads, or {@code null}
	 * @return what it said if it failed, otherwise {@code null}
	 */
	static @Nullable String run(List<String> command, Map<String, String> environment, @Nullable Path input) {
		Result result = start(command, environment, input);
		return (result.exitCode() != 0) ? result.said().strip() + " (exit code " + result.exitCode() + ")" : null;
	}

	/**
	 * Returns what a program says.
	 * @return its output, or {@code null} if there is no such program
	 */
	static @Nullable String output(List<String> command, Map<String, String> environment) {
		try {
			Result result = start(command, environment, null);
			if (result.exitCode() != 0) {
				throw new IllegalStateException(command + ": " + result.said());
			}
			return result.said();
		}
		catch (UncheckedIOException ex) {
			return null;
		}
	}

	private static Result start(List<String> command, Map<String, String> environment, @Nullable Path input) {
		try {
			Path output = Files.createTempFile("client", ".txt");
			try {
				ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
					.redirectInput((input != null) ? input.toFile() : new File("/dev/null"))
					.redirectOutput(output.toFile());
				builder.environment().putAll(environment);
				int exitCode = builder.start().waitFor();
				return new Result(exitCode, new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
			}
			finally {
				Files.delete(output);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private record Result(int exitCode, String said) {
	}

}
