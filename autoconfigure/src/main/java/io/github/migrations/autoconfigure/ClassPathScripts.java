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
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.util.ClassUtils;
import org.springframework.util.ResourceUtils;
import org.springframework.util.StringUtils;

import io.github.migrations.script.ScriptFile;

/**
 * Finds files on the class path, in all folders of one name: with only the first one, a
 * folder in one jar would hide the migrations in another.
 */
final class ClassPathScripts {

	private final @Nullable ClassLoader classLoader;

	/** What was found the hard way; jars do not change while they are used. */
	private final Map<String, Map<String, ScriptFile>> hidden = new HashMap<>();

	ClassPathScripts(@Nullable ClassLoader classLoader) {
		this.classLoader = (classLoader != null) ? classLoader : ClassUtils.getDefaultClassLoader();
	}

	/**
	 * Adds all files below a folder.
	 * @param path the folder, without slashes around it
	 * @param files where to add them, by their addresses
	 * @return whether there is such a folder
	 * @throws IOException if it cannot be read
	 */
	boolean add(String path, Map<String, ScriptFile> files) throws IOException {
		List<URL> roots = (this.classLoader != null) ? Collections.list(this.classLoader.getResources(path + "/"))
				: List.of();
		for (URL root : roots) {
			add(root, path, files);
		}
		if (!roots.isEmpty()) {
			return true;
		}
		Map<String, ScriptFile> hidden = findInJarsWithoutFolders(path);
		hidden.forEach(files::putIfAbsent);
		return !hidden.isEmpty();
	}

	private void add(URL root, String path, Map<String, ScriptFile> files) throws IOException {
		if (ResourceUtils.URL_PROTOCOL_FILE.equals(root.getProtocol())) {
			FolderScripts.add(toPath(root), path, files);
		}
		else if (root.openConnection() instanceof JarURLConnection connection) {
			addJar(connection, connection.getEntryName(), path, files);
		}
		else {
			addOther(root, path, files);
		}
	}

	private static Path toPath(URL root) throws IOException {
		try {
			return Path.of(ResourceUtils.toURI(root));
		}
		catch (URISyntaxException ex) {
			throw new IOException(ex);
		}
	}

	/**
	 * The jar is shared with everybody who has opened it by this address, so that it is
	 * not closed here.
	 */
	private static void addJar(JarURLConnection connection, String folder, String path, Map<String, ScriptFile> files)
			throws IOException {
		URL root = connection.getURL();
		connection.getJarFile().stream().map(ZipEntry::getName).forEach((entry) -> {
			if (entry.startsWith(folder) && !entry.endsWith("/")) {
				String below = entry.substring(folder.length());
				files.putIfAbsent(connection.getJarFileURL() + "!/" + entry,
						new ScriptFile(below, path + "/" + below, () -> open(root, entry)));
			}
		});
	}

	private static InputStream open(URL root, String entry) throws IOException {
		JarFile jar = ((JarURLConnection) root.openConnection()).getJarFile();
		return jar.getInputStream(jar.getEntry(entry));
	}

	/**
	 * Class paths that are neither folders nor jars, such as a native image's.
	 */
	private void addOther(URL root, String path, Map<String, ScriptFile> files) throws IOException {
		String prefix = StringUtils.trimTrailingCharacter(root.toString(), '/') + "/";
		for (Resource resource : resolver().getResources(prefix + "**/*")) {
			String url = resource.getURL().toString();
			if (!url.endsWith("/") && url.startsWith(prefix) && resource.isReadable()) {
				String below = StringUtils.uriDecode(url.substring(prefix.length()), StandardCharsets.UTF_8);
				files.putIfAbsent(url, new ScriptFile(below, path + "/" + below, resource::getInputStream));
			}
		}
	}

	/**
	 * Some tools write jars that hold files, but not the folders that these are in. Such
	 * a folder cannot be looked up: all jars are searched.
	 */
	private Map<String, ScriptFile> findInJarsWithoutFolders(String path) throws IOException {
		synchronized (this.hidden) {
			Map<String, ScriptFile> known = this.hidden.get(path);
			if (known != null || path.isEmpty()) {
				return (known != null) ? known : Map.of();
			}
			Map<String, ScriptFile> found = new LinkedHashMap<>();
			for (Resource root : resolver().getResources(ResourcePatternResolver.CLASSPATH_ALL_URL_PREFIX)) {
				if (root.getURL().openConnection() instanceof JarURLConnection connection) {
					addJar(connection, path + "/", path, found);
				}
			}
			this.hidden.put(path, found);
			return found;
		}
	}

	private PathMatchingResourcePatternResolver resolver() {
		return new PathMatchingResourcePatternResolver(this.classLoader);
	}

}
