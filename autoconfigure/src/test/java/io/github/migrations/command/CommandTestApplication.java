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
package io.github.migrations.command;

import jakarta.annotation.PostConstruct;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.context.weaving.LoadTimeWeaverAware;
import org.springframework.instrument.classloading.LoadTimeWeaver;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * An application that does something at every opportunity, and says so. Started by
 * {@link CommandProcess}.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableScheduling
class CommandTestApplication {

	static final String RAN = "The application ran: ";

	public static void main(String[] args) {
		if (Boolean.getBoolean("test.thread")) {
			new Thread(CommandTestApplication::sleep, "not a daemon").start();
		}
		SpringApplication.run(CommandTestApplication.class, args);
	}

	private static void sleep() {
		try {
			Thread.sleep(Long.MAX_VALUE);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void ran(String what) {
		System.err.println(RAN + what);
	}

	@Scheduled(fixedRate = 10)
	void scheduled() {
		ran("scheduled");
	}

	@EventListener
	void ready(ApplicationReadyEvent event) {
		ran("ready");
	}

	@EventListener
	void started(ApplicationStartedEvent event) {
		ran("started");
	}

	@EventListener
	void refreshed(ContextRefreshedEvent event) {
		ran("refreshed");
	}

	@Bean
	ApplicationListener<ContextRefreshedEvent> listener() {
		return new ApplicationListener<>() {

			@Override
			public void onApplicationEvent(ContextRefreshedEvent event) {
				ran("listener");
			}

		};
	}

	@Bean
	ApplicationRunner applicationRunner() {
		return (arguments) -> ran("application runner");
	}

	@Bean
	CommandLineRunner commandLineRunner() {
		return (arguments) -> ran("command line runner");
	}

	@Bean
	SmartLifecycle lifecycle() {
		return new SmartLifecycle() {

			@Override
			public void start() {
				ran("lifecycle");
			}

			@Override
			public void stop() {
			}

			@Override
			public boolean isRunning() {
				return false;
			}

		};
	}

	@Bean
	Eager eager() {
		return new Eager("eager");
	}

	@Bean
	@Lazy(false)
	Eager notLazy() {
		return new Eager("not lazy");
	}

	@Bean
	Early early() {
		return new Early();
	}

	/**
	 * A bean that Spring makes before all others, lazy or not, as it does with JPA's
	 * {@code EntityManagerFactory}.
	 */
	static final class Early implements LoadTimeWeaverAware {

		@PostConstruct
		void init() {
			ran("early");
		}

		@Override
		public void setLoadTimeWeaver(LoadTimeWeaver weaver) {
		}

	}

	/** A bean that works while it is made. */
	record Eager(String name) {

		@PostConstruct
		void init() {
			ran(this.name);
		}

	}

}
