"""The functions of the ledger's rules, which run in the PostgreSQL server itself.

Each names what it reads with its schema, and the rest is the server's own, whatever path is set by
whoever writes: neither a table of theirs nor an operator comes in between. And it does not ask for
anything that a setting of theirs changes: no escapes in texts, no dates as texts.
"""

import re
from collections.abc import Iterator

from assetmap.storage.ledger_rules import (
    ENTRIES_MADE,
    MAKE_ENTRIES,
    NEVER_CHANGED,
    NUMBERED,
    OF_ACCOUNTS,
    OF_ENTRIES,
    OF_TRANSFERS,
    Rules,
    in_full,
)

# 30 February becomes 2 March, which is in another month. A year before 1900 is none of a ledger's.
_DATE = "(19|[2-9][0-9])[0-9][0-9]-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_DAY = (
    'CASE WHEN {0} COLLATE "C" ~ \'^' + _DATE + "$' THEN extract(month FROM"
    " make_date(substr({0}, 1, 4)::integer, substr({0}, 6, 2)::integer, 1)"
    " + substr({0}, 9, 2)::integer - 1) = substr({0}, 6, 2)::integer END"
)
_MOMENT = (
    "'^" + _DATE + "T([01][0-9]|2[0-3]):[0-5][0-9](|:[0-5][0-9](|[.][0-9]+))"
    "[+-](0[0-9]|1[0-4]):[0-5][0-9]$'"
)
# What PostgreSQL says for the short names in the rules.
_SHORT = {
    "@account": "line.account",
    "@minutes": "line.minutes",
    "@line": "line.line",
    "@lines": "ledger_lines(NEW.lines) line",
    "@lines_kept": "ledger_lines(lines) line",
    "@count_lines": "(SELECT count(*) FROM @lines)",
    "@is_number": "NEW.id COLLATE \"C\" ~ '^[1-9][0-9]{0,8}$'",
    "@are_plain": " AND ".join(
        f"NEW.{each} COLLATE \"C\" ~ '^[ -~]{{1,200}}$'" for each in ("id", "key", "posted_by")
    ),
    "@are_short": "octet_length(NEW.category) <= 200 AND octet_length(NEW.ward) <= 200",
    "@are_moments": (
        f'{_DAY.format("NEW.done_on")} AND NEW.posted_at COLLATE "C" ~ {_MOMENT}'
        f" AND {_DAY.format('substr(NEW.posted_at, 1, 10)')}"
    ),
    "@is_list": "ledger_json(NEW.lines) IS NOT NULL",
    "@is_line": "@account IS NOT NULL AND @minutes IS NOT NULL",
    "@is_whole": "",
}
# JSON as it is written, so that 90.0 is not 90; but nothing that no text can hold, such as a NUL,
# which only the other sort of JSON refuses. What is too deep or too long is none either.
_JSON = """
BEGIN
    PERFORM lines::jsonb;
    RETURN lines::json;
EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
    RETURN NULL;
END
"""
# The lines that JSON has, as SQLite counts them; nothing in the place of what is no account or no
# whole minutes, and no lines of what is no list. A function in plain SQL is planned at each call.
_LINES = """
#variable_conflict use_column
DECLARE
    given json := ledger_json(lines);
BEGIN
    IF json_typeof(given) = 'array' THEN
        RETURN QUERY SELECT place - 1,
            CASE WHEN json_typeof(pair -> 0) = 'string' THEN pair ->> 0 END,
            CASE WHEN (pair -> 1)::text COLLATE "C" ~ '^(|-)(0|[1-9][0-9]{0,8})$'
                THEN (pair ->> 1)::bigint END
        FROM (
            SELECT ordinality AS place, CASE
                WHEN json_typeof(value) <> 'array' THEN NULL
                WHEN json_array_length(value) = 2 THEN value
            END AS pair FROM json_array_elements(given) WITH ORDINALITY
        ) pairs;
    END IF;
END
"""
_REFUSE = "RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', MESSAGE = "
_NEVER = f"""
BEGIN
    {_REFUSE}{
    "concat('" + NEVER_CHANGED.format(what="', TG_OP, '", table="', TG_TABLE_NAME") + ")"
};
END
"""
# Whoever writes waits here for who writes already, so that each sees what the other has written.
_ALONE = """
    PERFORM pg_advisory_xact_lock(20181, 'ledger_transfers'::regclass::oid::integer);"""
_NUMBER = """
    IF NEW.number IS NULL THEN
        NEW.number := (SELECT coalesce(max(number), 0) + 1 FROM ledger_transfers);
    END IF;"""
_FUNCTION = """\
CREATE OR REPLACE FUNCTION {schema}.{name}({takes})
 RETURNS {gives}
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function${body}$function$
"""


def _body(rules: Rules, first: str = "", gives: str = "NEW") -> str:
    asked = "".join(
        f"\n    IF ({must}) IS NOT TRUE THEN\n        {_REFUSE}'{words}';\n    END IF;"
        for words, must in rules
    )
    return in_full(f"\nBEGIN{first}{asked}\n    RETURN {gives};\nEND\n", _SHORT)


# What each function takes, gives, and does.
_FUNCTIONS = {
    "ledger_json": ("lines text", "json", _JSON),
    "ledger_lines": ("lines text", "TABLE(line bigint, account text, minutes bigint)", _LINES),
    "ledger_never_changed": ("", "trigger", _NEVER),
    "ledger_accounts_insert": ("", "trigger", _body(OF_ACCOUNTS, _ALONE)),
    "ledger_transfers_insert": (
        *("", "trigger", _body((*OF_TRANSFERS, NUMBERED), _ALONE + _NUMBER)),
    ),
    "ledger_transfers_made": (
        *("", "trigger", _body((ENTRIES_MADE,), f"\n    {MAKE_ENTRIES}", "NULL")),
    ),
    "ledger_entries_insert": ("", "trigger", _body(OF_ENTRIES)),
}
_OUR_NAMES = re.compile(r"\bledger_(accounts|transfers|entries|json|lines)\b")


def functions(schema: str) -> Iterator[tuple[str, str]]:
    """Each function by its name and what it takes, and the statement that makes it in a schema,
    which is given as SQL names it.

    They stand in the order in which they call one another, written as the server gives them back.
    """
    for name, (takes, gives, body) in _FUNCTIONS.items():
        named = _OUR_NAMES.sub(lambda ours: f"{schema}.{ours.group()}", body)
        yield (
            f"{name}({takes})",
            _FUNCTION.format(schema=schema, name=name, takes=takes, gives=gives, body=named),
        )
