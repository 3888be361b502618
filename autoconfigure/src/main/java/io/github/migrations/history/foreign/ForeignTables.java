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

package io.github.migrations.history.foreign;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Database;
import io.github.migrations.database.TableName;

/**
 * Finds the tables of other tools.
 */
public final class ForeignTables {

	/** A shape comes before those that it contains. */
	private static final List<Shape> SHAPES = List.of(
			new VersionPerRow("Peregrine", "peregrine", List.of(), "applied_at", true),
			new VersionPerRow("Rails or dbmate", "rails", List.of(), null, false), new GolangMigrate(),
			new VersionPerRow("Ecto", "ecto", List.of(), "inserted_at", false),
			new VersionPerRow("Diesel", "diesel", List.of("__diesel_schema_migrations"), "run_on", false), new Goose(),
			new Flyway(), new Liquibase(), new Sqlx());

	/** What belongs to a tool beside the table that it records in. */
	private static final Set<String> COMPANIONS = Set.of("ar_internal_metadata", "databasechangeloglock",
			"knex_migrations_lock", "kysely_migration_lock");

	/** What other tools record in, by the name of the table in lower case. */
	private static final Map<String, String> UNREAD = Map.of("__drizzle_migrations", "Drizzle", "__efmigrationshistory",
			"Entity Framework", "_prisma_migrations", "Prisma", "alembic_version", "Alembic", "django_migrations",
			"Django", "gorp_migrations", "sql-migrate", "knex_migrations", "Knex", "kysely_migration", "Kysely",
			"pgmigrations", "node-pg-migrate", "sequelizemeta", "Sequelize");

	private ForeignTables() {
	}

	/**
	 * Looks for tables of other tools: one that bears the name of ours, and those that
	 * bear the names that their tools give them.
	 * @param connection the connection
	 * @param database the kind of the database
	 * @param table our table in its schema
	 * @param columns the columns of a table that bears its name, empty if there is none
	 * @return all that were found, the one in our place first
	 * @throws SQLException if the catalogue cannot be read
	 */
	public static List<ForeignTable> find(Connection connection, Database database, TableName table,
			Map<String, String> columns) throws SQLException {
		List<ForeignTable> found = new ArrayList<>();
		Map<String, String> spelled = spelled(columns);
		Shape inOurPlace = byColumns(spelled.keySet());
		if (inOurPlace != null) {
			found.add(new ForeignTable(inOurPlace, table, spelled, true));
		}
		Set<String> names = new TreeSet<>();
		SHAPES.forEach((shape) -> names.addAll(shape.tableNames()));
		if (columns.isEmpty()) {
			// where the search path finds one in another schema
			names.add(table.name());
		}
		else {
			names.remove(table.name());
		}
		for (TableName name : database.find(connection, table, names)) {
			Map<String, String> others = spelled(database.columns(connection, name));
			Shape shape = byColumns(others.keySet());
			if (shape != null && (name.name().equals(table.name()) || hasName(shape, name))) {
				found.add(new ForeignTable(shape, name, others, false));
			}
		}
		return found;
	}

	/**
	 * Looks for tables of tools whose records say nothing about files with versions.
	 * @param connection the connection
	 * @param database the kind of the database
	 * @param table our table in its schema
	 * @return each with its schema and the name of the tool, for people
	 * @throws SQLException if the catalogue cannot be read
	 */
	public static List<String> findUnread(Connection connection, Database database, TableName table)
			throws SQLException {
		return database.find(connection, table, new TreeSet<>(UNREAD.keySet()))
			.stream()
			.map((name) -> "%s (%s)".formatted(name, UNREAD.get(name.name().toLowerCase(Locale.ROOT))))
			.sorted()
			.toList();
	}

	/**
	 * A tool that was told to quote everything has names in upper case.
	 */
	private static Map<String, String> spelled(Map<String, String> columns) {
		Map<String, String> spelled = new LinkedHashMap<>();
		columns.keySet().forEach((column) -> spelled.put(column.toLowerCase(Locale.ROOT), column));
		return spelled;
	}

	private static @Nullable Shape byColumns(Set<String> columns) {
		return SHAPES.stream().filter((shape) -> shape.matches(columns)).findFirst().orElse(null);
	}

	private static boolean hasName(Shape shape, TableName table) {
		return shape.tableNames().contains(table.name().toLowerCase(Locale.ROOT));
	}

	/**
	 * Tells whether a table belongs to a tool that migrates and not to the application.
	 * @param name the name of a table
	 * @param table our own table
	 * @return whether it is ours, one that made room for ours, or one of another tool
	 */
	public static boolean isBookkeeping(String name, TableName table) {
		String lower = name.toLowerCase(Locale.ROOT);
		String ours = table.name().toLowerCase(Locale.ROOT);
		return lower.equals(ours) || lower.equals(table.details().name().toLowerCase(Locale.ROOT))
				|| COMPANIONS.contains(lower) || UNREAD.containsKey(lower)
				|| SHAPES.stream()
					.anyMatch(
							(shape) -> shape.tableNames().contains(lower) || lower.equals(ours + "_" + shape.suffix()));
	}

}
