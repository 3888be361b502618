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
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.RequestPath;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Answers requests to a servlet application that come before its databases are migrated.
 */
final class GateFilter implements Filter {

	private final RequestGate gate;

	private final GatePaths paths;

	private final BooleanSupplier waiting;

	private final ObjectProvider<Migrations> migrations;

	/**
	 * Creates the filter.
	 * @param gate the gate
	 * @param paths what leads past it
	 * @param waiting waits for the gate, and says whether it is open then
	 * @param migrations what there is to say about the databases
	 */
	GateFilter(RequestGate gate, GatePaths paths, BooleanSupplier waiting, ObjectProvider<Migrations> migrations) {
		this.gate = gate;
		this.paths = paths;
		this.waiting = waiting;
		this.migrations = migrations;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (this.gate.isOpen() || leadsPast((HttpServletRequest) request) || this.waiting.getAsBoolean()) {
			chain.doFilter(request, response);
		}
		else {
			refuse((HttpServletRequest) request, (HttpServletResponse) response);
		}
	}

	private boolean leadsPast(HttpServletRequest request) {
		RequestPath parsed = (RequestPath) request.getAttribute(ServletRequestPathUtils.PATH_ATTRIBUTE);
		RequestPath path = ServletRequestPathUtils.parseAndCache(request);
		// how others have parsed the path is theirs
		ServletRequestPathUtils.setParsedRequestPath(parsed, request);
		return this.paths.pass(
				RequestPath.parse(request.getRequestURI(), request.getContextPath()).pathWithinApplication(),
				path.pathWithinApplication());
	}

	private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
		GateAnswer answer = GateAnswer.of(this.migrations.getObject(), this.gate.isClosed());
		List<String> accept = Collections.list(request.getHeaders(HttpHeaders.ACCEPT));
		HttpHeaders headers = answer.headers(accept);
		byte[] body = answer.body(headers);
		response.setStatus(GateAnswer.STATUS.value());
		headers.forEach((name, values) -> values.forEach((value) -> response.setHeader(name, value)));
		response.getOutputStream().write(body);
	}

}
