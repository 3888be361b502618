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

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.github.migrations.test.NativeAccess;

/**
 * {@link CommandTestApplication} as an operating-system process, in an environment that
 * knows nothing but ASCII.
 */
final class CommandProcess implements AutoCloseable {

	private static final int PATIENCE = 300;

	/** What takes long on a slow machine says so only where a test asks for it. */
	private static final String QUIET = "-Dspring.migrations.progress-interval=0s";

	private final Process process;

	private final Path output;

	private final Path error;

	private CommandProcess(Process process, Path output, Path error) {
		this.process = process;
		this.output = output;
		this.error = error;
	}

	static CommandProcess start(Path folder, boolean withThread, List<String> arguments) {
		return start(folder, command(withThread, arguments));
	}

	/**
	 * Starts a build of its own.
	 * @param build a jar that is searched before the class path of the tests
	 */
	static CommandProcess start(Path folder, Path build, List<String> arguments) {
		List<String> command = command(false, arguments);
		int classPath = command.indexOf("-cp") + 1;
		command.set(classPath, build + File.pathSeparator + command.get(classPath));
		return start(folder, command);
	}

	/**
	 * Starts another program on the class path of the tests.
	 */
	static CommandProcess start(Path folder, String mainClass, List<String> arguments) {
		List<String> command = command(false, arguments);
		command.set(command.indexOf(CommandTestApplication.class.getName()), mainClass);
		return start(folder, command);
	}

	private static CommandProcess start(Path folder, List<String> command) {
		try {
			Path output = Files.createTempFile(folder, "command", ".out");
			Path error = Files.createTempFile(folder, "command", ".err");
			ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(output.toFile())
				.redirectError(error.toFile());
			forgetOptions(builder.environment());
			builder.environment().put("LC_ALL", "POSIX");
			builder.environment().put("LANG", "C");
			Process process = builder.start();
			process.getOutputStream().close();
			return new CommandProcess(process, output, error);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The runtime would say on standard error that it has found them.
	 */
	private static void forgetOptions(Map<String, String> environment) {
		List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS").forEach(environment::remove);
	}

	private static List<String> command(boolean withThread, List<String> arguments) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
						"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dtest.thread=" + withThread, QUIET, "-cp",
						System.getProperty("java.class.path"), CommandTestApplication.class.getName()));
		command.addAll(1, NativeAccess.options());
		command.addAll(arguments);
		return command;
	}

	/**
	 * Runs a process whose standard input and output are a terminal.
	 * @return everything that the terminal has been sent
	 */
	static String inTerminal(Path folder, List<String> arguments) throws IOException, InterruptedException {
		String command = command(false, arguments).stream()
			.map((word) -> "'" + word + "'")
			.collect(Collectors.joining(" "));
		Path output = Files.createTempFile(folder, "terminal", ".out");
		ProcessBuilder builder = new ProcessBuilder("script", "-qefc", "stty cols 80; " + command, "/dev/null")
			.redirectOutput(output.toFile())
			.redirectErrorStream(true);
		forgetOptions(builder.environment());
		builder.environment().put("TERM", "xterm");
		builder.environment().put("SHELL", "/bin/sh");
		Process process = builder.start();
		process.getOutputStream().close();
		try {
			if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
				throw new AssertionError("The process does not end:\n" + read(output));
			}
			return read(output);
		}
		finally {
			process.destroyForcibly();
		}
	}

	int awaitExit() {
		try {
			if (!this.process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
				throw new AssertionError("The process does not end:\n" + this);
			}
			return this.process.exitValue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	String output() {
		return read(this.output);
	}

	String error() {
		return read(this.error);
	}

	private static String read(Path file) {
		try {
			// not readString: the last character may be half written
			return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public String toString() {
		return "--- standard output\n" + output() + "--- standard error\n" + error();
	}

	@Override
	public void close() {
		try {
			this.process.destroyForcibly().waitFor();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
