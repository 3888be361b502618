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

import org.springframework.boot.actuate.endpoint.Producible;
import org.springframework.util.MimeType;

/**
 * The forms in which the endpoint answers. Where a client takes several, the later one
 * wins.
 */
enum Format implements Producible<Format> {

	/** Lines of text for people. */
	TEXT("text/plain;charset=UTF-8"),

	/** JSON, by the name that clients of Spring Boot's endpoints may ask for. */
	ACTUATOR("application/vnd.spring-boot.actuator.v3+json"),

	/** JSON. */
	JSON("application/json"),

	/** A page for a browser, which takes anything else as well. */
	HTML("text/html;charset=UTF-8");

	private final MimeType type;

	Format(String type) {
		this.type = MimeType.valueOf(type);
	}

	@Override
	public MimeType getProducedMimeType() {
		return this.type;
	}

	@Override
	public boolean isDefault() {
		return this == JSON;
	}

}
