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

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryInitializer;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;

import io.github.migrations.autoconfigure.Migrations;
import io.github.migrations.autoconfigure.TenantMigrations;
import io.github.migrations.engine.MigrationException;

/**
 * Runs the command in place of the application: all beans are defined by now, only those
 * that the command asks for are made, and nothing of the application has been started.
 * The process ends here, before the beans that Spring makes early whether they are lazy
 * or not, such as JPA's {@code EntityManagerFactory}, which reads and even changes the
 * schema.
 */
final class CommandRun implements BeanFactoryInitializer<ConfigurableListableBeanFactory> {

	private final ConfigurableEnvironment environment;

	CommandRun(ConfigurableEnvironment environment) {
		this.environment = environment;
	}

	@Override
	public void initialize(ConfigurableListableBeanFactory beanFactory) {
		PrintStream out = stream(FileDescriptor.out);
		PrintStream err = stream(FileDescriptor.err);
		int exitCode = run(beanFactory, out, err);
		out.flush();
		err.flush();
		beanFactory.destroySingletons();
		System.exit(exitCode);
	}

	private static PrintStream stream(FileDescriptor descriptor) {
		return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
	}

	private int run(ConfigurableListableBeanFactory beanFactory, PrintStream out, PrintStream err) {
		try {
			CommandLine command = command();
			CommandResult result = command.verb()
				.run(new CommandContext(() -> migrations(beanFactory), () -> tenants(beanFactory), this.environment,
						command.options(), beanFactory.getBean(CommandOutput.class)));
			out.print(result.text());
			return result.exitCode();
		}
		catch (RuntimeException ex) {
			MigrationException reason = reason(ex);
			err.print(reason.getMessage() + "\n\n" + reason.getAction() + "\n");
			return 1;
		}
	}

	private static Migrations migrations(ConfigurableListableBeanFactory beanFactory) {
		Migrations migrations = beanFactory.getBeanProvider(Migrations.class).getIfAvailable();
		if (migrations == null) {
			throw Options.refused("Migrations are switched off: spring.migrations.enabled=false.",
					"Switch them on to use this command.");
		}
		return migrations;
	}

	/**
	 * Where migrations are switched off, the commands for tenants are too.
	 */
	private static @Nullable TenantMigrations tenants(ConfigurableListableBeanFactory beanFactory) {
		migrations(beanFactory);
		return beanFactory.getBeanProvider(TenantMigrations.class).getIfAvailable();
	}

	/**
	 * What is no failure of ours is for the failure analysers of the application.
	 */
	private static MigrationException reason(RuntimeException ex) {
		for (Throwable cause = ex; cause != null; cause = cause.getCause()) {
			if (cause instanceof MigrationException reason) {
				return reason;
			}
		}
		throw ex;
	}

	private CommandLine command() {
		for (PropertySource<?> source : this.environment.getPropertySources()) {
			if (source instanceof CommandLinePropertySource<?> arguments) {
				CommandLine command = CommandLine.parse(arguments);
				if (command != null) {
					return command;
				}
			}
		}
		throw new IllegalStateException("The command was there when the application began to start");
	}

}
