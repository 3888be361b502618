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

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.AotDetector;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;

/**
 * Recognises a command among the arguments of the application, before anything of the
 * application is made: no web server is started then, and standard output is kept for the
 * result.
 */
final class CommandEnvironmentPostProcessor implements EnvironmentPostProcessor {

	/** Says which command runs; not a property that a person sets. */
	static final String VERB = "migrations.internal.command";

	private static final String OBSERVATIONS = "migrationsObservations";

	private static final int EXIT_CODE_USAGE = 2;

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		CommandLinePropertySource<?> arguments = arguments(environment);
		if (arguments == null || environment.containsProperty(VERB)) {
			return;
		}
		try {
			CommandLine command = CommandLine.parse(arguments);
			if (command != null && command.asksForHelp()) {
				end(FileDescriptor.out, Verbs.help(command.verb()), 0);
			}
			else if (command != null) {
				ProcessEnd.followThisThread();
				System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
				environment.getPropertySources()
					.addFirst(new MapPropertySource("migrationsCommand", properties(command)));
				environment.getPropertySources()
					.addLast(new MapPropertySource("migrationsCommandDefaults", defaults()));
				if (AotDetector.useGeneratedArtifacts()) {
					application.addInitializers(CommandEnvironmentPostProcessor::addCommand);
				}
			}
		}
		catch (UsageException ex) {
			end(FileDescriptor.err, ex.getMessage() + "\n\n" + Verbs.help(), EXIT_CODE_USAGE);
		}
	}

	/**
	 * Where the beans were defined when the application was built, it was not known that
	 * a command would run.
	 * @see CommandAutoConfiguration
	 */
	private static void addCommand(ConfigurableApplicationContext context) {
		ConfigurableListableBeanFactory beanFactory = context.getBeanFactory();
		beanFactory.registerSingleton("migrationsCommandOutput", new CommandOutput());
		beanFactory.registerSingleton("migrationsCommandRun", new CommandRun(context.getEnvironment()));
		if (beanFactory instanceof BeanDefinitionRegistry registry && registry.containsBeanDefinition(OBSERVATIONS)) {
			registry.removeBeanDefinition(OBSERVATIONS);
		}
	}

	private static void end(FileDescriptor descriptor, String text, int exitCode) {
		PrintStream stream = new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
		stream.print(text);
		stream.flush();
		System.exit(exitCode);
	}

	private static @Nullable CommandLinePropertySource<?> arguments(ConfigurableEnvironment environment) {
		for (PropertySource<?> source : environment.getPropertySources()) {
			if (source instanceof CommandLinePropertySource<?> arguments) {
				return arguments;
			}
		}
		return null;
	}

	/**
	 * What a person does not need to see beside the result, unless asked for. Where there
	 * is no terminal to show progress in, the log does.
	 */
	private static Map<String, Object> defaults() {
		return Map.of("logging.level.com.zaxxer.hikari", "warn", "logging.level.io.github.migrations", "warn",
				"logging.level.io.github.migrations.progress", (Terminal.find() != null) ? "warn" : "info");
	}

	/**
	 * No shutdown hook, because the process ends in the middle of the context's refresh,
	 * for which the hook might wait for ever.
	 */
	private static Map<String, Object> properties(CommandLine command) {
		return Map.of(VERB, command.verb().word(), "spring.main.web-application-type", "none",
				"spring.main.lazy-initialization", "true", "spring.main.banner-mode", "off",
				"spring.main.log-startup-info", "false", "spring.main.keep-alive", "false", "logging.charset.console",
				"UTF-8", "spring.main.register-shutdown-hook", "false", "spring.jmx.enabled", "false");
	}

}
