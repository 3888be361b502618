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

import java.util.List;
import java.util.Locale;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.core.log.LogMessage;
import org.springframework.util.ClassUtils;

/**
 * Notices that Hibernate works on the schema while the application starts, where
 * migrations run only when it is ready.
 *
 * @param beanFactory knows whether there is anything of JPA
 * @param environment holds the settings of Hibernate
 */
record HibernateOrder(ListableBeanFactory beanFactory, Environment environment) {

	private static final Log logger = LogFactory.getLog(Migrations.class);

	private static final String FACTORY = "jakarta.persistence.EntityManagerFactory";

	/** Whichever is set first decides. */
	private static final List<String> PROPERTIES = List.of("spring.jpa.hibernate.ddl-auto",
			"spring.jpa.properties.hibernate.hbm2ddl.auto",
			"spring.jpa.properties.jakarta.persistence.schema-generation.database.action");

	/**
	 * Warns where the order is wrong. The same application starts as long as nothing is
	 * pending, and does not with the next migration.
	 */
	void check() {
		String setting = setting();
		if (setting != null && hasFactory()) {
			boolean validates = setting.endsWith("=validate");
			logger.warn(LogMessage.format(
					"Hibernate %s the schema while the application starts (%s), and migrations run only when it is ready. "
							+ "Let them run before: set spring.migrations.run-on=startup%s",
					(validates) ? "validates" : "changes", setting,
					(validates) ? "" : ", and leave the schema to them: spring.jpa.hibernate.ddl-auto=none"));
		}
	}

	private @Nullable String setting() {
		for (String property : PROPERTIES) {
			String value = this.environment.getProperty(property);
			if (value != null) {
				String action = value.strip().toLowerCase(Locale.ROOT);
				return (action.isEmpty() || action.equals("none")) ? null : property + "=" + action;
			}
		}
		return (Boolean.TRUE.equals(this.environment.getProperty("spring.jpa.generate-ddl", Boolean.class)))
				? "spring.jpa.generate-ddl=true" : null;
	}

	private boolean hasFactory() {
		ClassLoader classLoader = getClass().getClassLoader();
		return ClassUtils.isPresent(FACTORY, classLoader) && this.beanFactory
			.getBeanNamesForType(ClassUtils.resolveClassName(FACTORY, classLoader), true, false).length > 0;
	}

}
