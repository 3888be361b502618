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

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.LifecycleProcessor;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;

import io.github.migrations.autoconfigure.Migrations;
import io.github.migrations.autoconfigure.TenantMigrations;
import io.github.migrations.engine.MigrationException;

/**
 * Runs the command in place of the application's lifecycle: all beans are defined by now,
 * only those that the command asks for are made, and nothing of the application has been
 * started. The process ends here, before any event of the application's own start.
 */
final class CommandLifecycleProcessor implements LifecycleProcessor {

	private final ConfigurableListableBeanFactory beanFactory;

	private final ConfigurableEnvironment environment;

	CommandLifecycleProcessor(ConfigurableListableBeanFactory beanFactory, ConfigurableEnvironment environment) {
		this.beanFactory = beanFactory;
		this.environment = environment;
	}

	@Override
	public void onRefresh() {
		PrintStream out = stream(FileDescriptor.out);
		PrintStream err = stream(FileDescriptor.err);
		int exitCode = run(out, err);
		out.flush();
		err.flush();
		this.beanFactory.destroySingletons();
		System.exit(exitCode);
	}

	private static PrintStream stream(FileDescriptor descriptor) {
		return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
	}

	private int run(PrintStream out, PrintStream err) {
		try {
			CommandLine command = command();
			CommandResult result = command.verb()
				.run(new CommandContext(this::migrations, this::tenants, this.environment, command.options(),
						this.beanFactory.getBean(CommandOutput.class)));
			out.print(result.text());
			return result.exitCode();
		}
		catch (RuntimeException ex) {
			MigrationException reason = reason(ex);
			err.print(reason.getMessage() + "\n\n" + reason.getAction() + "\n");
			return 1;
		}
	}

	private Migrations migrations() {
		Migrations migrations = this.beanFactory.getBeanProvider(Migrations.class).getIfAvailable();
		if (migrations == null) {
			throw Options.refused("Migrations are switched off: spring.migrations.enabled=false.",
					"Switch them on to use this command.");
		}
		return migrations;
	}

	/**
	 * Where migrations are switched off, the commands for tenants are too.
	 */
	private @Nullable TenantMigrations tenants() {
		migrations();
		return this.beanFactory.getBeanProvider(TenantMigrations.class).getIfAvailable();
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

	@Override
	public void onClose() {
	}

	@Override
	public void start() {
	}

	@Override
	public void stop() {
	}

	@Override
	public boolean isRunning() {
		return false;
	}

}
