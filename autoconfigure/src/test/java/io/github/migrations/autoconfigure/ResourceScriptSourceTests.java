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
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.migrations.script.ScriptException;
import io.github.migrations.script.ScriptFile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ResourceScriptSource}.
 */
class ResourceScriptSourceTests {

	private static final String[] NAMES = { "001_plain.sql", "002_with space.sql", "003_grün-straße.sql",
			"004_100%25.sql", "005_a+b.sql", "006_50%.sql", "007_[x]#y.sql", "sqlite/008_nested.sql",
			"deep/er/009_nested.sql" };

	@TempDir
	@SuppressWarnings("NullAway.Init")
	Path folder;

	@ParameterizedTest
	@ValueSource(strings = { "classes", "with space", "umläut", "100%25 [x]+#y" })
	void findsFilesOfAnyNameInAFolderOnTheClassPath(String root) throws IOException {
		Path classes = write(this.folder.resolve(root), "db/migrations/");
		try (URLClassLoader loader = loader(classes)) {
			assertFound(source(loader, "classpath:db/migrations"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "my.jar", "with space.jar", "umläut.jar", "100%25 [x]+#y.jar" })
	void findsFilesOfAnyNameInAJar(String name) throws IOException {
		Path jar = jar(name, true);
		try (URLClassLoader loader = loader(jar)) {
			assertFound(source(loader, "classpath:db/migrations"));
		}
	}

	@Test
	void findsFilesInAJarThatHasNoEntriesForFolders() throws IOException {
		Path jar = jar("flat.jar", false);
		try (URLClassLoader loader = loader(jar)) {
			ResourceScriptSource source = source(loader, "classpath:db/migrations");
			assertFound(source);
			assertFound(source);
		}
	}

	@Test
	void findsTheFilesOfAllFoldersOfOneName() throws IOException {
		Path one = TestFolder.of(this.folder.resolve("one"), "db/migrations/001_x.sql");
		Path other = TestFolder.of(this.folder.resolve("other"), "db/migrations/002_y.sql");
		try (URLClassLoader loader = loader(one, other)) {
			assertThat(source(loader, "classpath:db/migrations").find()).extracting(ScriptFile::path)
				.containsExactly("001_x.sql", "002_y.sql");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "classpath:db/migrations", "classpath*:db/migrations", "db/migrations",
			"classpath:/db/migrations/", " classpath:db/migrations " })
	void takesALocationOnTheClassPathHoweverItIsWritten(String location) throws IOException {
		Path classes = TestFolder.of(this.folder, "db/migrations/001_x.sql");
		try (URLClassLoader loader = loader(classes)) {
			assertThat(source(loader, location).find()).extracting(ScriptFile::shown)
				.containsExactly("db/migrations/001_x.sql");
		}
	}

	@Test
	void countsAFileOnceThatTwoLocationsHold() throws IOException {
		Path classes = write(this.folder.resolve("classes"), "db/migrations/");
		try (URLClassLoader loader = loader(classes)) {
			ResourceScriptSource source = source(loader, "classpath:db/migrations", "classpath*:db",
					"file:" + classes.resolve("db/./migrations"));
			assertThat(source.find()).hasSize(NAMES.length);
		}
	}

	@Test
	void countsAFileInAJarOnceThatTwoLocationsHold() throws IOException {
		Path jar = jar("my.jar", true);
		try (URLClassLoader loader = loader(jar)) {
			assertThat(source(loader, "classpath:db/migrations", "classpath:db").find()).hasSize(NAMES.length);
		}
	}

	@Test
	void readsAnAbsoluteFolder() throws IOException {
		write(this.folder, "");
		assertFound(source(null, "file:" + this.folder));
	}

	@Test
	void readsAnAbsoluteFolderThatIsWrittenAsUri() throws IOException {
		Path spaced = write(this.folder.resolve("with space"), "");
		assertFound(source(null, spaced.toUri().toString()));
		assertFound(source(null, "file://" + spaced));
	}

	@Test
	void readsAFolderBelowTheWorkingDirectory() throws IOException {
		Path folder = Files.createTempDirectory(Path.of("target"), "scripts");
		write(folder, "");
		assertFound(source(null, "file:" + folder));
		assertFound(source(null, "file:./" + folder));
	}

	@Test
	void readsAFolderThatKubernetesHasMounted() throws IOException {
		Path hidden = TestFolder.of(this.folder, "..2026_11_20/001_x.sql", "..2026_11_20/sqlite/002_y.sql")
			.resolve("..2026_11_20");
		Files.createSymbolicLink(this.folder.resolve("..data"), hidden.getFileName());
		Files.createSymbolicLink(this.folder.resolve("001_x.sql"), Path.of("..data", "001_x.sql"));
		Files.createSymbolicLink(this.folder.resolve("sqlite"), Path.of("..data", "sqlite"));
		assertThat(source(null, "file:" + this.folder).find()).extracting(ScriptFile::path)
			.containsExactly("001_x.sql", "sqlite/002_y.sql");
	}

	@Test
	void readsAFolderThatIsALink() throws IOException {
		Path real = TestFolder.of(this.folder.resolve("real"), "001_x.sql");
		Path link = Files.createSymbolicLink(this.folder.resolve("link"), real);
		assertThat(source(null, "file:" + link).find()).extracting(ScriptFile::path).containsExactly("001_x.sql");
	}

	@ParameterizedTest
	@ValueSource(strings = { "classpath:db/gone", "classpath*:db/gone", "file:gone", "file:///gone" })
	void refusesAConfiguredLocationThatDoesNotExist(String location) {
		assertThatExceptionOfType(ScriptException.class).isThrownBy(() -> source(null, location).find())
			.withMessage(
					"the location '%s' (spring.migrations.locations) does not exist. Create the folder, or correct the property",
					location);
	}

	@Test
	void refusesALocationOfAnotherKind() {
		assertThatExceptionOfType(ScriptException.class)
			.isThrownBy(() -> source(null, "filesystem:db/migrations").find())
			.withMessage("the location 'filesystem:db/migrations' (spring.migrations.locations) begins with none of "
					+ "classpath:, classpath*: and file:");
	}

	@Test
	void theDefaultLocationNeedNotExist() {
		assertThat(new ResourceScriptSource(List.of("classpath:db/gone"), false, null).find()).isEmpty();
	}

	private static void assertFound(ResourceScriptSource source) throws IOException {
		List<ScriptFile> files = source.find();
		assertThat(files).extracting(ScriptFile::path).containsExactlyInAnyOrder(NAMES);
		for (ScriptFile file : files) {
			try (InputStream in = file.content().open()) {
				assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("-- " + file.path());
			}
			assertThat(file.shown()).endsWith("/" + file.path());
		}
	}

	private static ResourceScriptSource source(@Nullable ClassLoader loader, String... locations) {
		return new ResourceScriptSource(List.of(locations), true, loader);
	}

	private static Path write(Path root, String prefix) throws IOException {
		for (String name : NAMES) {
			Path file = root.resolve(prefix + name);
			Files.createDirectories(file.getParent());
			Files.writeString(file, "-- " + name);
		}
		return root;
	}

	private Path jar(String name, boolean folders) throws IOException {
		Path jar = this.folder.resolve(name);
		try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
			if (folders) {
				for (String entry : List.of("db/", "db/migrations/", "db/migrations/sqlite/", "db/migrations/deep/",
						"db/migrations/deep/er/")) {
					out.putNextEntry(new ZipEntry(entry));
				}
			}
			out.putNextEntry(new ZipEntry("other/db/migrations/other.sql"));
			for (String entry : NAMES) {
				out.putNextEntry(new ZipEntry("db/migrations/" + entry));
				out.write(("-- " + entry).getBytes(StandardCharsets.UTF_8));
			}
		}
		return jar;
	}

	private static URLClassLoader loader(Path... roots) throws IOException {
		URL[] urls = new URL[roots.length];
		for (int i = 0; i < roots.length; i++) {
			urls[i] = roots[i].toUri().toURL();
		}
		return new URLClassLoader(urls, null);
	}

	/**
	 * Empty files.
	 */
	private static final class TestFolder {

		static Path of(Path folder, String... names) throws IOException {
			for (String name : names) {
				Path file = folder.resolve(name);
				Files.createDirectories(file.getParent());
				Files.createFile(file);
			}
			return folder;
		}

	}

}
