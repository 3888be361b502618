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

import java.time.LocalDate;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What a client sends to store a job.
 *
 * @param company who offers it
 * @param title what it is
 * @param status how far the application has come; saved if absent
 * @param url where it is described
 * @param applyBy the last day to apply
 */
record JobRequest(@NotBlank @Size(max = 200) String company, @NotBlank @Size(max = 200) String title,
		@Nullable @Pattern(regexp = "saved|applied|interview|offer|rejected",
				message = "must be saved, applied, interview, offer or rejected") String status,
		@Nullable @Size(max = 2000) String url, @Nullable LocalDate applyBy) {
}
