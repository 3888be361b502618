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

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;

import io.github.migrations.engine.DryRunMap;
import io.github.migrations.engine.DryRunRequest;
import io.github.migrations.autoconfigure.TenantMigrations;
import io.github.migrations.engine.InvalidRequestException;
import io.github.migrations.engine.Migrator;
import io.github.migrations.engine.RollbackRequest;
import io.github.migrations.engine.StatusMap;
import io.github.migrations.script.Version;
import io.github.migrations.tenant.TenantsStatusMap;

/**
 * What somebody asks the endpoint to do, as it was written.
 *
 * @param action the last part of the path
 * @param to a version
 * @param steps how many migrations to take back
 * @param fromFiles whether the undo scripts of the files are used
 * @param statementTimeout how long one statement of a dry run may take
 * @param maxDuration how long a dry run may take
 */
record Write(String action, @Nullable String to, @Nullable String steps, @Nullable String fromFiles,
		@Nullable String statementTimeout, @Nullable String maxDuration) {

	/** What can be asked for. */
	static final List<String> ACTIONS = List.of("migrate", "rollback", "dry-run");

	private static final String UNCHANGED = "Nothing has been changed.";

	boolean isKnown() {
		return ACTIONS.contains(this.action);
	}

	/**
	 * Does it.
	 * @param migrator the database
	 * @return the result, which is written as JSON
	 * @throws io.github.migrations.engine.MigrationException if it cannot be done, or
	 * fails
	 */
	Map<String, Object> run(Migrator migrator) {
		return switch (this.action) {
			case "migrate" -> {
				refuse("migrate", "steps", this.steps, "fromFiles", this.fromFiles);
				refuse("migrate", "statementTimeout", this.statementTimeout, "maxDuration", this.maxDuration);
				yield StatusMap.of(migrator.migrate(version()));
			}
			case "rollback" -> {
				refuse("rollback", "statementTimeout", this.statementTimeout, "maxDuration", this.maxDuration);
				yield StatusMap.of(migrator.rollback(rollback()));
			}
			case "dry-run" -> {
				refuse("dry-run", "steps", this.steps, "fromFiles", this.fromFiles);
				yield DryRunMap.of(migrator.dryRun(dryRun()));
			}
			default -> throw new InvalidRequestException("There is no operation '%s'.".formatted(this.action),
					"The operations are: %s. %s".formatted(String.join(", ", ACTIONS), UNCHANGED));
		};
	}

	/**
	 * Does it to all tenants: it begins here, and goes on in the background.
	 * @param tenants the tenants
	 * @return what they are like as it begins, which is written as JSON
	 * @throws io.github.migrations.engine.MigrationException if it cannot be done, or is
	 * being done already
	 */
	Map<String, Object> run(TenantMigrations tenants) {
		if (!this.action.equals("migrate")) {
			throw new InvalidRequestException("There is no operation '%s' for all tenants.".formatted(this.action),
					"The operation is: migrate. " + UNCHANGED);
		}
		refuse("the migration of all tenants", "steps", this.steps, "fromFiles", this.fromFiles);
		refuse("the migration of all tenants", "statementTimeout", this.statementTimeout, "maxDuration",
				this.maxDuration);
		refuse("the migration of all tenants", "to", this.to, "to", this.to);
		tenants.begin();
		return TenantsStatusMap.of(tenants.status());
	}

	private static void refuse(String action, String first, @Nullable String one, String second,
			@Nullable String other) {
		if (one != null || other != null) {
			throw malformed("'%s' does not belong to %s.".formatted((one != null) ? first : second, action));
		}
	}

	private @Nullable Version version() {
		if (this.to == null) {
			return null;
		}
		Version version = Version.parse(this.to);
		if (version == null) {
			throw malformed(
					"to='%s' is not a version: expected digits, further parts joined by dots.".formatted(this.to));
		}
		return version;
	}

	private RollbackRequest rollback() {
		Version to = version();
		if (to != null && this.steps != null) {
			throw malformed("'steps' and 'to' exclude each other.");
		}
		RollbackRequest request = (to != null) ? RollbackRequest.to(to) : RollbackRequest.steps(number());
		return (usesFiles()) ? request.usingFiles() : request;
	}

	private int number() {
		if (this.steps == null) {
			return 1;
		}
		if (!this.steps.matches("0*[1-9][0-9]{0,8}")) {
			throw malformed("steps='%s' is not a number: expected 1 or more.".formatted(this.steps));
		}
		return Integer.parseInt(this.steps);
	}

	private boolean usesFiles() {
		if (this.fromFiles != null && !List.of("true", "false").contains(this.fromFiles)) {
			throw malformed("fromFiles='%s' is neither true nor false.".formatted(this.fromFiles));
		}
		return "true".equals(this.fromFiles);
	}

	private DryRunRequest dryRun() {
		DryRunRequest request = DryRunRequest.DEFAULTS.withTo(version());
		if (this.statementTimeout != null) {
			request = request.withStatementTimeout(duration("statementTimeout", this.statementTimeout));
		}
		return (this.maxDuration != null) ? request.withMaxDuration(duration("maxDuration", this.maxDuration))
				: request;
	}

	private static Duration duration(String name, String text) {
		try {
			Duration duration = DurationStyle.detectAndParse(text, ChronoUnit.SECONDS);
			if (!duration.isNegative() && !duration.isZero()) {
				return duration;
			}
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			// the message is the same
		}
		throw malformed("%s='%s' is not a duration: expected a number above zero and a unit, such as 500ms, 10s or 2m."
			.formatted(name, text));
	}

	private static InvalidRequestException malformed(String message) {
		return new InvalidRequestException(message, UNCHANGED);
	}

}
