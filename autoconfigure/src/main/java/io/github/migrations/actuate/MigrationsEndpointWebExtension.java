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
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

import io.github.migrations.autoconfigure.TenantMigrations;
import io.github.migrations.engine.AlreadyRunningException;
import io.github.migrations.engine.InvalidRequestException;
import io.github.migrations.engine.MigrationException;
import io.github.migrations.engine.Migrator;
import io.github.migrations.engine.Status;
import io.github.migrations.engine.StatusMap;
import io.github.migrations.engine.StatusText;
import io.github.migrations.tenant.TenantsStatus;
import io.github.migrations.tenant.TenantsStatusText;

/**
 * Answers over HTTP in the form that the client asks for.
 */
@EndpointWebExtension(endpoint = MigrationsEndpoint.class)
public class MigrationsEndpointWebExtension {

	private final MigrationsEndpoint endpoint;

	private final Supplier<String> segment;

	private final HtmlPage page = new HtmlPage(Stylesheet.load());

	/**
	 * Creates the extension.
	 * @param endpoint knows everything
	 * @param segment gives the last part of the endpoint's path, from where its page
	 * leads on
	 */
	MigrationsEndpointWebExtension(MigrationsEndpoint endpoint, Supplier<String> segment) {
		this.endpoint = endpoint;
		this.segment = segment;
	}

	@ReadOperation(producesFrom = Format.class)
	WebEndpointResponse<Object> databases(Format format, @Nullable Boolean refresh) {
		if (format == Format.JSON || format == Format.ACTUATOR) {
			return answer(format, OperationResponseBody.of(this.endpoint.databases()));
		}
		Map<String, Status> statuses = this.endpoint.status(null);
		TenantsStatus tenants = this.endpoint.tenants().status();
		if (format == Format.HTML) {
			return answer(format,
					this.page.of(statuses, tenants, this.segment.get(), Instant.now(), isRefreshing(refresh)));
		}
		if (tenants == null || (tenants.total() == 0 && !statuses.isEmpty())) {
			// before the first tenant there is nothing to say about them
			return answer(format, StatusText.of(statuses));
		}
		String text = (statuses.isEmpty()) ? "" : StatusText.of(statuses) + "\n";
		return answer(format, text + TenantsStatusText.of(tenants));
	}

	@ReadOperation(producesFrom = Format.class)
	WebEndpointResponse<Object> database(@Selector String database, Format format, @Nullable Boolean refresh,
			@Nullable Integer page, @Nullable Integer size) {
		if (this.endpoint.tenants().isMeant(database)) {
			return list(format, this.endpoint.tenants().page(page, size));
		}
		return one(format, database, this.endpoint.status(database).get(database), refresh);
	}

	@ReadOperation(producesFrom = Format.class)
	WebEndpointResponse<Object> tenant(@Selector String database, @Selector String tenant, Format format,
			@Nullable Boolean refresh) {
		boolean meant = this.endpoint.tenants().isMeant(database);
		return one(format, tenant, (meant) ? this.endpoint.tenants().status(tenant) : null, refresh);
	}

	private WebEndpointResponse<Object> list(Format format, TenantPage page) {
		return answer(format, switch (format) {
			case TEXT -> page.toText();
			case ACTUATOR, JSON -> OperationResponseBody.of(page.toMap());
			case HTML -> this.page.of(page, Instant.now());
		});
	}

	private WebEndpointResponse<Object> one(Format format, String name, @Nullable Status status,
			@Nullable Boolean refresh) {
		if (status == null) {
			return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
		}
		return answer(format, switch (format) {
			case TEXT -> StatusText.of(Map.of(name, status));
			case ACTUATOR, JSON -> OperationResponseBody.of(StatusMap.of(status));
			case HTML -> this.page.of(Map.of(name, status), Instant.now(), isRefreshing(refresh));
		});
	}

	@WriteOperation
	WebEndpointResponse<Map<String, Object>> run(@Selector String database, @Selector String action,
			@Nullable String to, @Nullable String steps, @Nullable String fromFiles, @Nullable String statementTimeout,
			@Nullable String maxDuration) {
		Write write = new Write(action, to, steps, fromFiles, statementTimeout, maxDuration);
		TenantMigrations tenants = this.endpoint.tenants().find(database);
		if (tenants != null) {
			return answer(write, () -> WriteAnswer.begun(write.run(tenants)));
		}
		Migrator migrator = this.endpoint.find(database);
		if (migrator == null) {
			return WriteAnswer.notFound(MigrationsEndpoint.noDatabase(database), this.endpoint.names());
		}
		return answer(write, () -> run(write, migrator));
	}

	private static WebEndpointResponse<Map<String, Object>> run(Write write, Migrator migrator) {
		try {
			return WriteAnswer.done(write.run(migrator));
		}
		catch (InvalidRequestException | AlreadyRunningException ex) {
			throw ex;
		}
		catch (MigrationException ex) {
			return WriteAnswer.failed(ex, MigrationsEndpoint.read(migrator));
		}
	}

	private static WebEndpointResponse<Map<String, Object>> answer(Write write,
			Supplier<WebEndpointResponse<Map<String, Object>>> work) {
		try {
			return work.get();
		}
		catch (InvalidRequestException ex) {
			return (write.isKnown()) ? WriteAnswer.refused(ex)
					: WriteAnswer.notFound(String.valueOf(ex.getMessage()), ex.getAction());
		}
		catch (AlreadyRunningException ex) {
			return WriteAnswer.busy(ex);
		}
	}

	private static boolean isRefreshing(@Nullable Boolean refresh) {
		return !Boolean.FALSE.equals(refresh);
	}

	private static WebEndpointResponse<Object> answer(Format format, Object body) {
		return new WebEndpointResponse<>(body, WebEndpointResponse.STATUS_OK, format.getProducedMimeType());
	}

}
