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
package io.github.migrations.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.util.StringUtils;

import io.github.migrations.engine.ScriptSource;
import io.github.migrations.script.ScriptException;
import io.github.migrations.script.ScriptFile;

/**
 * Finds migration files on the class path (in folders, plain jars and the nested jars of
 * an executable one) and in the file system.
 */
final class ResourceScriptSource implements ScriptSource {

	private static final String CLASSPATH = ResourceLoader.CLASSPATH_URL_PREFIX;

	private static final String CLASSPATH_ALL = ResourcePatternResolver.CLASSPATH_ALL_URL_PREFIX;

	private static final String FILE = "file:";

	private final List<String> locations;

	private final boolean configured;

	private final String property;

	private final ClassPathScripts classPath;

	/**
	 * Creates a source.
	 * @param locations where to search
	 * @param configured whether a person chose the locations, so that a missing one is a
	 * mistake
	 * @param classLoader searches the class path, or {@code null} for the default one
	 */
	ResourceScriptSource(List<String> locations, boolean configured, @Nullable ClassLoader classLoader) {
		this(locations, configured, "spring.migrations.locations", classLoader);
	}

	/**
	 * Creates a source.
	 * @param locations where to search
	 * @param configured whether a person chose the locations, so that a missing one is a
	 * mistake
	 * @param property the property that names the locations
	 * @param classLoader searches the class path, or {@code null} for the default one
	 */
	ResourceScriptSource(List<String> locations, boolean configured, String property,
			@Nullable ClassLoader classLoader) {
		this.locations = locations.stream().map(String::strip).toList();
		this.configured = configured;
		this.property = property;
		this.classPath = new ClassPathScripts(classLoader);
	}

	@Override
	public List<String> locations() {
		return this.locations;
	}

	@Override
	public List<ScriptFile> find() {
		Map<String, ScriptFile> files = new LinkedHashMap<>();
		for (String location : this.locations) {
			if (!add(location, files) && this.configured) {
				throw new ScriptException(
						"the location '%s' (%s) does not exist. Create the folder, or correct the property"
							.formatted(location, this.property),
						null, 0);
			}
		}
		return files.values().stream().sorted(Comparator.comparing(ScriptFile::shown)).toList();
	}

	private boolean add(String location, Map<String, ScriptFile> files) {
		try {
			if (location.startsWith(FILE)) {
				return addFolder(location.substring(FILE.length()), files);
			}
			return this.classPath.add(classPathOf(location), files);
		}
		catch (IOException ex) {
			ScriptException exception = new ScriptException("the location cannot be searched: " + ex, location, 0);
			exception.initCause(ex);
			throw exception;
		}
	}

	private static boolean addFolder(String location, Map<String, ScriptFile> files) throws IOException {
		Path folder = path(location);
		if (!Files.isDirectory(folder)) {
			return false;
		}
		FolderScripts.add(folder, folder.toString(), files);
		return true;
	}

	/**
	 * Both {@code file:/folder} and {@code file:///folder} are usual; only the second one
	 * is encoded like a URI.
	 */
	private static Path path(String location) {
		if (location.startsWith("///")) {
			try {
				return Path.of(URI.create(FILE + location));
			}
			catch (IllegalArgumentException ex) {
				return Path.of(location.substring(2));
			}
		}
		return Path.of(location);
	}

	private String classPathOf(String location) {
		String path = location;
		if (location.startsWith(CLASSPATH_ALL)) {
			path = location.substring(CLASSPATH_ALL.length());
		}
		else if (location.startsWith(CLASSPATH)) {
			path = location.substring(CLASSPATH.length());
		}
		else if (location.contains(":")) {
			throw new ScriptException("the location '%s' (%s) begins with none of classpath:, classpath*: and file:"
				.formatted(location, this.property), null, 0);
		}
		return StringUtils.trimLeadingCharacter(StringUtils.trimTrailingCharacter(path.strip(), '/'), '/');
	}

}
