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

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * When pending migrations run.
 */
public enum RunOn {

	/**
	 * When the application is ready: it is alive already, and becomes ready afterwards.
	 */
	APPLICATION_READY,

	/**
	 * While the application starts, before any bean that depends on an initialised
	 * database.
	 */
	STARTUP,

	/**
	 * When the first connection is asked for.
	 */
	FIRST_CONNECTION,

	/**
	 * Only when a person says so.
	 */
	NEVER;

	/**
	 * Reads the property as leniently as {@link MigrationsProperties} does.
	 */
	static RunOn of(Environment environment) {
		return Binder.get(environment).bind("spring.migrations.run-on", RunOn.class).orElse(APPLICATION_READY);
	}

}
