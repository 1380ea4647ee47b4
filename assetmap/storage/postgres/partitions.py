"""Of an installation with several authorities: tables of all of them, partitioned by authority.

Each authority works in a schema of its own, in which it sees its own tables alone. The tables that
are asked of all at once are partitions of one in the schema `public`: `all_listings`, for whoever
looks at the whole country, and `all_counters`, which tells whose records are others than before.
"""

from assetmap.storage.postgres.postgres_connection import PostgresConnection

_TEXT = 'TEXT COLLATE "C" NOT NULL'
# The columns of each, as migrations.py made them, and the authority.
_OF_ALL = {
    "listings": (
        *("id", "source", "source_id", "status"),
        *("generation BIGINT NOT NULL", "document"),
    ),
    "counters": ("name", "value BIGINT NOT NULL"),
}


def attach_partitions(connection: PostgresConnection, authority: str) -> None:
    """Have the tables of an authority be parts of those of all, which are made when missing.

    Inside a transaction, in which names of tables are those of the authority.
    """
    for table, columns in _OF_ALL.items():
        whole = ", ".join(each if " " in each else f"{each} {_TEXT}" for each in columns)
        connection.execute(
            f"CREATE TABLE IF NOT EXISTS public.all_{table} ({whole}, authority {_TEXT})"
            " PARTITION BY LIST (authority)"
        )
        is_its_own = f"authority {_TEXT} DEFAULT '{authority}' CHECK (authority = '{authority}')"
        connection.execute(f"ALTER TABLE {table} ADD COLUMN {is_its_own}")
        connection.execute(
            f'ALTER TABLE public.all_{table} ATTACH PARTITION "{authority}".{table}'
            f" FOR VALUES IN ('{authority}')"
        )


def generations(connection: PostgresConnection) -> dict[str, int]:
    """How far the records of each authority are."""
    query = "SELECT authority, value FROM public.all_counters WHERE name = 'generation'"
    return {authority: int(value) for authority, value in connection.execute(query).fetchall()}
