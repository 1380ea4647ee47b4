"""Writes a backup: whole or not at all, and for its owner alone."""

import hashlib
import os
import secrets
import time
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from assetmap.storage.backup.manifest import MANIFEST, BackupFile, BadBackup, may_hold

_CHUNK = 1 << 20
_PACKED = {".webp", ".jpg", ".png", ".zip"}  # smaller they do not get


class BackupWriter:
    """A backup on its way: `files` are those written so far."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.files: list[BackupFile] = []

    def add(self, path: str, file: Path) -> bool:
        """Take a file in as `path`; False when it is gone meanwhile. Raises OSError."""
        try:
            with file.open("rb") as content:
                self._write(path, iter(lambda: content.read(_CHUNK), b""))
        except FileNotFoundError:
            return False
        return True

    def add_bytes(self, path: str, content: bytes) -> None:
        """Take bytes in as `path`."""
        self._write(path, [content])

    def _write(self, path: str, content: Iterable[bytes]) -> None:
        if path != MANIFEST and not may_hold(path):
            raise BadBackup(f"{path!r} has a name that no backup can hold: give it another")
        digest, size = hashlib.sha256(), 0
        with self._archive.open(_entry(path), "w", force_zip64=True) as out:
            for chunk in content:
                out.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        if path != MANIFEST:
            self.files.append(BackupFile(path, size, digest.hexdigest()))


@contextmanager
def new_backup(file: Path) -> Iterator[BackupWriter]:
    """Writes a backup to a file that is not there yet. Raises BadBackup, and leaves nothing then.

    It is written beside and renamed, so that nobody takes half of one for a whole one.
    """
    draft = beside(file)
    try:
        made = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
        with os.fdopen(made, "w+b") as out:
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
                yield BackupWriter(archive)
            _to_disk(out)
        # A link and not a rename: it fails where somebody has made the file meanwhile.
        _put(draft, file)
    except OSError as error:
        # A name stands in the error when it was another file, which could not be read.
        at_fault = error.filename if error.filename not in (None, str(draft)) else file
        raise BadBackup(f"{at_fault}: {error.strerror or error}") from error
    finally:
        draft.unlink(missing_ok=True)


def beside(file: Path, end: str = "") -> Path:
    """A name next to a file for what becomes it, hidden and not taken."""
    return file.with_name(f".{file.name}.{secrets.token_hex(4)}{end}")


def _put(draft: Path, file: Path) -> None:
    try:
        os.link(draft, file)
    except FileExistsError:
        raise
    except OSError:  # a stick's file system has no links
        if file.exists():
            raise FileExistsError(17, "File exists") from None
        draft.rename(file)


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, time.localtime()[:6])
    entry.external_attr = 0o600 << 16
    packed = Path(path).suffix.lower() in _PACKED
    entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
    return entry


def _to_disk(out: IO[bytes]) -> None:
    out.flush()
    os.fsync(out.fileno())
