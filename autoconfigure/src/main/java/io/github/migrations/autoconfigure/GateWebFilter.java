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

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * Answers requests to a reactive application that come before its databases are migrated.
 */
final class GateWebFilter implements WebFilter, Ordered {

	private final RequestGate gate;

	private final GatePaths paths;

	private final @Nullable Duration timeout;

	private final ObjectProvider<Migrations> migrations;

	private final ApplicationContext context;

	/** Shared, so that a request that has gone leaves nothing behind. */
	private final Mono<Boolean> released;

	/**
	 * Creates the filter.
	 * @param gate the gate
	 * @param paths what leads past it
	 * @param timeout how long requests wait, or {@code null} if they do not
	 * @param migrations what there is to say about the databases
	 * @param context the context of the application
	 */
	GateWebFilter(RequestGate gate, GatePaths paths, @Nullable Duration timeout, ObjectProvider<Migrations> migrations,
			ApplicationContext context) {
		this.gate = gate;
		this.paths = paths;
		this.timeout = timeout;
		this.migrations = migrations;
		this.context = context;
		this.released = Mono.fromFuture(gate.released(), true).cache();
	}

	@Override
	public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
		if (this.gate.isOpen() || isElsewhere(exchange) || leadsPast(exchange)) {
			return chain.filter(exchange);
		}
		if (this.timeout == null) {
			return refuse(exchange);
		}
		// the thread that opens the gate is the one that migrates: it is not for requests
		return this.released.timeout(this.timeout, Mono.just(false))
			.publishOn(Schedulers.parallel())
			.flatMap((open) -> (open) ? chain.filter(exchange) : refuse(exchange));
	}

	/**
	 * A child context for management on a port of its own inherits the filters of the
	 * application.
	 */
	private boolean isElsewhere(ServerWebExchange exchange) {
		ApplicationContext context = exchange.getApplicationContext();
		return context != null && context != this.context;
	}

	private boolean leadsPast(ServerWebExchange exchange) {
		PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
		return this.paths.pass(path, path);
	}

	private Mono<Void> refuse(ServerWebExchange exchange) {
		GateAnswer answer = GateAnswer.of(this.migrations.getObject(), this.gate.isClosed());
		ServerHttpResponse response = exchange.getResponse();
		HttpHeaders headers = answer.headers(exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.ACCEPT));
		byte[] body = answer.body(headers);
		response.setStatusCode(GateAnswer.STATUS);
		response.getHeaders().putAll(headers);
		return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
