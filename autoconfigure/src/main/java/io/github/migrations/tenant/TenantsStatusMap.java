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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.migrations.engine.Status;
import io.github.migrations.engine.StatusMap;

/**
 * The status of all tenants as nested maps, lists, texts and numbers, which any writer of
 * JSON understands.
 */
public final class TenantsStatusMap {

	/** More failures than this are counted, but not all listed. */
	static final int MAX_LISTED = 100;

	/** The percentage that is everything. */
	private static final double ALL = 100;

	private TenantsStatusMap() {
	}

	/**
	 * Converts the status of all tenants.
	 * @param status the status
	 * @return its parts by name
	 */
	public static Map<String, Object> of(TenantsStatus status) {
		Map<String, Object> map = new LinkedHashMap<>();
		map.put("total", status.total());
		Map<String, Object> byState = new LinkedHashMap<>();
		status.byState().forEach((state, count) -> byState.put(state.name(), count));
		map.put("byState", byState);
		map.put("byVersion", status.byVersion());
		map.put("unread", status.unread());
		map.put("migrating", status.migrating());
		map.put("failedTotal", status.failed().size());
		map.put("failed", failed(status.failed()));
		map.put("rate", rounded(status.rate()));
		if (status.sweep() != null) {
			map.put("sweep", sweep(status.sweep()));
		}
		return map;
	}

	private static List<Map<String, Object>> failed(Map<String, Status.Failure> failed) {
		return failed.entrySet().stream().limit(MAX_LISTED).map((entry) -> {
			Map<String, Object> map = new LinkedHashMap<>();
			map.put("tenant", entry.getKey());
			map.putAll(StatusMap.of(entry.getValue()));
			return map;
		}).toList();
	}

	private static Map<String, Object> sweep(SweepProgress progress) {
		Map<String, Object> map = new LinkedHashMap<>();
		map.put("state", progress.state().name());
		map.put("total", progress.total());
		map.put("done", progress.done());
		map.put("migrated", progress.migrated());
		map.put("failed", progress.failed());
		map.put("percent", rounded(percent(progress)));
		map.put("rate", rounded(progress.rate()));
		if (progress.remaining() != null) {
			map.put("remainingMs", progress.remaining().toMillis());
		}
		if (progress.reason() != null) {
			map.put("reason", progress.reason());
		}
		return map;
	}

	/**
	 * Computes how much of a walk is done.
	 * @param progress how far it has come
	 * @return the share in percent
	 */
	public static double percent(SweepProgress progress) {
		if (progress.total() == 0) {
			return (progress.state() == SweepProgress.State.DONE) ? ALL : 0;
		}
		return ALL * progress.done() / progress.total();
	}

	private static double rounded(double number) {
		return Math.round(number * 10) / 10.0;
	}

}
