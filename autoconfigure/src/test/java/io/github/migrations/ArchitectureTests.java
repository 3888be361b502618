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

package io.github.migrations;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Holds the floors of the house: a package uses only what lies below it. Each rule is
 * also shown to fail where something breaks it.
 */
class ArchitectureTests {

	private static final String ROOT = "io.github.migrations";

	/** From the ground up. */
	private static final List<Set<String>> FLOORS = List.of(Set.of("script"), Set.of("database"), Set.of("history"),
			Set.of("engine"), Set.of("tenant"), Set.of("autoconfigure", "actuate", "command"));

	/** The floors that hold anything; a test fails when this is no longer true. */
	private static final List<String> INHABITED = List.of("script", "database", "history", "engine", "tenant",
			"autoconfigure");

	private static final JavaClasses MAIN = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages(ROOT);

	/** The tests use what the code may not use. */
	private static final JavaClasses TESTS = new ClassFileImporter()
		.withImportOption(new ImportOption.OnlyIncludeTests())
		.importPackages(ROOT);

	@Test
	void everyPackageHasItsFloor() {
		Set<String> rooms = rooms(FLOORS).keySet();
		Set<String> packages = packages(MAIN);
		assertThat(rooms).containsAll(packages);
		assertThat(packages).containsAll(INHABITED);
	}

	@Test
	void aPackageUsesOnlyWhatLiesBelowIt() {
		floors(FLOORS).check(MAIN);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4, 5 })
	void theFloorsCannotBeSwapped(int upper) {
		List<Set<String>> swapped = new ArrayList<>(FLOORS);
		swapped.removeIf((floor) -> Collections.disjoint(floor, INHABITED));
		Collections.swap(swapped, upper - 1, upper);
		fails(floors(swapped), MAIN, "<" + ROOT + "." + INHABITED.get(upper) + ".");
	}

	@Test
	void scriptUsesOnlyTheJdk() {
		onlyTheJdk().check(MAIN);
		fails(onlyTheJdk(), TESTS, "org.junit.jupiter.api.Test");
	}

	private static ArchRule onlyTheJdk() {
		return classes().that()
			.resideInAPackage(ROOT + ".script..")
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage("java..", "org.jspecify.annotations..", ROOT + ".script..");
	}

	@Test
	void onlyTheTopFloorUsesSpring() {
		withoutSpring("script", "database", "history", "engine", "tenant").check(MAIN);
		fails(withoutSpring("autoconfigure"), MAIN, "org.springframework.");
	}

	private static ArchRule withoutSpring(String... rooms) {
		return noClasses().that()
			.resideInAnyPackage(Stream.of(rooms).map((room) -> ROOT + "." + room + "..").toArray(String[]::new))
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.springframework..");
	}

	@Test
	void onlyTheDatabaseFloorKnowsTheDrivers() {
		withoutDrivers(ROOT + ".database..").check(MAIN);
		fails(withoutDrivers(ROOT + ".script.."), MAIN, "org.postgresql.");
	}

	private static ArchRule withoutDrivers(String allowed) {
		return noClasses().that()
			.resideOutsideOfPackage(allowed)
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.postgresql..", "org.sqlite..");
	}

	/** They stand on the floor of the databases, but need none: they only read. */
	@Test
	void rulesAboutSafetyKnowScriptsAlone() {
		assertThat(MAIN.stream().filter((type) -> type.getPackageName().equals(ROOT + ".database.rules")))
			.hasSizeGreaterThan(30)
			.allMatch((type) -> room(type).equals("database"));
		onlyScripts("rules").check(MAIN);
		fails(onlyScripts(""), MAIN, "java.sql.Connection");
	}

	private static ArchRule onlyScripts(String room) {
		return noClasses().that()
			.resideInAPackage(ROOT + ".database" + (room.isEmpty() ? "" : "." + room))
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("java.sql..", "javax.sql..", ROOT + ".database");
	}

	@Test
	void packagesDoNotUseEachOtherInACircle() {
		slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(MAIN);
		fails(slices().matching("org.sqlite.(*)..").should().beFreeOfCycles(),
				new ClassFileImporter().importPackages("org.sqlite.core", "org.sqlite.jdbc3", "org.sqlite.jdbc4"),
				"Cycle detected");
	}

	@Test
	void atMostHalfOfTheTypesArePublic() {
		List<JavaClass> types = topLevel(MAIN);
		assertThat(types).hasSizeGreaterThan(50);
		assertThat(types.stream().filter((type) -> type.getModifiers().contains(JavaModifier.PUBLIC)))
			.hasSizeLessThanOrEqualTo(types.size() / 2);
	}

	@Test
	void everyPackageIsDescribedAndNullMarked() {
		assertThat(undescribed(MAIN)).isEmpty();
		assertThat(undescribed(new ClassFileImporter().importPackages("org.sqlite.core")))
			.containsExactly("org.sqlite.core");
	}

	private static Set<String> undescribed(JavaClasses classes) {
		return classes.stream()
			.filter((type) -> !type.getPackage().isAnnotatedWith(NullMarked.class))
			.map(JavaClass::getPackageName)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	@Test
	void nothingIsStaticAndMutable() {
		noStaticState().check(MAIN);
		fails(noStaticState(), new ClassFileImporter().importClasses(Counter.class), "Counter.count>");
	}

	private static ArchRule noStaticState() {
		return fields().that()
			.areStatic()
			.and()
			.areDeclaredInClassesThat()
			.resideInAPackage(ROOT + "..")
			.should()
			.beFinal();
	}

	private static ArchRule floors(List<Set<String>> floors) {
		Map<String, Integer> rooms = rooms(floors);
		return classes().should(new ArchCondition<>("use only what lies below") {
			@Override
			public void check(JavaClass type, ConditionEvents events) {
				for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
					JavaClass target = dependency.getTargetClass();
					boolean below = room(type).equals(room(target)) || !target.getPackageName().startsWith(ROOT)
							|| floor(target) < floor(type)
							|| floor(target) == floors.size() - 1 && floor(type) == floor(target);
					events.add(new SimpleConditionEvent(type, below, dependency.getDescription()));
				}
			}

			private int floor(JavaClass type) {
				return rooms.getOrDefault(room(type), Integer.MAX_VALUE);
			}
		});
	}

	private static Map<String, Integer> rooms(List<Set<String>> floors) {
		Map<String, Integer> rooms = new TreeMap<>();
		floors.forEach((floor) -> floor.forEach((room) -> rooms.put(room, floors.indexOf(floor))));
		return rooms;
	}

	private static Set<String> packages(JavaClasses classes) {
		return classes.stream().map(ArchitectureTests::room).collect(Collectors.toCollection(TreeSet::new));
	}

	private static String room(JavaClass type) {
		String name = type.getPackageName();
		return name.startsWith(ROOT + ".") ? name.substring(ROOT.length() + 1).split("\\.")[0] : name;
	}

	private static List<JavaClass> topLevel(JavaClasses classes) {
		return classes.stream()
			.filter((type) -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
			.toList();
	}

	private static void fails(ArchRule rule, JavaClasses classes, String named) {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> rule.check(classes))
			.withMessageContaining(named);
	}

	/** What is not allowed. */
	private static final class Counter {

		@SuppressWarnings("unused")
		private static int count;

	}

}
