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
package io.github.migrations.actuate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * A web application that really starts, on a free port, and is asked over HTTP, also
 * while it is still starting.
 */
final class TestApplication implements AutoCloseable {

	private final HttpClient client = HttpClient.newHttpClient();

	private final CompletableFuture<Integer> port = new CompletableFuture<>();

	private final CompletableFuture<ConfigurableApplicationContext> context;

	TestApplication(String... arguments) {
		SpringApplicationBuilder application = new SpringApplicationBuilder(App.class)
			.properties("server.port=0", "management.endpoint.health.show-details=always",
					"management.endpoints.web.exposure.include=*")
			.listeners((ApplicationListener<WebServerInitializedEvent>) (event) -> this.port
				.complete(event.getWebServer().getPort()));
		this.context = CompletableFuture.supplyAsync(() -> application.run(arguments),
				(task) -> new Thread(task, "test-application").start());
		this.context.whenComplete((context, ex) -> {
			if (ex != null) {
				this.port.completeExceptionally(ex);
			}
		});
	}

	static TestApplication started(String... arguments) {
		TestApplication application = new TestApplication(arguments);
		application.awaitStarted();
		return application;
	}

	ConfigurableApplicationContext awaitStarted() {
		return this.context.join();
	}

	boolean isStarting() {
		return !this.context.isDone();
	}

	HttpResponse<String> get(String path, String accept) {
		return send(HttpRequest.newBuilder(uri(path)).header("Accept", accept).build());
	}

	HttpResponse<String> post(String path) {
		return post(path, "{}");
	}

	HttpResponse<String> post(String path, String body) {
		return send(HttpRequest.newBuilder(uri(path))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(body))
			.build());
	}

	JsonNode json(String path) {
		return JsonMapper.shared().readTree(get(path, "application/json").body());
	}

	URI uri(String path) {
		return URI.create("http://localhost:" + this.port.join() + path);
	}

	private HttpResponse<String> send(HttpRequest request) {
		try {
			return this.client.send(request, BodyHandlers.ofString());
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.context.join().close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class App {

	}

}
