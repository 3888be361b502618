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

package io.github.migrations.tenant;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.migrations.engine.State;
import io.github.migrations.engine.Status;

/**
 * The status of all tenants as lines of text for people.
 */
public final class TenantsStatusText {

	private TenantsStatusText() {
	}

	/**
	 * Writes the status of all tenants.
	 * @param status the status
	 * @return lines of text, ending in a line end
	 */
	public static String of(TenantsStatus status) {
		StringBuilder text = new StringBuilder("Tenants: %d\n".formatted(status.total()));
		status.byState()
			.forEach((state, count) -> text.append("\n  %s %s: %d".formatted(sign(state), words(state), count)));
		if (status.unread() > 0) {
			text.append("\n  Not read yet: %d".formatted(status.unread()));
		}
		text.append(((status.byState().isEmpty() && status.unread() == 0) ? "" : "\n"));
		if (!status.byVersion().isEmpty()) {
			status.byVersion().forEach((version, count) -> text.append("\n  Version %s: %d".formatted(version, count)));
			text.append('\n');
		}
		if (!status.migrating().isEmpty()) {
			text.append("\n  Migrating: %s\n".formatted(names(status.migrating())));
		}
		if (status.sweep() != null) {
			text.append("\n  Sweep: %s\n".formatted(sweep(status.sweep())));
		}
		failures(text, status.failed());
		return text.toString();
	}

	private static String sign(State state) {
		return switch (state) {
			case UP_TO_DATE, AHEAD -> "✅";
			case WAITING, MIGRATING, BACKFILLING -> "⏳";
			case PENDING, FAILED -> "❌";
		};
	}

	private static String words(State state) {
		String name = state.name();
		return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
	}

	private static String names(List<String> tenants) {
		return String.join(", ", tenants.stream().map(TenantName::shown).toList());
	}

	private static String sweep(SweepProgress progress) {
		String text = String.format(Locale.ROOT, "%s, %d of %d (%.1f %%), %d failed, %.1f a second",
				progress.state().name().toLowerCase(Locale.ROOT), progress.done(), progress.total(),
				TenantsStatusMap.percent(progress), progress.failed(), progress.rate());
		if (progress.remaining() != null) {
			return text + ", %d s left".formatted(progress.remaining().toSeconds());
		}
		return (progress.reason() != null) ? text + "\n    " + progress.reason() : text;
	}

	private static void failures(StringBuilder text, Map<String, Status.Failure> failures) {
		if (failures.isEmpty()) {
			return;
		}
		text.append('\n');
		failures.entrySet()
			.stream()
			.limit(TenantsStatusMap.MAX_LISTED)
			.forEach((entry) -> text.append(failure(entry.getKey(), entry.getValue())).append('\n'));
		if (failures.size() > TenantsStatusMap.MAX_LISTED) {
			text.append("  … and %d more\n".formatted(failures.size() - TenantsStatusMap.MAX_LISTED));
		}
	}

	private static String failure(String tenant, Status.Failure failure) {
		String place = (failure.file() != null)
				? failure.file() + ((failure.line() > 0) ? ":" + failure.line() : "") + ": " : "";
		return failure(tenant, place + failure.message());
	}

	/**
	 * Writes why one tenant could not be migrated.
	 * @param tenant the name of the tenant
	 * @param reason why
	 * @return a line without its end
	 */
	public static String failure(String tenant, String reason) {
		return "  ❌ %s: %s".formatted(TenantName.shown(tenant), reason.replace("\n", "\n    "));
	}

}
