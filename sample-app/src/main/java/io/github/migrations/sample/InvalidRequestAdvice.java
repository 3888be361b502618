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

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.context.MessageSourceResolvable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.validation.FieldError;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Adds to the problem details of an invalid request what is wrong, name by name.
 */
@RestControllerAdvice
class InvalidRequestAdvice extends ResponseEntityExceptionHandler {

	@Override
	protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(MethodArgumentNotValidException ex,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		List<InvalidValue> errors = ex.getFieldErrors()
			.stream()
			.map((error) -> error(error.getField(), error))
			.sorted()
			.toList();
		ex.getBody().setProperty("errors", errors);
		return super.handleMethodArgumentNotValid(ex, headers, status, request);
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
			HandlerMethodValidationException ex, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		List<InvalidValue> errors = ex.getParameterValidationResults()
			.stream()
			.flatMap(
					(result) -> result.getResolvableErrors().stream().map((error) -> error(name(result, error), error)))
			.sorted()
			.toList();
		ex.getBody().setProperty("errors", errors);
		return super.handleHandlerMethodValidationException(ex, headers, status, request);
	}

	/**
	 * What is wrong with a body is named by the field, as where the body alone is wrong.
	 */
	private static String name(ParameterValidationResult result, MessageSourceResolvable error) {
		return (error instanceof FieldError field) ? field.getField()
				: String.valueOf(result.getMethodParameter().getParameterName());
	}

	/** PostgreSQL stores no zero characters, for one, neither in text nor in JSON. */
	@ExceptionHandler
	ProblemDetail refusedByTheDatabase(DataIntegrityViolationException ex) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, "The database cannot store these values.");
	}

	/**
	 * The file of a user may be locked, damaged, or not migrated; other users work on.
	 */
	@ExceptionHandler
	ProblemDetail withoutDatabase(CannotGetJdbcConnectionException ex) {
		this.logger.warn("A database cannot be used", ex);
		return ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE,
				"The data cannot be read or written at the moment.");
	}

	private static InvalidValue error(String name, MessageSourceResolvable error) {
		return new InvalidValue(name, Objects.requireNonNullElse(error.getDefaultMessage(), "invalid"));
	}

	/**
	 * What is wrong with one value.
	 *
	 * @param name the name of the field or parameter
	 * @param message why it is invalid
	 */
	record InvalidValue(String name, String message) implements Comparable<InvalidValue> {

		@Override
		public int compareTo(InvalidValue other) {
			return Comparator.comparing(InvalidValue::name).thenComparing(InvalidValue::message).compare(this, other);
		}
	}

}
