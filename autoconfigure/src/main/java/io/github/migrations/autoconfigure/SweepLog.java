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
import java.util.Locale;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.github.migrations.tenant.SweepProgress;

/**
 * Writes into the log how the walk through all tenants is getting on: when it does
 * something else, and once a minute.
 */
final class SweepLog implements Consumer<SweepProgress> {

	private static final Log logger = LogFactory.getLog(TenantMigrations.class);

	private static final Duration INTERVAL = Duration.ofMinutes(1);

	private SweepProgress.State last = SweepProgress.State.WAITING;

	private long lastTime = System.nanoTime();

	@Override
	public synchronized void accept(SweepProgress progress) {
		boolean changed = progress.state() != this.last;
		if (!changed && System.nanoTime() - this.lastTime < INTERVAL.toNanos()) {
			return;
		}
		this.last = progress.state();
		this.lastTime = System.nanoTime();
		if (progress.state() == SweepProgress.State.STOPPED) {
			logger.warn(text(progress));
		}
		else {
			logger.info(text(progress));
		}
	}

	static String text(SweepProgress progress) {
		String figures = String.format(Locale.ROOT, "%d of %d, %d failed, %.1f a second", progress.done(),
				progress.total(), progress.failed(), progress.rate());
		return switch (progress.state()) {
			case WAITING -> "Tenants: the walk has not begun";
			case CANARY -> "Tenants: the first of %d are migrated".formatted(progress.total());
			case RUNNING -> "Tenants: %s%s".formatted(figures,
					(progress.remaining() != null) ? ", %d s left".formatted(progress.remaining().toSeconds()) : "");
			case DONE -> "Tenants: all done, " + figures;
			case STOPPED -> "Tenants: stopped, %s: %s".formatted(figures, progress.reason());
		};
	}

}
