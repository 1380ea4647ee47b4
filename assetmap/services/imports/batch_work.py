"""Batches worked on: by whoever comes first, and by one process at a time."""

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable

from assetmap.domain.imports.import_batch import BatchState, ImportBatch, ImportTerms
from assetmap.exchange.incoming import BadFile
from assetmap.services.context import Context
from assetmap.services.imports.applying import apply_batch
from assetmap.services.imports.batch_files import alone, is_at_work, is_starting, note_asked
from assetmap.services.imports.batches import (
    AS_IT_IS,
    get_batch,
    start_batch,
    states_going_on,
)
from assetmap.services.imports.dry_run import dry_run_batch
from assetmap.services.imports.undoing import undo_batch
from assetmap.services.listing_repository import Actor
from assetmap.storage.store import StoreError
from assetmap.storage.tables import IMPORT_BATCHES

log = logging.getLogger(__name__)

_WORK: dict[BatchState, Callable[[Context, ImportBatch], object]] = {
    BatchState.CHECKING: dry_run_batch,
    BatchState.APPLYING: apply_batch,
    BatchState.UNDOING: undo_batch,
}


def work_on(context: Context, batch_id: str) -> ImportBatch:
    """Go on with a batch until nothing is left to do without people; gives it as it is then.

    Does nothing when another process is at it. Raises NotFound, BadFile, and what the store raises.
    """
    with alone(context, batch_id) as is_alone:
        batch = get_batch(context, batch_id)
        if is_alone and (work := _WORK.get(batch.state)):
            work(context, batch)
    return get_batch(context, batch_id)


def import_bytes(
    context: Context,
    actor: Actor,
    source: str,
    file_name: str,
    data: bytes,
    terms: ImportTerms = AS_IT_IS,
) -> ImportBatch:
    """Bring a file in at once, as a batch; gives it as it is then.

    Raises NotAllowed, BadFile, and what the store raises.
    """
    state = BatchState.APPLYING
    batch = start_batch(context, actor, file_name, data, source, terms, state)
    return work_on(context, batch.id)


def start_work(context: Context, batch_id: str) -> None:
    """Have a process of its own work on a batch; returns at once.

    It goes on when the page is closed and when the server is started again. What goes wrong in it
    is in the server's log, and the batch's page says that it stands still.
    """
    command = [sys.executable, "-m", "assetmap.cli.main", "import", "--resume", batch_id, "--quiet"]
    try:
        process = subprocess.Popen(  # noqa: S603 - our own program and an id of ours
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
            env={**os.environ, **context.config.environment},
        )
    except OSError as error:
        log.error("import %s: no process could be started: %s", batch_id, error)
        return
    # Somebody has to take note of its end, or it stays in the system's list until the server ends.
    threading.Thread(target=process.wait, name="import", daemon=True).start()


def ask_for_work(context: Context, batch_id: str) -> None:
    """Have a batch worked on by whatever works on imports here, and note that it was asked for."""
    note_asked(context, batch_id)
    context.start_import(batch_id)


def stopped_batches(context: Context) -> list[ImportBatch]:
    """The batches that stopped half-way: nobody works on them now."""
    going_on = context.store.find(IMPORT_BATCHES, state=states_going_on())
    return [
        each
        for each in going_on
        if not (is_at_work(context, each.id) or is_starting(context, each.id))
    ]


def resume_stopped(context: Context) -> list[ImportBatch]:
    """Go on with the batches that stopped half-way; gives them as they are then.

    One that cannot go on is in the log, and is left to people: the others do not wait for it.
    """
    return [_resumed(context, each) for each in stopped_batches(context)]


def _resumed(context: Context, batch: ImportBatch) -> ImportBatch:
    try:
        return work_on(context, batch.id)
    except (BadFile, StoreError) as error:
        log.error("import %s cannot go on: %s", batch.id, error)
        return batch
