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

package io.github.migrations.actuate;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Writes an HTML document. Every text and every value of an attribute is escaped, and
 * elements are closed in the order in which they were opened, so that no text can become
 * markup.
 */
final class Html {

	/** Begin on a line of their own, which means nothing and helps those who read it. */
	private static final Set<String> BLOCKS = Set.of("article", "body", "details", "div", "dl", "footer", "h1", "h2",
			"h3", "head", "header", "html", "li", "link", "main", "meta", "nav", "ol", "p", "pre", "progress",
			"section", "style", "summary", "title", "ul");

	private static final Set<String> WITHOUT_END = Set.of("link", "meta");

	/** Names of controls as pictures, from the one of NUL on. */
	private static final char PICTURES = '\u2400';

	private static final char PICTURE_OF_DELETE = '\u2421';

	private static final char REPLACEMENT = '\ufffd';

	private final StringBuilder html = new StringBuilder("<!DOCTYPE html>");

	private final Deque<String> open = new ArrayDeque<>();

	/**
	 * Begins an element.
	 * @param element its name
	 * @param attributes names of attributes, each followed by its value
	 * @return this
	 */
	Html open(String element, String... attributes) {
		if (BLOCKS.contains(element)) {
			this.html.append('\n');
		}
		this.html.append('<').append(element);
		for (int i = 0; i < attributes.length; i += 2) {
			this.html.append(' ').append(attributes[i]).append("=\"");
			escape(attributes[i + 1]);
			this.html.append('"');
		}
		this.html.append('>');
		if (element.equals("pre")) {
			// browsers drop a line end that comes first, which may be the text's own
			this.html.append('\n');
		}
		if (!WITHOUT_END.contains(element)) {
			this.open.push(element);
		}
		return this;
	}

	/**
	 * Ends an element.
	 * @param element the name of the one that was opened last
	 * @return this
	 * @throws IllegalStateException if another one has to be closed before it
	 */
	Html close(String element) {
		if (!element.equals(this.open.peek())) {
			throw new IllegalStateException("<%s> cannot be closed, open are %s".formatted(element, this.open));
		}
		this.open.pop();
		this.html.append("</").append(element).append('>');
		return this;
	}

	/**
	 * Writes an element that holds nothing but text.
	 * @param element its name
	 * @param text the text
	 * @param attributes names of attributes, each followed by its value
	 * @return this
	 */
	Html element(String element, String text, String... attributes) {
		return open(element, attributes).text(text).close(element);
	}

	/**
	 * Writes text.
	 * @param text the text
	 * @return this
	 */
	Html text(String text) {
		escape(text);
		return this;
	}

	/**
	 * Writes a moment for people and for machines.
	 * @param time the moment
	 * @return this
	 */
	Html time(Instant time) {
		return element("time", Wording.time(time) + " UTC", "datetime", time.toString());
	}

	/**
	 * Writes the style sheet, which browsers do not unescape.
	 * @param stylesheet the style sheet
	 * @return this
	 */
	Html style(Stylesheet stylesheet) {
		open("style");
		this.html.append(stylesheet.text());
		return close("style");
	}

	private void escape(String text) {
		text.codePoints().forEach((character) -> {
			switch (character) {
				case '&' -> this.html.append("&amp;");
				case '<' -> this.html.append("&lt;");
				case '>' -> this.html.append("&gt;");
				case '"' -> this.html.append("&quot;");
				case '\'' -> this.html.append("&#39;");
				case '\t', '\n', '\r' -> this.html.append((char) character);
				default -> this.html.appendCodePoint(visible(character));
			}
		});
	}

	/**
	 * HTML has no way to write control characters, halves of a pair and noncharacters.
	 */
	private static int visible(int character) {
		if (character < ' ') {
			return PICTURES + character;
		}
		if (character == '\u007f') {
			return PICTURE_OF_DELETE;
		}
		boolean writable = !Character.isISOControl(character) && Character.getType(character) != Character.SURROGATE
				&& (character & 0xfffe) != 0xfffe;
		return (writable) ? character : REPLACEMENT;
	}

	/**
	 * Returns the document.
	 * @return the document, ending in a line end
	 * @throws IllegalStateException if an element has not been closed
	 */
	@Override
	public String toString() {
		if (!this.open.isEmpty()) {
			throw new IllegalStateException("Not closed are " + this.open);
		}
		return this.html + "\n";
	}

}
