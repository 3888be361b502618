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

package io.github.migrations.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Database;
import io.github.migrations.database.TableName;
import io.github.migrations.history.AppliedMigration;
import io.github.migrations.history.HistoryException;
import io.github.migrations.history.NotTakenOverException;
import io.github.migrations.history.Predecessors;
import io.github.migrations.history.TakenOver;
import io.github.migrations.history.foreign.ForeignMigration;
import io.github.migrations.history.foreign.ForeignTable;
import io.github.migrations.history.foreign.ForeignTables;
import io.github.migrations.script.Migration;

/**
 * Looks for other tools where our own table does not exist: takes over what cannot be
 * misread, and stops before anything that has been applied would be applied again.
 *
 * @param target the database
 * @param database the kind of the database
 */
record AutoAdopt(Target target, Database database) implements Predecessors {

	private static final String PREVIEW = "java -jar app.jar migrations:adopt --preview";

	@Override
	public @Nullable List<AppliedMigration> read(Connection connection, TableName table, Map<String, String> columns)
			throws SQLException {
		Found found = look(connection, table, columns);
		return (found != null) ? found.applied() : null;
	}

	@Override
	public List<TakenOver> takeOver(Connection connection, TableName table, Map<String, String> columns)
			throws SQLException {
		Found found = look(connection, table, columns);
		if (found == null) {
			return List.of();
		}
		found.table().makeRoom(connection, this.database);
		return found.lines().stream().map(Adoption.Line::record).toList();
	}

	/**
	 * Finds what is taken over without being asked for.
	 * @return what it is, or {@code null} if no other tool has recorded anything
	 * @throws NotTakenOverException if a person has to say so
	 */
	private @Nullable Found look(Connection connection, TableName table, Map<String, String> columns)
			throws SQLException {
		TableName qualified = (table.schema() != null) ? table : table.in(this.database.currentSchema(connection));
		List<Found> filled = new ArrayList<>();
		for (ForeignTable one : ForeignTables.find(connection, this.database, qualified, columns)) {
			Found found = read(connection, one);
			if (one.isInOurPlace() || !found.lines().isEmpty() || found.problem() != null) {
				filled.add(found);
			}
		}
		if (filled.isEmpty()) {
			return null;
		}
		Found first = filled.get(0);
		if (filled.size() > 1) {
			throw new NotTakenOverException(several(filled), List.of());
		}
		first.table().checkRoom(connection, this.database);
		if (!first.table().isInOurPlace() || !first.table().isUnmistakable() || first.problem() != null
				|| this.target.settings().preparation().adopt() != Settings.Adopt.AUTO || first.doubt() != null) {
			throw new NotTakenOverException(message(first), first.applied());
		}
		return first;
	}

	private Found read(Connection connection, ForeignTable table) throws SQLException {
		try {
			List<ForeignMigration> recorded = table.read(connection, this.database);
			Mapping mapping = Mapping.of(recorded, this.target.available(this.database), table.tool(),
					table.name().toString(), this.target.settings().placeholders());
			TakenOverMaker maker = new TakenOverMaker(this.database, this.target.settings().placeholders());
			return new Found(table, mapping,
					mapping.versions().stream().map((one) -> maker.of(one, table.tool())).toList(), null);
		}
		catch (HistoryException ex) {
			return new Found(table, new Mapping(List.of(), List.of(), List.of()), List.of(),
					String.valueOf(ex.getMessage()));
		}
	}

	private static String several(List<Found> found) {
		return ("Other tools have migrated this database: %s. Nothing is run, because what they have applied would be "
				+ "applied a second time. Say up to which version the files are applied: java -jar app.jar migrations:adopt "
				+ "--version=<version>")
			.formatted(found.stream()
				.map((one) -> "%s in the table %s".formatted(one.table().tool(), one.table().name()))
				.collect(Collectors.joining(", ")));
	}

	private static String message(Found found) {
		ForeignTable table = found.table();
		String what = "The table %s is that of %s".formatted(table.name(), table.tool());
		if (found.problem() != null) {
			return "%s, and there is none of ours. Nothing is run, because what has been applied would be applied a second "
				.formatted(what) + "time. " + found.problem();
		}
		int count = found.lines().size();
		String applied = (count == 0) ? "which has applied nothing yet. Nothing is run before ours takes its place."
				: "which has applied %d %s, the newest of them %s. Nothing is run, because that would be applied a second time."
					.formatted(count, (count == 1) ? "migration" : "migrations",
							found.lines().get(count - 1).record().version());
		String doubt = (table.isUnmistakable() && found.doubt() != null)
				? " It is not taken over by itself, because %s.".formatted(found.doubt()) : "";
		String other = (table.isInOurPlace()) ? ""
				: ". If it has nothing to do with the files: java -jar app.jar " + "migrations:adopt --version=0";
		return "%s, %s%s Look at what would be taken over: %s; ".formatted(what, applied, doubt, PREVIEW)
				+ "then do it by the same command without --preview" + other;
	}

	/**
	 * A table of another tool.
	 *
	 * @param table the table
	 * @param mapping what it records
	 * @param lines what would be recorded in ours
	 * @param problem why it does not tell what is applied, or {@code null}
	 */
	private record Found(ForeignTable table, Mapping mapping, List<Adoption.Line> lines, @Nullable String problem) {

		List<AppliedMigration> applied() {
			return this.mapping.versions()
				.stream()
				.map((one) -> new AppliedMigration(one.spelled(), description(one), one.recorded().appliedAt(), null,
						null, false, one.kind() == Migration.Kind.BASELINE))
				.toList();
		}

		private String description(Mapping.Mapped one) {
			String version = one.spelled().toString();
			return this.lines.stream()
				.map(Adoption.Line::record)
				.filter((record) -> record.version().equals(version))
				.map(TakenOver::description)
				.findFirst()
				.orElse("");
		}

		/**
		 * Says why a person should look before it is taken over.
		 * @return the reason, or {@code null} if every record is that of a file of the
		 * same name
		 */
		@Nullable String doubt() {
			List<Mapping.Mapped> known = this.mapping.versions().stream().filter((one) -> one.file() != null).toList();
			for (Mapping.Mapped one : known) {
				Migration file = one.file();
				if (file != null && !one.isSameName()) {
					return "it records '%s', where the file is %s".formatted(one.recorded().text(), file.file());
				}
			}
			return (known.isEmpty() && !this.lines.isEmpty()) ? "none of what it records has a file" : null;
		}

	}

}
