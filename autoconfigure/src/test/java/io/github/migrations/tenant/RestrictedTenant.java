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

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.migrations.test.NativeAccess;

/**
 * A process that opens the database of a tenant and has to respect permissions, as root
 * does not.
 */
final class RestrictedTenant {

	private RestrictedTenant() {
	}

	/**
	 * Opens the database in another process.
	 * @param pattern the pattern of the files
	 * @param tenant the name of the tenant
	 * @return what the process says: the rows of the table contacts, or the failure
	 */
	static String open(String pattern, String tenant) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>();
		if ("root".equals(System.getProperty("user.name"))) {
			command.addAll(List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search"));
		}
		command.add(System.getProperty("java.home") + "/bin/java");
		command.addAll(NativeAccess.options());
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), RestrictedTenant.class.getName(), pattern,
				tenant));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		try (InputStream output = process.getInputStream()) {
			String said = new String(output.readAllBytes(), StandardCharsets.UTF_8);
			process.waitFor();
			return said.strip();
		}
	}

	public static void main(String[] arguments) {
		TenantFiles files = new TenantFiles(arguments[0], true, Map.of());
		Tenants tenants = TenantScripts.JOBS.tenants(files);
		try (TenantConnections connections = new TenantConnections(files, tenants,
				new TenantConnections.Size(1, 1, Duration.ofMinutes(1), Duration.ofSeconds(1)));
				TenantDataSource dataSource = new TenantDataSource(() -> arguments[1], tenants, connections);
				Connection connection = dataSource.getConnection()) {
			System.out.println(TenantScripts.query(connection, "SELECT id FROM contacts"));
		}
		catch (SQLException ex) {
			System.out.println(ex.getMessage());
		}
	}

}
