"""The files of batches, kept in a folder until they are taken in, and who works on one now.

They hold what their source wrote, personal data too, so they go as soon as they are not needed.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assetmap.exchange.incoming import BadFile
from assetmap.services.context import Context

_FILE, _LOCK, _ALL = "file", "lock", "lock"
GONE = "The file is no longer there. Bring it again."


def imports_folder(context: Context) -> Path:
    """The folder of files that were brought to be taken in, until they are."""
    return context.config.home / "imports"


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
    folder = _folder(context, batch_id)
    folder.mkdir(parents=True, exist_ok=True)
    with _locked(folder / _LOCK, waits=False) as is_ours:
        if not is_ours:
            yield False
            return
        with _locked(imports_folder(context) / _ALL, waits=True):
            yield True


def is_at_work(context: Context, batch_id: str) -> bool:
    """Whether some process works on a batch now, or waits for its turn."""
    path = _folder(context, batch_id) / _LOCK
    if not path.exists():
        return False
    with _locked(path, waits=False) as is_free:
        return not is_free


@contextmanager
def _locked(path: Path, *, waits: bool) -> Iterator[bool]:
    with path.open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX if waits else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        yield True


def _folder(context: Context, batch_id: str) -> Path:
    return imports_folder(context) / os.path.basename(batch_id)  # noqa: PTH119 - a name, no path
