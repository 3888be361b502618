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

import java.util.List;

import io.github.migrations.engine.MigrationException;

/**
 * A command, such as {@code migrations:status}.
 */
interface Verb {

	/**
	 * Returns the word after {@code migrations:}.
	 * @return such as {@code dry-run}
	 */
	String word();

	/**
	 * Says in a few words what the command does.
	 * @return a phrase for the list of commands
	 */
	String summary();

	/**
	 * Returns the options that the command takes.
	 * @return all of them, in the order in which they are shown
	 */
	List<Option> options();

	/**
	 * Does it.
	 * @param context what the command works with
	 * @return what is to be printed, and the exit code
	 * @throws MigrationException if it fails, or an option has a value that is wrong
	 */
	CommandResult run(CommandContext context);

	/**
	 * An option of a command.
	 *
	 * @param name the name without dashes
	 * @param value what the value is, such as {@code version}, or empty for an option
	 * without a value; in brackets where it may be left out
	 * @param description what the option does
	 */
	record Option(String name, String value, String description) {

		/**
		 * Returns how the option is written.
		 * @return such as {@code --to=<version>}
		 */
		String usage() {
			if (this.value.startsWith("[")) {
				return "--" + this.name + "[=<" + this.value.substring(1, this.value.length() - 1) + ">]";
			}
			return "--" + this.name + ((this.value.isEmpty()) ? "" : "=<" + this.value + ">");
		}

	}

}
