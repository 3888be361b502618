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

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import io.github.migrations.test.TestServer;

/**
 * A walk through databases of a server.
 */
class ServerSweepTests extends SweepContract {

	@SuppressWarnings("NullAway.Init")
	private TestServer server;

	@BeforeEach
	void open() {
		this.server = TestServer.create();
	}

	@AfterEach
	void close() {
		this.server.close();
	}

	@Override
	TenantDatabases databases() {
		return new ServerDatabases(ServerDatabasesTests.server(this.server), this.server.pattern(), true);
	}

}
