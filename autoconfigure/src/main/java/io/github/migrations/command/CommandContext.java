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

package io.github.migrations.command;

import java.util.function.Supplier;

import org.springframework.core.env.Environment;

import io.github.migrations.autoconfigure.Migrations;

/**
 * What a command works with.
 *
 * @param databases finds the databases when they are needed, and not before
 * @param environment the properties of the application
 * @param options the options that were typed
 * @param output shows how a run is getting on
 */
record CommandContext(Supplier<Migrations> databases, Environment environment, Options options, CommandOutput output) {

	/**
	 * Returns the databases of the application.
	 * @return the databases
	 */
	Migrations migrations() {
		return this.databases.get();
	}

}
