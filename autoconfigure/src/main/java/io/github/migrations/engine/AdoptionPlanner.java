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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.github.migrations.database.Database;
import io.github.migrations.history.History;
import io.github.migrations.history.HistoryException;
import io.github.migrations.history.HistoryTable;
import io.github.migrations.history.foreign.ForeignMigration;
import io.github.migrations.history.foreign.ForeignTable;
import io.github.migrations.history.foreign.ForeignTables;
import io.github.migrations.script.Migration;
import io.github.migrations.script.MigrationSet;
import io.github.migrations.script.Version;

/**
 * Finds out what is to be recorded when a database is taken over, without changing
 * anything.
 */
final class AdoptionPlanner {

	private final Target target;

	private final Connection connection;

	private final Database database;

	private final HistoryTable table;

	private final MigrationSet available;

	private final TakenOverMaker maker;

	AdoptionPlanner(Target target, Connection connection, Database database, HistoryTable table) {
		this.target = target;
		this.connection = connection;
		this.database = database;
		this.table = table;
		this.available = target.available(database);
		this.maker = new TakenOverMaker(database, target.settings().placeholders());
	}

	/**
	 * Plans.
	 * @param history what our own table records, or {@code null} if there is no such
	 * table
	 * @param upTo the version that a person has named, or {@code null}
	 * @return the plan
	 * @throws SQLException if the database fails
	 * @throws MigrationException if there is no such version
	 * @throws HistoryException if the other tool's table does not tell what is applied
	 */
	Adoption plan(@Nullable History history, @Nullable Version upTo) throws SQLException {
		if (history != null) {
			return ours(history, upTo);
		}
		Map<String, String> columns = this.database.columns(this.connection, this.table.name());
		List<ForeignTable> tables = ForeignTables.find(this.connection, this.database, this.table.name(), columns);
		ForeignTable inOurPlace = tables.stream().filter(ForeignTable::isInOurPlace).findFirst().orElse(null);
		if (inOurPlace != null) {
			inOurPlace.checkRoom(this.connection, this.database);
		}
		else if (!columns.isEmpty()) {
			this.table.checkShape(columns);
		}
		if (upTo != null) {
			return upTo(upTo, inOurPlace, -1);
		}
		Source source = choose(tables);
		return (source != null) ? from(source, inOurPlace) : nothing();
	}

	private Adoption nothing() throws SQLException {
		List<String> unread = ForeignTables.findUnread(this.connection, this.database, this.table.name());
		return new Adoption(this.target.name(), this.table.name().toString(), null, null,
				(unread.isEmpty()) ? null : String.join(", ", unread), null, null, List.of(), List.of(), List.of(), -1);
	}

	private Adoption ours(History history, @Nullable Version upTo) {
		int recorded = history.applied().size();
		if (upTo == null || recorded > 0) {
			List<String> missing = (upTo != null) ? files(upTo).stream()
				.map(Migration::version)
				.filter((version) -> history.find(version) == null)
				.map(Version::toString)
				.toList() : List.of();
			if (!missing.isEmpty()) {
				throw Failures.general(
						"Database '%s': %s is ours already, and does not record these versions as applied: %s."
							.formatted(this.target.name(), this.table.name(), String.join(", ", missing)),
						"If one of them was run by hand, record it: java -jar app.jar migrations:repair --applied="
								+ missing.get(0) + ". Nothing has been changed.",
						null);
			}
			return new Adoption(this.target.name(), this.table.name().toString(), upTo, null, null, null, null,
					List.of(), List.of(), List.of(), recorded);
		}
		return upTo(upTo, null, recorded);
	}

	/**
	 * A baseline counts as applied where its version has no other file, so that nobody
	 * takes the database for a new one later.
	 */
	private List<Migration> files(Version upTo) {
		List<Migration> files = new ArrayList<>(
				this.available.migrations().stream().filter((file) -> file.version().compareTo(upTo) <= 0).toList());
		boolean nothing = upTo.equals(Version.of("0"));
		Migration baseline = this.available.newestBaseline(upTo);
		if (baseline != null && files.stream().noneMatch((file) -> file.version().equals(baseline.version()))) {
			files.add(baseline);
			files.sort(Comparator.comparing(Migration::version));
		}
		if (!nothing && files.stream().noneMatch((file) -> file.version().equals(upTo))) {
			throw Failures.general(
					"Database '%s': there is no migration file with the version %s.".formatted(this.target.name(),
							upTo),
					"Name the version of a file, or 0 to record nothing. Nothing has been changed.", null);
		}
		return files;
	}

	private Adoption upTo(Version upTo, @Nullable ForeignTable inOurPlace, int recorded) {
		List<Adoption.Line> lines = files(upTo).stream().map(this.maker::of).toList();
		return adoption(upTo, null, inOurPlace, lines, List.of(), recorded);
	}

	/**
	 * Chooses the table that tells what is applied; one without any record tells nothing,
	 * unless it is the only one and in our place.
	 */
	private @Nullable Source choose(List<ForeignTable> tables) throws SQLException {
		List<Source> sources = new ArrayList<>();
		for (ForeignTable table : tables) {
			sources.add(new Source(table, table.read(this.connection, this.database)));
		}
		List<Source> filled = sources.stream().filter((source) -> !source.recorded().isEmpty()).toList();
		if (filled.size() > 1) {
			throw new HistoryException(
					"Several tools have recorded migrations: %s. Say yourself up to which version the "
						.formatted(filled.stream()
							.map((source) -> "%s in the table %s".formatted(source.table().tool(),
									source.table().name()))
							.collect(Collectors.joining(", ")))
							+ "files are applied: java -jar app.jar migrations:adopt --version=<version>");
		}
		if (!filled.isEmpty()) {
			return filled.get(0);
		}
		return sources.stream().filter((source) -> source.table().isInOurPlace()).findFirst().orElse(null);
	}

	private Adoption from(Source source, @Nullable ForeignTable inOurPlace) {
		ForeignTable table = source.table();
		Mapping mapping = Mapping.of(source.recorded(), this.available, table.tool(), table.name().toString(),
				this.target.settings().placeholders());
		List<Adoption.Line> lines = new ArrayList<>();
		mapping.versions().forEach((one) -> lines.add(this.maker.of(one, table.tool())));
		mapping.repeatables()
			.stream()
			.filter((one) -> !one.isToRepeat())
			.forEach((one) -> lines.add(this.maker.of(one, table.tool())));
		return adoption(null, table, inOurPlace, lines, new AdoptionRemarks(mapping, table, this.available).all(), -1);
	}

	private Adoption adoption(@Nullable Version upTo, @Nullable ForeignTable source, @Nullable ForeignTable inOurPlace,
			List<Adoption.Line> lines, List<String> remarks, int recorded) {
		Set<String> versions = lines.stream().map((line) -> line.record().version()).collect(Collectors.toSet());
		List<String> pending = Stream
			.concat(this.available.migrations().stream(), this.available.repeatables().stream())
			.filter((file) -> !versions.contains(file.version().toString()))
			.map((file) -> file.file().shown())
			.toList();
		List<String> all = new ArrayList<>(remarks);
		all.addAll(BothDirections.of(this.available));
		return new Adoption(this.target.name(), this.table.name().toString(), upTo,
				(source != null) ? source.tool() : null, (source != null) ? source.name().toString() : null,
				(inOurPlace != null) ? inOurPlace.name().toString() : null,
				(inOurPlace != null) ? inOurPlace.keptAs().name() : null, lines, pending, all, recorded);
	}

	/**
	 * A table and what it records.
	 */
	private record Source(ForeignTable table, List<ForeignMigration> recorded) {
	}

}
