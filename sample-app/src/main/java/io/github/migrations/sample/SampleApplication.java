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

package io.github.migrations.sample;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Starts the sample application. Nothing here knows of migrations: the starter and the
 * files in {@code db/migrations} are all it takes. For a database of every user it takes
 * a property, the files in {@code db/tenant-migrations}, and {@link CurrentUser}.
 */
@SpringBootApplication
public class SampleApplication {

	/**
	 * Starts the application, or runs the command that the arguments name.
	 * @param args Spring Boot's arguments, or {@code migrations:<verb>} with its options
	 */
	public static void main(String[] args) {
		SpringApplication.run(SampleApplication.class, args);
	}

}
