"""The files of batches, kept in a folder until they are taken in, and who works on one now.

They hold what their source wrote, personal data too, so they go as soon as they are not needed.
"""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from assetmap.exchange.incoming import BadFile
from assetmap.services.context import Context

_IMPORTS, _FILE, _ASKED = "imports", "file", "asked"
_ALL = f"{_IMPORTS}/lock"  # of whoever works on any batch
_STARTS_WITHIN_S = 20  # from when a process was asked for until it is at work
_TRIES, _BETWEEN_S = 5, 0.05  # a page that looks whether somebody is at work holds it for a moment
GONE = "The file is no longer there. Bring it again."


def imports_folder(context: Context) -> Path:
    """The folder of files that were brought to be taken in, until they are."""
    return context.config.shared / _IMPORTS


def keep_file(context: Context, batch_id: str, data: bytes) -> None:
    """Put a batch's file into its folder. Raises BadFile when it cannot be written."""
    folder = _folder(context, batch_id)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / f"{_FILE}.draft"
        draft.write_bytes(data)
        draft.replace(folder / _FILE)
    except OSError as error:
        raise BadFile(f"The file cannot be kept ({error.strerror}).") from None


def file_of(context: Context, batch_id: str) -> bytes:
    """A batch's file. Raises BadFile when it is gone."""
    try:
        return (_folder(context, batch_id) / _FILE).read_bytes()
    except OSError:
        raise BadFile(GONE) from None


def drop_file(context: Context, batch_id: str) -> None:
    """Take a batch's file away; nothing when there is none."""
    shutil.rmtree(_folder(context, batch_id), ignore_errors=True)


@contextmanager
def alone(context: Context, batch_id: str) -> Iterator[bool]:
    """Whether this process is the only one to work on a batch, for the length of the block.

    Of all batches only one is worked on at a time: another one's turn is waited for.
    """
    with ExitStack() as stack:
        for left in reversed(range(_TRIES)):
            held = context.locks.holding(_lock_name(batch_id), waits=False)
            if is_ours := stack.enter_context(held):
                break
            time.sleep(_BETWEEN_S if left else 0)
        if is_ours:
            stack.enter_context(context.locks.holding(_ALL, waits=True))
        yield is_ours


def is_at_work(context: Context, batch_id: str) -> bool:
    """Whether some process works on a batch now, or waits for its turn."""
    return context.locks.is_held(_lock_name(batch_id))


def note_asked(context: Context, batch_id: str) -> None:
    """Note that a process was asked to work on a batch: it takes a moment until it does."""
    folder = _folder(context, batch_id)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _ASKED).touch()


def is_starting(context: Context, batch_id: str) -> bool:
    """Whether a process was asked for so lately that it may still be on its way."""
    try:
        asked = (_folder(context, batch_id) / _ASKED).stat().st_mtime
    except OSError:
        return False
    return 0 <= time.time() - asked < _STARTS_WITHIN_S


def _lock_name(batch_id: str) -> str:
    return f"{_IMPORTS}/{_plain(batch_id)}/lock"


def _folder(context: Context, batch_id: str) -> Path:
    return imports_folder(context) / _plain(batch_id)


def _plain(batch_id: str) -> str:
    return os.path.basename(batch_id)  # noqa: PTH119 - a name, no path
