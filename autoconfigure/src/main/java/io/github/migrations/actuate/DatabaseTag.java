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

import java.util.function.Supplier;

import io.github.migrations.autoconfigure.Migrations;

/**
 * The name of a database as a tag of meters. Of tenants there may be thousands, and each
 * value of a tag costs memory here and at who collects the meters: they share one.
 *
 * @param migrations the databases that have names of their own
 */
record DatabaseTag(Supplier<Migrations> migrations) {

	static final String KEY = "database";

	static final String TENANT = "tenant";

	String of(String database) {
		return (this.migrations.get().find(database) != null) ? database : TENANT;
	}

}
