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

package io.github.migrations.differential;

import java.util.List;

/**
 * Queries that describe everything a migration may create in a PostgreSQL database,
 * without identifiers of the server's own. Each returns what is described and its
 * description. {@code pg_dump} would say the same, but refuses a server that is newer
 * than itself.
 */
final class PostgresCatalogue {

	private static final String OURS = "('schema_migrations', 'schema_migrations_details')";

	/** Neither the system's schemas nor temporary ones. */
	private static final String OWN = "n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'";

	/** Relations but for our own tables and what belongs to them. */
	private static final String RELATION = OWN + " AND c.relname NOT IN " + OURS
			+ " AND NOT EXISTS (SELECT FROM pg_index i JOIN pg_class o ON o.oid = i.indrelid "
			+ "WHERE i.indexrelid = c.oid AND o.relname IN " + OURS + ")";

	private static final String ACL = "coalesce((SELECT string_agg(a::text, ',' ORDER BY a::text) FROM unnest(%s) a), 'default')";

	static final List<String> QUERIES = List.of(
			// schemas
			"SELECT 'schema ' || n.nspname, concat_ws(' ', pg_get_userbyid(n.nspowner), " + acl("n.nspacl")
					+ ") FROM pg_namespace n WHERE " + OWN,
			// tables, views, indexes, sequences, composite types
			"SELECT format('relation %I.%I', n.nspname, c.relname), concat_ws(' ', c.relkind, c.relpersistence, "
					+ "pg_get_userbyid(c.relowner), " + acl("c.relacl") + ", c.reloptions::text, c.relrowsecurity, "
					+ "c.relforcerowsecurity, c.relreplident, pg_get_partkeydef(c.oid), "
					+ "pg_get_expr(c.relpartbound, c.oid), (SELECT string_agg(h.inhparent::regclass::text, ',' ORDER BY "
					+ "h.inhseqno) FROM pg_inherits h WHERE h.inhrelid = c.oid), CASE WHEN c.relkind IN ('v', 'm') THEN "
					+ "pg_get_viewdef(c.oid) WHEN c.relkind IN ('i', 'I') THEN pg_get_indexdef(c.oid) END, "
					+ "(SELECT concat('valid ', i.indisvalid, ' cluster ', i.indisclustered) FROM pg_index i "
					+ "WHERE i.indexrelid = c.oid)) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE "
					+ RELATION,
			// columns
			"SELECT format('column %I.%I.%I', n.nspname, c.relname, a.attname), concat_ws(' ', row_number() OVER "
					+ "(PARTITION BY c.oid ORDER BY a.attnum), format_type(a.atttypid, a.atttypmod), "
					+ "CASE WHEN a.attnotnull THEN 'not null' END, pg_get_expr(d.adbin, d.adrelid), a.attidentity, "
					+ "a.attgenerated, a.attcollation::regcollation, a.attstorage, a.attcompression, "
					+ "nullif(a.attstattarget, -1), " + acl("a.attacl")
					+ ", a.attoptions::text) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid "
					+ "JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND "
					+ "d.adnum = a.attnum WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind NOT IN ('i', 'I') AND "
					+ RELATION,
			// constraints
			"SELECT format('constraint %s %I on %s', n.nspname, o.conname, coalesce(nullif(o.conrelid, 0)::regclass::text, "
					+ "o.contypid::regtype::text)), concat_ws(' ', pg_get_constraintdef(o.oid), o.convalidated) "
					+ "FROM pg_constraint o JOIN pg_namespace n ON n.oid = o.connamespace LEFT JOIN pg_class c ON "
					+ "c.oid = o.conrelid WHERE " + OWN + " AND coalesce(c.relname, '') NOT IN " + OURS,
			// triggers, rules, policies
			"SELECT format('trigger %I on %s', t.tgname, t.tgrelid::regclass), pg_get_triggerdef(t.oid) || ' ' || "
					+ "t.tgenabled::text FROM pg_trigger t WHERE NOT t.tgisinternal",
			"SELECT format('rule %I on %s', r.rulename, r.ev_class::regclass), pg_get_ruledef(r.oid) || ' ' || "
					+ "r.ev_enabled::text FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class JOIN pg_namespace n "
					+ "ON n.oid = c.relnamespace WHERE " + OWN,
			"SELECT format('policy %I on %s', p.polname, p.polrelid::regclass), concat_ws(' ', p.polcmd, "
					+ "p.polpermissive, (SELECT string_agg(CASE r WHEN 0 THEN 'public' ELSE pg_get_userbyid(r) END, ',') "
					+ "FROM unnest(p.polroles) r), pg_get_expr(p.polqual, p.polrelid), "
					+ "pg_get_expr(p.polwithcheck, p.polrelid)) FROM pg_policy p",
			// functions, procedures, aggregates
			"SELECT format('routine %I.%I(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)), "
					+ "concat_ws(' ', pg_get_userbyid(p.proowner), " + acl("p.proacl")
					+ ", CASE p.prokind WHEN 'a' THEN (SELECT concat_ws(' ', g.aggtransfn, g.aggfinalfn, "
					+ "g.aggtranstype::regtype, g.agginitval, g.aggsortop::regoper) FROM pg_aggregate g "
					+ "WHERE g.aggfnoid = p.oid) ELSE pg_get_functiondef(p.oid) END) FROM pg_proc p "
					+ "JOIN pg_namespace n ON n.oid = p.pronamespace WHERE " + OWN,
			// types
			"SELECT format('type %I.%I', n.nspname, t.typname), concat_ws(' ', t.typtype, pg_get_userbyid(t.typowner), "
					+ acl("t.typacl")
					+ ", format_type(nullif(t.typbasetype, 0), t.typtypmod), t.typnotnull, t.typdefault, "
					+ "(SELECT string_agg(quote_literal(e.enumlabel), ',' ORDER BY e.enumsortorder) FROM pg_enum e "
					+ "WHERE e.enumtypid = t.oid), (SELECT r.rngsubtype::regtype::text FROM pg_range r "
					+ "WHERE r.rngtypid = t.oid)) FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE "
					+ OWN + " AND ltrim(t.typname, '_') NOT IN " + OURS,
			"SELECT format('operator %s', o.oid::regoperator), concat_ws(' ', o.oprcode, o.oprresult::regtype, "
					+ "o.oprcom::regoper, o.oprnegate::regoper, o.oprrest, o.oprjoin, o.oprcanmerge, o.oprcanhash) "
					+ "FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace WHERE " + OWN,
			"SELECT format('cast %s to %s', k.castsource::regtype, k.casttarget::regtype), concat_ws(' ', "
					+ "nullif(k.castfunc, 0)::regprocedure, k.castcontext, k.castmethod) FROM pg_cast k WHERE k.oid >= 16384",
			"SELECT format('collation %I.%I', n.nspname, k.collname), concat_ws(' ', k.collprovider, "
					+ "k.collisdeterministic, k.collcollate) FROM pg_collation k JOIN pg_namespace n ON "
					+ "n.oid = k.collnamespace WHERE " + OWN,
			"SELECT format('text search configuration %I.%I', n.nspname, k.cfgname), (SELECT string_agg(concat_ws(' ', "
					+ "m.maptokentype, m.mapdict::regdictionary), ',' ORDER BY m.maptokentype, m.mapseqno) "
					+ "FROM pg_ts_config_map m WHERE m.mapcfg = k.oid) FROM pg_ts_config k JOIN pg_namespace n ON "
					+ "n.oid = k.cfgnamespace WHERE " + OWN,
			"SELECT format('text search dictionary %I.%I', n.nspname, k.dictname), k.dictinitoption FROM pg_ts_dict k "
					+ "JOIN pg_namespace n ON n.oid = k.dictnamespace WHERE " + OWN,
			// sequences with their values
			"SELECT format('sequence %I.%I', s.schemaname, s.sequencename), concat_ws(' ', s.data_type, s.start_value, "
					+ "s.min_value, s.max_value, s.increment_by, s.cycle, s.cache_size, s.last_value, (SELECT "
					+ "concat('owned by ', d.refobjid::regclass, ' ', d.refobjsubid) FROM pg_depend d JOIN pg_class c ON "
					+ "c.oid = d.objid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE d.classid = 'pg_class'::regclass "
					+ "AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0 AND n.nspname = s.schemaname AND "
					+ "c.relname = s.sequencename)) FROM pg_sequences s",
			// of the database
			"SELECT 'extension ' || e.extname, concat_ws(' ', e.extversion, e.extnamespace::regnamespace) "
					+ "FROM pg_extension e",
			"SELECT 'event trigger ' || e.evtname, concat_ws(' ', e.evtevent, e.evtfoid::regproc, e.evtenabled, e.evttags) "
					+ "FROM pg_event_trigger e",
			"SELECT 'statistics ' || s.stxname, pg_get_statisticsobjdef(s.oid) FROM pg_statistic_ext s",
			"SELECT 'publication ' || p.pubname, concat_ws(' ', p.puballtables, p.pubinsert, p.pubupdate, p.pubdelete, "
					+ "p.pubtruncate, (SELECT string_agg(format('%I.%I', t.schemaname, t.tablename), ',' ORDER BY "
					+ "t.schemaname, t.tablename) FROM pg_publication_tables t WHERE t.pubname = p.pubname "
					+ "AND t.tablename NOT IN " + OURS + ")) FROM pg_publication p",
			"SELECT 'foreign server ' || s.srvname, concat_ws(' ', s.srvtype, s.srvoptions::text) FROM pg_foreign_server s",
			"SELECT format('default privileges %s %s %s', d.defaclrole::regrole, nullif(d.defaclnamespace, "
					+ "0)::regnamespace, d.defaclobjtype), " + acl("d.defaclacl") + " FROM pg_default_acl d",
			"SELECT 'settings of ' || coalesce(nullif(s.setrole, 0)::regrole::text, 'all'), s.setconfig::text "
					+ "FROM pg_db_role_setting s JOIN pg_database b ON b.oid = s.setdatabase "
					+ "WHERE b.datname = current_database()",
			"SELECT 'comment on ' || i.type || ' ' || i.identity, string_agg(d.description, ' ' ORDER BY d.objsubid) "
					+ "FROM pg_description d CROSS JOIN LATERAL pg_identify_object(d.classoid, d.objoid, d.objsubid) i "
					+ "WHERE d.objoid >= 16384 GROUP BY 1",
			"SELECT 'large objects', count(*)::text FROM pg_largeobject_metadata",
			// of the server
			"SELECT 'role ' || r.rolname, concat_ws(' ', r.rolsuper, r.rolinherit, r.rolcreaterole, r.rolcreatedb, "
					+ "r.rolcanlogin, r.rolreplication, r.rolbypassrls, r.rolconfig::text, (SELECT string_agg("
					+ "pg_get_userbyid(m.roleid), ',' ORDER BY 1) FROM pg_auth_members m WHERE m.member = r.oid)) "
					+ "FROM pg_roles r WHERE r.rolname NOT LIKE 'pg\\_%'");

	/** Between the names of columns, which may hold line ends. */
	static final String SEPARATOR = "\u0001";

	/** Every table that holds rows of its own, with its columns. */
	static final String TABLES = "SELECT n.nspname, c.relname, string_agg(a.attname, E'\\x01' ORDER BY a.attnum) "
			+ "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_attribute a ON "
			+ "a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped WHERE (c.relkind = 'r' OR "
			+ "c.relkind = 'm' AND c.relispopulated) AND " + RELATION + " GROUP BY 1, 2";

	private PostgresCatalogue() {
	}

	private static String acl(String column) {
		return ACL.formatted(column);
	}

}
