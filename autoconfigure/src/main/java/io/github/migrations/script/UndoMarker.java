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

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The line at which the undo begins in files of other tools, which hold a migration and
 * its undo one after the other.
 *
 * @param text the line
 * @param line its number
 * @see <a href="https://github.com/amacneil/dbmate#rolling-back-migrations">dbmate</a>
 * @see <a href="https://pressly.github.io/goose/documentation/annotations/">goose</a>
 * @see <a href="https://github.com/rubenv/sql-migrate#writing-migrations">sql-migrate</a>
 * @see <a href=
 * "https://salsita.github.io/node-pg-migrate/migrations/">node-pg-migrate</a>
 * @see <a href="https://mybatis.org/migrations/new.html">MyBatis Migrations</a>
 * @see <a href="https://github.com/jackc/tern#migrations">tern</a>
 * @see <a href="https://www.playframework.com/documentation/latest/Evolutions">Play
 * Evolutions</a>
 */
public record UndoMarker(String text, int line) {

	private static final Pattern MARKER = Pattern.compile("(?im)^[ \\t]*(?<marker>--[ \\t]*"
			+ "(?:(?:\\+goose[ \\t]+down|migrate:down|\\+migrate[ \\t]+down)\\b|(?:down migration|(?://)?[ \\t]*@undo"
			+ "|-?[ \\t]*!downs|--[ \\t]*create above / drop below ----)[ \\t]*\\r?$))");

	/**
	 * Looks for the marker.
	 * @param text some text between statements
	 * @param line the number of its first line
	 * @return the first marker in it, or {@code null} if there is none
	 */
	public static @Nullable UndoMarker find(String text, int line) {
		Matcher matcher = MARKER.matcher(text);
		if (!matcher.find()) {
			return null;
		}
		int before = (int) text.substring(0, matcher.start("marker")).chars().filter((c) -> c == '\n').count();
		return new UndoMarker(matcher.group("marker").strip(), line + before);
	}

}
