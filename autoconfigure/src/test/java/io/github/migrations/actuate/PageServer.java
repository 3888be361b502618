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

	private static final String REFRESH = "<meta http-equiv=\"refresh\" content=\"2\">";

	private static final String LATER = "<meta http-equiv=\"refresh\" content=\"3600\">";

	private final HtmlPage page = new HtmlPage(Stylesheet.load());

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final HttpServer server;

	private volatile Shown shown = new Shown(Map.of(), false);

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
	 * Changes what is shown. A page that asks for itself again does so after an hour, so
	 * that a slow browser has the time to look at it.
	 * @param databases the status of each database by its name
	 * @return where to see it
	 */
	URI show(Map<String, Status> databases) {
		return show(new Shown(databases, false));
	}

	/**
	 * Changes what is shown, by a page that asks for itself again when it says so.
	 * @param databases the status of each database by its name
	 * @return where to see it
	 */
	URI showLive(Map<String, Status> databases) {
		return show(new Shown(databases, true));
	}

	private URI show(Shown shown) {
		this.shown = shown;
		this.requests.clear();
		return URI.create("http://localhost:" + this.server.getAddress().getPort() + "/actuator/migrations");
	}

	List<String> requests() {
		return this.requests;
	}

	private void answer(HttpExchange exchange) throws IOException {
		String path = String.valueOf(exchange.getRequestURI());
		this.requests.add(path);
		Shown shown = this.shown;
		String page = this.page.of(shown.databases(), TestStatus.TIME, !path.endsWith("?refresh=false"));
		byte[] body = ((shown.live()) ? page : page.replace(REFRESH, LATER)).getBytes(StandardCharsets.UTF_8);
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

	/**
	 * What is shown.
	 *
	 * @param databases the status of each database by its name
	 * @param live whether the page asks for itself again when it says so
	 */
	private record Shown(Map<String, Status> databases, boolean live) {
	}

}
