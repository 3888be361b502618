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
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.github.migrations.engine.Status;

/**
 * Shows a browser the page of states that are hard to bring about, and remembers what it
 * is asked for.
 */
final class PageServer implements AutoCloseable {

	private final HtmlPage page = new HtmlPage(Stylesheet.load());

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final HttpServer server;

	private volatile Map<String, Status> databases = Map.of();

	PageServer() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/", this::answer);
		this.server.start();
	}

	/**
	 * Changes what is shown.
	 * @param databases the status of each database by its name
	 * @return where to see it
	 */
	URI show(Map<String, Status> databases) {
		this.databases = databases;
		this.requests.clear();
		return URI.create("http://localhost:" + this.server.getAddress().getPort() + "/actuator/migrations");
	}

	List<String> requests() {
		return this.requests;
	}

	private void answer(HttpExchange exchange) throws IOException {
		String path = String.valueOf(exchange.getRequestURI());
		this.requests.add(path);
		byte[] body = this.page.of(this.databases, TestStatus.TIME, !path.endsWith("?refresh=false"))
			.getBytes(StandardCharsets.UTF_8);
		exchange.getResponseHeaders().set("Content-Type", "text/html;charset=UTF-8");
		exchange.sendResponseHeaders(200, body.length);
		try (OutputStream out = exchange.getResponseBody()) {
			out.write(body);
		}
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

}
