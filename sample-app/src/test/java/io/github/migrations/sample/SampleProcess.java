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

package io.github.migrations.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The sample application's jar as an operating-system process of its own. Every wait has
 * an end, and {@link #close()} ends the process.
 */
final class SampleProcess implements AutoCloseable {

	/** Far more than eight processes need that start at once on a small machine. */
	private static final Duration PATIENCE = Duration.ofMinutes(10);

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+) ");

	private static final Pattern APPLIED = Pattern.compile("\\bapplied (\\d{3})\\b");

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private final Process process;

	private final Path standardOutput;

	private final Path standardError;

	private SampleProcess(Process process, Path standardOutput, Path standardError) {
		this.process = process;
		this.standardOutput = standardOutput;
		this.standardError = standardError;
	}

	/**
	 * Starts the application on a free port, or one of its commands.
	 * @param folder the working directory
	 * @param environment variables to add to the environment
	 * @param arguments the arguments of the application
	 * @return the process, which has only just begun
	 */
	static SampleProcess start(Path folder, Map<String, String> environment, List<String> arguments) {
		return start(jar(), folder, environment, arguments);
	}

	/**
	 * Starts another jar than the one that the build makes.
	 * @param jar the jar
	 * @param folder the working directory
	 * @param environment variables to add to the environment
	 * @param arguments the arguments of the application
	 * @return the process, which has only just begun
	 */
	static SampleProcess start(Path jar, Path folder, Map<String, String> environment, List<String> arguments) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
						"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", jar.toString()));
		command.addAll(arguments);
		command.add("--server.port=0");
		try {
			Path output = Files.createTempFile("sample-", ".out");
			Path error = Files.createTempFile("sample-", ".err");
			ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
				.redirectOutput(output.toFile())
				.redirectError(error.toFile());
			builder.environment().putAll(environment);
			Process process = builder.start();
			process.getOutputStream().close();
			return new SampleProcess(process, output, error);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Waits until the web server listens and the readiness probe is UP.
	 */
	void awaitReady() {
		long end = System.nanoTime() + PATIENCE.toNanos();
		while (!isReady()) {
			if (System.nanoTime() > end || !this.process.isAlive()) {
				throw new AssertionError("Not ready, " + this.process + ":\n" + this);
			}
			sleep();
		}
	}

	/**
	 * Waits for the end of the process.
	 * @return its exit code
	 */
	int awaitExit() {
		try {
			if (!this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
				throw new AssertionError("The process does not end:\n" + this);
			}
			return this.process.exitValue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Gets a page of the running application.
	 * @param path the path with its query
	 * @return the JSON of the page
	 */
	JsonNode json(String path) {
		return JsonMapper.shared().readTree(get(path, "application/json"));
	}

	/**
	 * Gets a page of the running application.
	 * @param path the path with its query
	 * @param accept the media type to ask for
	 * @return the body
	 */
	String get(String path, String accept) {
		HttpResponse<String> response = send(Objects.requireNonNull(port(), "no port"), path, accept);
		if (response == null || response.statusCode() != 200) {
			throw new AssertionError(path + " answers " + response + ":\n" + this);
		}
		return response.body();
	}

	/**
	 * Reads from the log which migrations this process has applied.
	 * @return the versions in the order of the log
	 */
	List<String> applied() {
		return APPLIED.matcher(log()).results().map((match) -> match.group(1)).toList();
	}

	String output() {
		return read(this.standardOutput);
	}

	String error() {
		return read(this.standardError);
	}

	String log() {
		return output() + error();
	}

	/** Ends the process as an operator would, or else by force. */
	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(1, TimeUnit.MINUTES)) {
				this.process.destroyForcibly().waitFor();
			}
			Files.deleteIfExists(this.standardOutput);
			Files.deleteIfExists(this.standardError);
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public String toString() {
		return "--- standard output of process " + this.process.pid() + "\n" + output() + "--- its standard error\n"
				+ error();
	}

	/**
	 * Names the jar that the build makes.
	 * @return the executable jar
	 */
	static Path jar() {
		return Path.of(Objects.requireNonNull(System.getProperty("sample.jar"), "The build sets 'sample.jar'"));
	}

	private boolean isReady() {
		Integer port = port();
		HttpResponse<String> response = (port != null) ? send(port, "/actuator/health/readiness", "*/*") : null;
		return response != null && response.statusCode() == 200;
	}

	private static void sleep() {
		try {
			Thread.sleep(50);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private @Nullable Integer port() {
		Matcher matcher = PORT.matcher(output());
		return matcher.find() ? Integer.valueOf(matcher.group(1)) : null;
	}

	private static @Nullable HttpResponse<String> send(int port, String path, String accept) {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
			.timeout(PATIENCE)
			.header("Accept", accept)
			.build();
		try {
			return HTTP.send(request, BodyHandlers.ofString());
		}
		catch (ConnectException ex) {
			return null;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
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

}
