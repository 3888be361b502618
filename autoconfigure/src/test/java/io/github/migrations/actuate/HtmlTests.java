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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link Html}.
 */
class HtmlTests {

	@ParameterizedTest
	@CsvSource(quoteCharacter = '`', textBlock = """
			<script>alert("1")</script>,  &lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;
			it's,                         it&#39;s
			a & b,                        a &amp; b
			&lt;,                         &amp;lt;
			<!--,                         &lt;!--
			]]>,                          ]]&gt;
			Größe 📏 ‏שלום,                Größe 📏 ‏שלום
			""")
	void textIsOnlyText(String text, String html) {
		assertThat(new Html().text(text)).hasToString("<!DOCTYPE html>" + html + "\n");
	}

	@Test
	void whatCannotBeWrittenIsMadeVisible() {
		assertThat(new Html().text("\0\u0001\u001b\u001f\u007f")).hasToString("<!DOCTYPE html>␀␁␛␟␡\n");
		assertThat(new Html().text("\u0080\u009f|\ufffe\uffff|" + Character.toString(0x1ffff) + "|\ud83d|\udccf"))
			.hasToString("<!DOCTYPE html>��|��|�|�|�\n");
	}

	@Test
	void linesAndTabsRemain() {
		assertThat(new Html().text("a\tb\r\nc\n")).hasToString("<!DOCTYPE html>a\tb\r\nc\n\n");
	}

	@Test
	void valuesOfAttributesAreEscaped() {
		assertThat(new Html().element("bdi", "x", "title", "\"><script>'&"))
			.hasToString("<!DOCTYPE html><bdi title=\"&quot;&gt;&lt;script&gt;&#39;&amp;\">x</bdi>\n");
	}

	@Test
	void blocksBeginOnALineOfTheirOwn() {
		assertThat(new Html().open("p", "class", "a", "id", "b").text("x ").element("b", "y").close("p"))
			.hasToString("<!DOCTYPE html>\n<p class=\"a\" id=\"b\">x <b>y</b></p>\n");
	}

	@Test
	void theFirstLineEndOfPreformattedTextIsTheOneThatBrowsersDrop() {
		assertThat(new Html().element("pre", "\nx")).hasToString("<!DOCTYPE html>\n<pre>\n\nx</pre>\n");
	}

	@Test
	void elementsAreClosedInOrder() {
		assertThatIllegalStateException().isThrownBy(() -> new Html().open("ol").open("li").close("ol"))
			.withMessage("<ol> cannot be closed, open are [li, ol]");
		assertThatIllegalStateException().isThrownBy(() -> new Html().close("p"))
			.withMessage("<p> cannot be closed, open are []");
		assertThatIllegalStateException().isThrownBy(() -> new Html().open("ol").open("li").toString())
			.withMessage("Not closed are [li, ol]");
		assertThat(new Html().open("meta", "charset", "utf-8"))
			.hasToString("<!DOCTYPE html>\n<meta charset=\"utf-8\">\n");
	}

	@Test
	void momentsAreForPeopleAndMachines() {
		assertThat(new Html().time(TestStatus.TIME)).hasToString(
				"<!DOCTYPE html>" + "<time datetime=\"2026-11-20T09:30:00.123Z\">2026-11-20 09:30:00 UTC</time>\n");
	}

}
