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

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.stream.StreamSupport;

import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * A real browser without a window, which remembers what it asks for and complains about.
 */
final class Browser implements AutoCloseable {

	private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

	private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

	private static final Duration PATIENCE = Duration.ofMinutes(2);

	private final ChromeDriver driver;

	private Browser(ChromeDriver driver) {
		this.driver = driver;
	}

	static boolean isInstalled() {
		return Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
	}

	/**
	 * Skips the test where there is no browser.
	 */
	static void assumeInstalled() {
		assumeThat(isInstalled()).as("There is no browser: install the packages chromium and chromium-driver").isTrue();
	}

	static Browser start() {
		ChromeOptions options = new ChromeOptions();
		options.setBinary(CHROMIUM.toFile());
		// root has no sandbox, and a container may have little shared memory
		options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
				"--hide-scrollbars");
		LoggingPreferences logs = new LoggingPreferences();
		logs.enable(LogType.BROWSER, Level.ALL);
		logs.enable(LogType.PERFORMANCE, Level.ALL);
		options.setCapability("goog:loggingPrefs", logs);
		options.setScriptTimeout(PATIENCE);
		ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile())
			.usingAnyFreePort()
			.withTimeout(PATIENCE)
			.build();
		return new Browser(new ChromeDriver(service, options));
	}

	void open(URI uri) {
		this.driver.get(uri.toString());
	}

	/**
	 * Changes what the pages see of the device.
	 * @param scheme {@code light} or {@code dark}
	 * @param width the width of the window in pixels
	 */
	void device(String scheme, int width) {
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", width < 600));
	}

	/**
	 * Runs a script in the page, as the developer tools do, which no policy forbids.
	 * @param script the script, with {@code return}
	 * @return what it returns
	 */
	Object run(String script) {
		return Objects.requireNonNull(this.driver.executeScript(script), "nothing returned");
	}

	/**
	 * Runs a script that ends later.
	 * @param script the script, which calls {@code arguments[0]} with its result
	 * @return the result
	 */
	Object await(String script) {
		return Objects.requireNonNull(this.driver.executeAsyncScript(script), "nothing returned");
	}

	String text(String selector) {
		return this.driver.findElement(By.cssSelector(selector)).getText();
	}

	boolean shows(String selector) {
		return this.driver.findElements(By.cssSelector(selector)).stream().anyMatch((element) -> element.isDisplayed());
	}

	boolean has(String selector) {
		return !this.driver.findElements(By.cssSelector(selector)).isEmpty();
	}

	void click(String selector) {
		this.driver.findElement(By.cssSelector(selector)).click();
	}

	String title() {
		return Objects.requireNonNull(this.driver.getTitle());
	}

	/**
	 * Says what the browser has complained about since it was last asked.
	 * @return what stands in its console
	 */
	List<String> complaints() {
		return StreamSupport.stream(this.driver.manage().logs().get(LogType.BROWSER).spliterator(), false)
			.map(LogEntry::getMessage)
			.toList();
	}

	/**
	 * Says what the browser has asked for since it was last asked.
	 * @return the addresses
	 */
	List<String> requests() {
		return StreamSupport.stream(this.driver.manage().logs().get(LogType.PERFORMANCE).spliterator(), false)
			.map((entry) -> JsonMapper.shared().readTree(entry.getMessage()).path("message"))
			.filter((event) -> event.path("method").asString().equals("Network.requestWillBeSent"))
			.map((event) -> event.at("/params/request/url"))
			.map(JsonNode::asString)
			.toList();
	}

	@Override
	public void close() {
		this.driver.quit();
	}

}
