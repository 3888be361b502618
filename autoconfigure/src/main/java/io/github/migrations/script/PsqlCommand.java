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

package io.github.migrations.script;

import java.io.IOException;
import java.util.Map;

/**
 * A backslash outside quotes begins a command of psql (reference page of psql,
 * Meta-Commands), which only psql can run. The pair by which pg_dump guards its output,
 * {@code \restrict} and its counterpart, has no effect on the database.
 */
final class PsqlCommand {

	private static final int LONGEST_NAME = 40;

	/** What is a command of one character, whatever follows. */
	private static final CharSet ALONE = CharSet.of(";:\\");

	private static final CharSet SPACE = PostgresStatement.SPACE;

	private static final String CONNECT = "remove it: a migration runs on the connection that it is given";

	private static final String INCLUDE = "put the statements of that file in its place";

	private static final String EXECUTE = "end the statement with ; in its place";

	private static final String VARIABLE = "remove it and write the value wherever the variable stands";

	private static final String CONDITION = "remove it: a migration has no conditions; a DO block can have";

	private static final Map<String, String> REMEDIES = Map.ofEntries(Map.entry("\\connect", CONNECT),
			Map.entry("\\c", CONNECT), Map.entry("\\i", INCLUDE), Map.entry("\\ir", INCLUDE),
			Map.entry("\\include", INCLUDE), Map.entry("\\include_relative", INCLUDE), Map.entry("\\g", EXECUTE),
			Map.entry("\\gx", EXECUTE), Map.entry("\\;", EXECUTE), Map.entry("\\set", VARIABLE),
			Map.entry("\\gset", VARIABLE), Map.entry("\\if", CONDITION), Map.entry("\\elif", CONDITION),
			Map.entry("\\else", CONDITION), Map.entry("\\endif", CONDITION),
			Map.entry("\\copy", "write COPY … FROM stdin in its place, with the data in the following lines"),
			Map.entry("\\gexec", "write a DO block that runs the statements with EXECUTE"),
			Map.entry("\\.", "remove it: no COPY … FROM stdin stands before it"));

	private PsqlCommand() {
	}

	/** Moves over the rest of the line if a command without effect begins here. */
	static void skip(Cursor cursor) throws IOException {
		int from = cursor.offset();
		String name = name(cursor, from);
		if (!name.equals("\\restrict") && !name.equals("\\unrestrict")) {
			cursor.moveTo(from);
			throw refused(cursor);
		}
		// psql takes a further backslash on the line for a command of its own
		if (cursor.find('\n', '\\', Integer.MAX_VALUE) == '\\') {
			throw refused(cursor);
		}
	}

	/** The refusal of the command that begins here. */
	static ScriptException refused(Cursor cursor) throws IOException {
		int from = cursor.offset();
		String name = name(cursor, from);
		String remedy = REMEDIES.getOrDefault(name, "remove it, or write SQL in its place");
		return cursor.failure("the psql command " + name + " cannot run here; " + remedy, from);
	}

	private static String name(Cursor cursor, int from) throws IOException {
		int length = 1;
		if (ALONE.contains(cursor.peek(length))) {
			length++;
		}
		else {
			while (length < LONGEST_NAME && !isEnd(cursor.peek(length))) {
				length++;
			}
		}
		cursor.advance(length);
		return cursor.text(from, LONGEST_NAME);
	}

	private static boolean isEnd(int c) {
		return c == Cursor.END || c == '\\' || c == ';' || SPACE.contains(c);
	}

}
