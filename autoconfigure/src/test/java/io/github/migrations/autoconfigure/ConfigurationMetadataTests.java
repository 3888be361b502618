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

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What editors know about our properties: the file that the build generates.
 */
class ConfigurationMetadataTests {

	private final Map<String, JsonNode> properties = new LinkedHashMap<>();

	private final Map<String, JsonNode> hints = new LinkedHashMap<>();

	@BeforeEach
	void read() throws IOException {
		List<URL> files = Collections
			.list(getClass().getClassLoader().getResources("META-INF/spring-configuration-metadata.json"));
		for (URL file : files) {
			try (InputStream in = file.openStream()) {
				JsonNode root = JsonMapper.shared().readTree(in);
				collect(root.path("properties"), this.properties);
				collect(root.path("hints"), this.hints);
			}
		}
	}

	private static void collect(JsonNode entries, Map<String, JsonNode> collected) {
		for (JsonNode entry : entries) {
			String name = entry.path("name").asString();
			if (name.startsWith("spring.migrations") || name.startsWith("management.endpoint.migrations")) {
				collected.put(name, entry);
			}
		}
	}

	@Test
	void knowsThePropertiesThatThereAreAndNoOthers() {
		assertThat(this.properties.keySet()).containsExactlyInAnyOrder("management.endpoint.migrations.access",
				"management.endpoint.migrations.cache.time-to-live", "spring.migrations.adopt",
				"spring.migrations.backup", "spring.migrations.backup-keep", "spring.migrations.create-schemas",
				"spring.migrations.databases", "spring.migrations.gate", "spring.migrations.gate-exclude",
				"spring.migrations.gate-timeout", "spring.migrations.init-sql", "spring.migrations.lock-retry",
				"spring.migrations.lock-timeout", "spring.migrations.on-changed", "spring.migrations.on-gap",
				"spring.migrations.on-older", "spring.migrations.on-unknown", "spring.migrations.statement-timeout",
				"spring.migrations.target", "spring.migrations.enabled", "spring.migrations.locations",
				"spring.migrations.on-failure", "spring.migrations.password", "spring.migrations.placeholders",
				"spring.migrations.progress-interval", "spring.migrations.run-on", "spring.migrations.schema",
				"spring.migrations.table", "spring.migrations.url", "spring.migrations.user",
				"spring.migrations.tenants.connection", "spring.migrations.tenants.create",
				"spring.migrations.tenants.databases", "spring.migrations.tenants.files",
				"spring.migrations.tenants.locations", "spring.migrations.tenants.lock-retry",
				"spring.migrations.tenants.pool.idle-timeout", "spring.migrations.tenants.pool.max-open",
				"spring.migrations.tenants.pool.max-per-tenant", "spring.migrations.tenants.pool.max-wait",
				"spring.migrations.tenants.safety-copy", "spring.migrations.tenants.safety-copy-keep",
				"spring.migrations.tenants.schemas", "spring.migrations.tenants.schemas-query",
				"spring.migrations.tenants.strategy", "spring.migrations.tenants.sweep.canary",
				"spring.migrations.tenants.sweep.max-failures", "spring.migrations.tenants.sweep.parallelism",
				"spring.migrations.tenants.sweep.rate", "spring.migrations.tenants.template");
	}

	@Test
	void everyPropertyIsDescribedAsSpringBootDoesIt() {
		assertThat(this.properties).allSatisfy((name, property) -> {
			String description = property.path("description").asString();
			assertThat(description).matches("(?s)[A-Z].*\\.").doesNotContain("\n", "  ", "{@");
			assertThat(description).doesNotStartWith("The ").doesNotStartWith("A ").doesNotStartWith("An ");
			String type = property.path("type").asString();
			if (type.equals("java.lang.Boolean")) {
				assertThat(description).startsWith("Whether ");
			}
			if (type.startsWith("java.util.List")) {
				assertThat(description).startsWith("Comma-separated list ");
			}
		});
	}

	@Test
	void everyDefaultIsKnown() {
		Map<String, Object> defaults = new LinkedHashMap<>();
		this.properties.forEach((name, property) -> {
			if (property.has("defaultValue")) {
				defaults.put(name, property.path("defaultValue").asString());
			}
		});
		assertThat(defaults).containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
				Map.entry("management.endpoint.migrations.access", "read-only"),
				Map.entry("management.endpoint.migrations.cache.time-to-live", "0ms"),
				Map.entry("spring.migrations.adopt", "auto"), Map.entry("spring.migrations.backup-keep", "5"),
				Map.entry("spring.migrations.create-schemas", "false"), Map.entry("spring.migrations.enabled", "true"),
				Map.entry("spring.migrations.gate", "reject"), Map.entry("spring.migrations.gate-timeout", "30s"),
				Map.entry("spring.migrations.locations", "classpath:db/migrations"),
				Map.entry("spring.migrations.lock-retry", "10m"), Map.entry("spring.migrations.lock-timeout", "5s"),
				Map.entry("spring.migrations.on-changed", "error"), Map.entry("spring.migrations.on-failure", "stop"),
				Map.entry("spring.migrations.on-gap", "ignore"), Map.entry("spring.migrations.on-older", "apply"),
				Map.entry("spring.migrations.on-unknown", "warn"),
				Map.entry("spring.migrations.progress-interval", "10s"),
				Map.entry("spring.migrations.run-on", "application-ready"),
				Map.entry("spring.migrations.table", "schema_migrations"),
				Map.entry("spring.migrations.tenants.create", "true"),
				Map.entry("spring.migrations.tenants.locations", "classpath:db/tenant-migrations"),
				Map.entry("spring.migrations.tenants.lock-retry", "30s"),
				Map.entry("spring.migrations.tenants.pool.idle-timeout", "1m"),
				Map.entry("spring.migrations.tenants.pool.max-open", "100"),
				Map.entry("spring.migrations.tenants.pool.max-per-tenant", "4"),
				Map.entry("spring.migrations.tenants.pool.max-wait", "30s"),
				Map.entry("spring.migrations.tenants.safety-copy-keep", "7d"),
				Map.entry("spring.migrations.tenants.strategy", "lazy"),
				Map.entry("spring.migrations.tenants.sweep.canary", "1%"),
				Map.entry("spring.migrations.tenants.sweep.max-failures", "5%"),
				Map.entry("spring.migrations.tenants.sweep.parallelism", "2"),
				Map.entry("spring.migrations.tenants.sweep.rate", "100"),
				Map.entry("spring.migrations.tenants.template", "false")));
	}

	@Test
	void editorsCompleteLocationsAndNamesOfBeans() {
		assertThat(this.hints).containsOnlyKeys("spring.migrations.locations", "spring.migrations.databases.keys");
		assertThat(this.hints.get("spring.migrations.locations")).asString()
			.contains("handle-as", "org.springframework.core.io.Resource");
		assertThat(this.hints.get("spring.migrations.databases.keys")).asString()
			.contains("spring-bean-reference", "javax.sql.DataSource");
	}

	@Test
	void theDocumentationListsEveryPropertyWithItsDefault() throws IOException {
		Pattern row = Pattern.compile("^\\| `([^`]+)` \\| (?:`([^`]*)`)?", Pattern.MULTILINE);
		Map<String, String> documented = new TreeMap<>();
		Matcher rows = row.matcher(Files.readString(Path.of("../docs/properties.md")));
		while (rows.find()) {
			documented.put("spring.migrations." + rows.group(1).replaceFirst("\\.(<bean>\\.)?\\*$", ""),
					Objects.requireNonNullElse(rows.group(2), ""));
		}
		Map<String, String> expected = new TreeMap<>();
		this.properties.forEach((name, property) -> {
			if (name.startsWith("spring.migrations.")) {
				expected.put(name, property.path("defaultValue").asString(""));
			}
		});
		assertThat(documented).isEqualTo(expected);
	}

}
