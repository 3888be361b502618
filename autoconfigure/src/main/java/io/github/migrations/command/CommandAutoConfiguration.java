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

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Auto-configuration of an application that has been started for a command.
 */
@AutoConfiguration
@ConditionalOnProperty(CommandEnvironmentPostProcessor.VERB)
public final class CommandAutoConfiguration {

	@Bean
	static CommandRun migrationsCommandRun(ConfigurableEnvironment environment) {
		return new CommandRun(environment);
	}

	@Bean
	CommandOutput migrationsCommandOutput() {
		return new CommandOutput();
	}

}
