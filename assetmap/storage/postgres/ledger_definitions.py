"""What the server says of the ledger's tables and rules, against what they were when made."""

from assetmap.storage.postgres.ledger_tables import expected, tables
from assetmap.storage.sql.connection import Executor

_OURS = ", ".join(f"'{table}'" for table in tables())
_HERE = "(SELECT oid FROM pg_namespace WHERE nspname = current_schema())"
_OF_EXTENSIONS = "SELECT objid FROM pg_depend WHERE deptype = 'e'"
# Each thing with the sort of thing it is, its name, and what makes it as the server gives it back,
# but for the name of the schema. Also what there should be none of: rules that rewrite a statement,
# policies that hide rows, tables that count as part of one, and functions and operators that a
# question would use in the place of the server's own.
_QUERY = f"""
WITH ours AS (
    SELECT oid AS ours, relname, relkind, relpersistence, relrowsecurity, relforcerowsecurity
    FROM pg_class WHERE relnamespace = {_HERE} AND relname IN ({_OURS})
), things AS (
    SELECT 'storage' AS sort, relname::text AS name,
        concat_ws(' ', relkind, relpersistence, relrowsecurity::text, relforcerowsecurity::text)
        AS made FROM ours
    UNION ALL SELECT 'columns', relname, string_agg(
        concat_ws(' ', quote_ident(attname), format_type(atttypid, atttypmod),
            CASE WHEN attcollation <> 0 THEN 'COLLATE ' || attcollation::regcollation END,
            CASE WHEN attnotnull THEN 'NOT NULL' END,
            'DEFAULT ' || pg_get_expr(adbin, adrelid),
            nullif(concat(attidentity, attgenerated), '')), ', ' ORDER BY attnum)
        FROM ours JOIN pg_attribute ON attrelid = ours AND attnum > 0 AND NOT attisdropped
        LEFT JOIN pg_attrdef ON adrelid = ours AND adnum = attnum GROUP BY relname
    UNION ALL SELECT 'constraint', conname, concat_ws(' ', pg_get_constraintdef(c.oid),
        (SELECT string_agg(tgenabled::text, '') FROM pg_trigger WHERE tgconstraint = c.oid))
        FROM ours JOIN pg_constraint c ON conrelid = ours AND contype <> 'n'
    UNION ALL SELECT 'index', i.relname, concat_ws(' ', pg_get_indexdef(indexrelid),
        CASE WHEN NOT (indisvalid AND indisready AND indislive) THEN 'unused' END)
        FROM ours JOIN pg_index ON indrelid = ours JOIN pg_class i ON i.oid = indexrelid
    UNION ALL SELECT 'trigger', tgname, concat_ws(' ', pg_get_triggerdef(t.oid), tgenabled)
        FROM ours JOIN pg_trigger t ON tgrelid = ours AND NOT tgisinternal
    UNION ALL SELECT 'function', concat(proname, '(', pg_get_function_identity_arguments(oid), ')'),
        CASE WHEN prokind <> 'a' THEN pg_get_functiondef(oid) ELSE 'an aggregate' END
        FROM pg_proc p WHERE pronamespace = {_HERE} AND oid NOT IN ({_OF_EXTENSIONS})
        AND (starts_with(proname, 'ledger_') OR EXISTS (SELECT FROM pg_proc
            WHERE pronamespace = 'pg_catalog'::regnamespace AND proname = p.proname))
    UNION ALL SELECT 'operator', oid::regoperator::text, ''
        FROM pg_operator WHERE oprnamespace = {_HERE} AND oid NOT IN ({_OF_EXTENSIONS})
    UNION ALL SELECT 'rewriting', rulename, '' FROM ours JOIN pg_rewrite ON ev_class = ours
    UNION ALL SELECT 'policy', polname, '' FROM ours JOIN pg_policy ON polrelid = ours
    UNION ALL SELECT 'part', inhrelid::regclass::text, ''
        FROM ours JOIN pg_inherits ON ours IN (inhparent, inhrelid)
)
SELECT sort, name, replace(made, quote_ident(current_schema()) || '.', '') FROM things
"""  # noqa: S608 - our own words


def changed(connection: Executor) -> set[tuple[str, str]]:
    """The sort and the name of all that is not there as it was made, and of others beside it."""
    found = {(sort, name): made for sort, name, made in connection.execute(_QUERY)}
    made = expected(connection)
    return {each for each in {*found, *made} if found.get(each) != made.get(each)}


def missing_rules(connection: Executor) -> list[str]:
    """The tables, constraints, indexes, functions and triggers that are not there as they were
    made; others beside them.
    """
    return sorted({name for _, name in changed(connection)})
