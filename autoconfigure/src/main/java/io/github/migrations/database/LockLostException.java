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

package io.github.migrations.database;

/**
 * The lock is not held by the connection that should hold it, which happens behind a
 * pooler that gives each transaction another connection.
 */
public class LockLostException extends RuntimeException {

	LockLostException() {
		super("The migration lock is not held by this connection any more, so another instance could migrate at the "
				+ "same time. This happens behind a pooler in transaction mode, and after a file that releases all locks "
				+ "(DISCARD ALL, pg_advisory_unlock_all()). Behind a pooler give migrations a connection that goes "
				+ "straight to the database (spring.migrations.url), or use the pooler's session mode. The lock may stay "
				+ "with a session of the pooler until the pooler ends that");
	}

}
