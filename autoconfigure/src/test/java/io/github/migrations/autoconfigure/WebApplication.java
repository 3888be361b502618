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

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A web application that really starts, on free ports, and is asked over HTTP while it is
 * still starting.
 */
final class WebApplication implements AutoCloseable {

	private final CompletableFuture<Integer> port = new CompletableFuture<>();

	private final CompletableFuture<Integer> managementPort = new CompletableFuture<>();

	private final CompletableFuture<ConfigurableApplicationContext> prepared = new CompletableFuture<>();

	private final CompletableFuture<ConfigurableApplicationContext> started;

	private final Runnable beforeClose;

	WebApplication(List<String> arguments, Runnable beforeClose, Class<?>... more) {
		this.beforeClose = beforeClose;
		Class<?>[] sources = Stream.concat(Stream.of(App.class), Stream.of(more)).toArray(Class<?>[]::new);
		SpringApplicationBuilder application = new SpringApplicationBuilder(sources)
			.properties("server.port=0", "management.endpoints.web.exposure.include=*", "spring.main.banner-mode=off")
			.listeners((ApplicationListener<WebServerInitializedEvent>) this::initialized)
			.listeners((ApplicationListener<ApplicationPreparedEvent>) (event) -> this.prepared
				.complete(event.getApplicationContext()));
		this.started = CompletableFuture.supplyAsync(() -> application.run(arguments.toArray(String[]::new)),
				(task) -> new Thread(task, "test-application").start());
		this.started.whenComplete((context, ex) -> {
			if (ex != null) {
				this.port.completeExceptionally(ex);
				this.managementPort.completeExceptionally(ex);
			}
		});
	}

	private void initialized(WebServerInitializedEvent event) {
		boolean management = Objects.equals(event.getApplicationContext().getServerNamespace(), "management");
		((management) ? this.managementPort : this.port).complete(event.getWebServer().getPort());
	}

	ConfigurableApplicationContext awaitStarted() {
		return this.started.join();
	}

	/**
	 * Returns the context, also while it is starting.
	 */
	ConfigurableApplicationContext context() {
		this.port.join();
		return this.prepared.join();
	}

	boolean isStarting() {
		return !this.started.isDone();
	}

	HttpResponse<String> get(String path) {
		return send("GET", path).join();
	}

	HttpResponse<String> getFromManagement(String path) {
		return send(this.managementPort.join(), "GET", path).join();
	}

	CompletableFuture<HttpResponse<String>> send(String method, String path, String... headers) {
		return send(this.port.join(), method, path, headers);
	}

	private CompletableFuture<HttpResponse<String>> send(int port, String method, String path, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
			.method(method, BodyPublishers.noBody());
		if (headers.length > 0) {
			request.headers(headers);
		}
		// a connection of its own for each: one that is kept open may get no answer from
		// a reactive server
		return HttpClient.newHttpClient()
			.sendAsync(request.build(), BodyHandlers.ofString())
			.orTimeout(1, TimeUnit.MINUTES);
	}

	@Override
	public void close() {
		this.beforeClose.run();
		this.started.handle((context, ex) -> {
			if (context != null) {
				context.close();
			}
			return null;
		}).join();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Things.class)
	static class App {

	}

	/**
	 * What the application does for its users.
	 */
	@RestController
	static class Things {

		@GetMapping({ "/things", "/livez/things", "/health/things/more" })
		String things() {
			return "things";
		}

		@GetMapping("/later")
		CompletableFuture<String> later() {
			return CompletableFuture.supplyAsync(() -> "later");
		}

	}

	/**
	 * Asks the application while it is starting.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Runner {

		final List<Integer> answers = new CopyOnWriteArrayList<>();

		@Bean
		ApplicationRunner request(ConfigurableApplicationContext context) {
			return (arguments) -> this.answers
				.add(status(context.getEnvironment().getRequiredProperty("local.server.port")));
		}

		private static int status(String port) throws IOException, InterruptedException {
			HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/things")).build();
			return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
		}

	}

}
