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

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;

/**
 * The name of a user, who is created by the first request.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = {})
@Pattern(regexp = "[a-z0-9][a-z0-9_-]{0,62}")
@ReportAsSingleViolation
@interface UserName {

	/**
	 * Says what a name may be.
	 * @return the message
	 */
	String message() default "must be 1 to 63 of a-z, 0-9, '-' and '_', the first a letter or a digit";

	/**
	 * Required of every constraint.
	 * @return no groups
	 */
	Class<?>[] groups() default {};

	/**
	 * Required of every constraint.
	 * @return no payload
	 */
	Class<? extends Payload>[] payload() default {};

}
