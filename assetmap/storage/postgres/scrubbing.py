"""Tables written again without what was taken out of them."""

import re

import psycopg

# VACUUM FULL could not be told to give up: it would wait for whoever reads long, and everybody who
# reads after it for both. CLUSTER writes the same files, and in a transaction, whose settings are
# its own behind pgbouncer too.
_PATIENCE = "SELECT set_config('lock_timeout', '2s', true)"


def rewrite(raw: psycopg.Connection, table: str) -> bool:
    """Write one table again; inside a transaction. False where something that is gone had to stay,
    since somebody who began to read earlier may see it yet.

    Raises psycopg.errors.LockNotAvailable when somebody reads the table for longer.
    """
    kept: list[bool] = []

    def note(told: psycopg.errors.Diagnostic) -> None:
        rows = re.match(r"\d+", told.message_detail or "")  # dead ones that cannot be removed yet
        kept.append(bool(rows and int(rows[0])))

    raw.add_notice_handler(note)
    try:
        raw.execute(_PATIENCE)
        raw.execute(f"CLUSTER VERBOSE {table} USING {table}_pkey")
    finally:
        raw.remove_notice_handler(note)
    return not any(kept)
