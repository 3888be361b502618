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

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

import io.github.migrations.engine.AlreadyRunningException;
import io.github.migrations.engine.InvalidRequestException;
import io.github.migrations.engine.MigrationException;
import io.github.migrations.engine.Migrator;
import io.github.migrations.engine.Status;
import io.github.migrations.engine.StatusMap;
import io.github.migrations.engine.StatusText;

/**
 * Answers over HTTP in the form that the client asks for.
 */
@EndpointWebExtension(endpoint = MigrationsEndpoint.class)
public class MigrationsEndpointWebExtension {

	private final MigrationsEndpoint endpoint;

	private final HtmlPage page = new HtmlPage(Stylesheet.load());

	MigrationsEndpointWebExtension(MigrationsEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	@ReadOperation(producesFrom = Format.class)
	WebEndpointResponse<Object> databases(Format format, @Nullable Boolean refresh) {
		Map<String, Status> statuses = this.endpoint.status(null);
		return answer(format, statuses, StatusMap.of(statuses), refresh);
	}

	@ReadOperation(producesFrom = Format.class)
	WebEndpointResponse<Object> database(@Selector String database, Format format, @Nullable Boolean refresh) {
		Map<String, Status> statuses = this.endpoint.status(database);
		Status status = statuses.get(database);
		if (status == null) {
			return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
		}
		return answer(format, statuses, StatusMap.of(status), refresh);
	}

	@WriteOperation
	WebEndpointResponse<Map<String, Object>> run(@Selector String database, @Selector String action,
			@Nullable String to, @Nullable String steps, @Nullable String fromFiles, @Nullable String statementTimeout,
			@Nullable String maxDuration) {
		Write write = new Write(action, to, steps, fromFiles, statementTimeout, maxDuration);
		Migrator migrator = this.endpoint.find(database);
		if (migrator == null) {
			return WriteAnswer.notFound(MigrationsEndpoint.noDatabase(database), this.endpoint.names());
		}
		try {
			return WriteAnswer.done(write.run(migrator));
		}
		catch (InvalidRequestException ex) {
			return (write.isKnown()) ? WriteAnswer.refused(ex)
					: WriteAnswer.notFound(String.valueOf(ex.getMessage()), ex.getAction());
		}
		catch (AlreadyRunningException ex) {
			return WriteAnswer.busy(ex);
		}
		catch (MigrationException ex) {
			return WriteAnswer.failed(ex, MigrationsEndpoint.read(migrator));
		}
	}

	private WebEndpointResponse<Object> answer(Format format, Map<String, Status> statuses, Map<String, Object> map,
			@Nullable Boolean refresh) {
		Object body = switch (format) {
			case TEXT -> StatusText.of(statuses);
			case ACTUATOR, JSON -> OperationResponseBody.of(map);
			case HTML -> this.page.of(statuses, Instant.now(), !Boolean.FALSE.equals(refresh));
		};
		return new WebEndpointResponse<>(body, WebEndpointResponse.STATUS_OK, format.getProducedMimeType());
	}

}
