"""Batches made as the command does, and the store's tables as they are, for tests of both."""

import sqlite3

from assetmap.domain.imports.import_batch import BatchState, ImportBatch, ImportTerms
from assetmap.services.context import Context
from assetmap.services.imports.batch_work import work_on
from assetmap.services.imports.batches import start_batch
from tests.services.colleagues import EDITOR, by

# Rows that an import keeps for itself, the audit, and what counts generations.
_NOT_COMPARED = ("audit", "import_batches", "import_rows", "import_writes", "counters", "sqlite_")


def begun(
    context: Context,
    text: str,
    *,
    source: str = "s",
    name: str = "list.csv",
    state: BatchState = BatchState.APPLYING,
    terms: ImportTerms = ImportTerms(publish=True),  # noqa: B008 - it is frozen
) -> ImportBatch:
    """A batch of a CSV text, on which nobody has worked yet."""
    return start_batch(context, by(EDITOR), name, text.encode(), source, terms, state)


def brought_in(context: Context, text: str, **options: object) -> ImportBatch:
    """A batch that was brought in."""
    return work_on(context, begun(context, text, **options).id)  # type: ignore[arg-type]


def tables(context: Context) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, but for those of imports, the audit and generations."""
    with sqlite3.connect(f"file:{context.config.database}?mode=ro", uri=True) as connection:
        names = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not name.startswith(_NOT_COMPARED) and name != "index_queue"
        ]
        return {name: _rows(connection, name) for name in names}


def _rows(connection: sqlite3.Connection, name: str) -> list[tuple[object, ...]]:
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
    wanted = ", ".join(f'"{each}"' for each in columns if each != "generation")
    return sorted(connection.execute(f"SELECT {wanted} FROM {name}"), key=repr)
