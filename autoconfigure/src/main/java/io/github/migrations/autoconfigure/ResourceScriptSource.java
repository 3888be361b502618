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
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

import io.github.migrations.engine.ScriptSource;
import io.github.migrations.script.ScriptException;
import io.github.migrations.script.ScriptFile;

/**
 * Finds migration files on the class path (in folders, plain jars and the nested jars of
 * an executable one) and in the file system. A location on the class path means all
 * folders of that name, whichever jar they are in: with only the first one, a folder in
 * one jar would hide the migrations in another.
 */
final class ResourceScriptSource implements ScriptSource {

	private static final String CLASSPATH = ResourceLoader.CLASSPATH_URL_PREFIX;

	private static final String CLASSPATH_ALL = ResourcePatternResolver.CLASSPATH_ALL_URL_PREFIX;

	private static final String FILE = "file:";

	private final List<String> locations;

	private final boolean configured;

	private final ResourcePatternResolver resolver;

	/**
	 * Creates a source.
	 * @param locations where to search
	 * @param configured whether a person chose the locations, so that a missing one is a
	 * mistake
	 * @param resourceLoader gives the class loader
	 */
	ResourceScriptSource(List<String> locations, boolean configured, ResourceLoader resourceLoader) {
		this.locations = List.copyOf(locations);
		this.configured = configured;
		this.resolver = new PathMatchingResourcePatternResolver(resourceLoader);
	}

	@Override
	public List<String> locations() {
		return this.locations;
	}

	@Override
	public List<ScriptFile> find() {
		Map<String, ScriptFile> files = new LinkedHashMap<>();
		for (String location : this.locations) {
			boolean exists = (location.startsWith(FILE)) ? addFolder(location.substring(FILE.length()), files)
					: addClassPath(withoutPrefix(location), files);
			if (!exists && this.configured) {
				throw new ScriptException(
						"spring.migrations.locations names '%s', which does not exist. Create the ".formatted(location)
								+ "folder, or correct the property",
						null, 0);
			}
		}
		return files.values().stream().sorted(Comparator.comparing(ScriptFile::shown)).toList();
	}

	private static String withoutPrefix(String location) {
		String path = location;
		if (location.startsWith(CLASSPATH_ALL)) {
			path = location.substring(CLASSPATH_ALL.length());
		}
		else if (location.startsWith(CLASSPATH)) {
			path = location.substring(CLASSPATH.length());
		}
		return StringUtils.trimLeadingCharacter(StringUtils.trimTrailingCharacter(path.strip(), '/'), '/');
	}

	private boolean addClassPath(String path, Map<String, ScriptFile> files) {
		try {
			List<URL> roots = roots(path);
			for (URL root : roots) {
				String prefix = StringUtils.trimTrailingCharacter(root.toString(), '/') + "/";
				for (Resource resource : this.resolver.getResources(prefix + "**/*")) {
					String url = resource.getURL().toString();
					if (!url.endsWith("/") && url.startsWith(prefix) && resource.isReadable()) {
						String below = StringUtils.uriDecode(url.substring(prefix.length()), StandardCharsets.UTF_8);
						files.putIfAbsent(url, new ScriptFile(below, path + "/" + below, resource::getInputStream));
					}
				}
			}
			return !roots.isEmpty();
		}
		catch (IOException ex) {
			throw unreadable(path, ex);
		}
	}

	private List<URL> roots(String path) throws IOException {
		ClassLoader loader = this.resolver.getClassLoader();
		ClassLoader used = (loader != null) ? loader : ClassUtils.getDefaultClassLoader();
		return (used != null) ? new ArrayList<>(Collections.list(used.getResources(path + "/"))) : List.of();
	}

	private static boolean addFolder(String location, Map<String, ScriptFile> files) {
		Path folder = (location.startsWith("//")) ? Path.of(URI.create(FILE + location)) : Path.of(location.strip());
		if (!Files.isDirectory(folder)) {
			return false;
		}
		try (Stream<Path> found = Files.walk(folder)) {
			found.filter(Files::isRegularFile).forEach((file) -> {
				String below = folder.relativize(file).toString().replace('\\', '/');
				files.putIfAbsent(file.toUri().toString(),
						new ScriptFile(below, file.toString(), () -> Files.newInputStream(file)));
			});
			return true;
		}
		catch (IOException ex) {
			throw unreadable(location, ex);
		}
	}

	private static ScriptException unreadable(String location, IOException ex) {
		ScriptException exception = new ScriptException("the location cannot be searched: " + ex, location, 0);
		exception.initCause(ex);
		return exception;
	}

}
