"""Reads a backup: every file against its checksum, and nothing that the manifest does not name."""

import hashlib
import os
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from assetmap.storage.backup.manifest import (
    MANIFEST,
    BackupFile,
    BadBackup,
    Manifest,
    read_manifest,
)

_CHUNK = 1 << 20
_MANIFEST_MOST = 64 << 20  # bytes
# What the standard library raises for a file that is cut off, damaged, or packed in another way.
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError),
    *(NotImplementedError, RuntimeError, ValueError),
)
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # as we write


class Backup:
    """An opened backup, its manifest read."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.manifest: Manifest = read_manifest(self._manifest_text())
        self._refuse_strange(archive)

    def bytes_of(self, path: str) -> bytes:
        """A file of it, compared with its checksum. Raises BadBackup."""
        (file,) = (each for each in self.manifest.files if each.path == path)
        parts: list[bytes] = []
        self._read(file, parts.append)
        return b"".join(parts)

    def verify(self) -> None:
        """Compare every file with its checksum, writing nothing. Raises BadBackup."""
        for file in self.manifest.files:
            self._read(file, lambda _: None)

    def unpack(self, path: str, target: Path) -> None:
        """Write a file of it to where none is, for its owner alone. Raises BadBackup, OSError."""
        (file,) = (each for each in self.manifest.files if each.path == path)
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        made = os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(made, "wb") as out:
            self._read(file, out.write)
            out.flush()
            os.fsync(out.fileno())

    def _refuse_strange(self, archive: zipfile.ZipFile) -> None:
        named = {MANIFEST, *(each.path for each in self.manifest.files)}
        entries = archive.namelist()
        if len(set(entries)) != len(entries):
            raise BadBackup("it holds two files of one name")
        if any(each.compress_type not in _PACKED for each in archive.infolist()):
            raise BadBackup("it was packed in a way that no backup is")
        if extra := set(entries) - named:
            raise BadBackup(f"it holds a file that its {MANIFEST} does not name: {min(extra)!r}")
        if missing := named - set(entries):
            raise BadBackup(f"it is not whole: {min(missing)} is missing")

    def _manifest_text(self) -> bytes:
        try:
            entry = self._archive.getinfo(MANIFEST)
        except KeyError:
            raise BadBackup(f"it is no backup of this program: it has no {MANIFEST}") from None
        if entry.file_size > _MANIFEST_MOST:
            raise BadBackup(f"its {MANIFEST} is too large")
        with _plain_damage(MANIFEST):
            return self._archive.read(entry)

    def _read(self, file: BackupFile, take: Callable[[bytes], object]) -> None:
        digest, size = hashlib.sha256(), 0
        with _plain_damage(file.path), self._archive.open(file.path) as content:
            # Never more than was promised, however much is packed into it.
            while size <= file.size and (chunk := content.read(_CHUNK)):
                digest.update(chunk)
                size += len(chunk)
                take(chunk)
        if (size, digest.hexdigest()) != (file.size, file.sha256):
            raise BadBackup(f"it is damaged: {file.path} is not what its checksum says")


@contextmanager
def opened_backup(path: Path) -> Iterator[Backup]:
    """A backup to read. Raises BadBackup, whose message begins with the file's name."""
    try:
        with _zip_of(path) as archive:
            yield Backup(archive)
    except BadBackup as error:
        raise BadBackup(f"{path}: {error}") from error


@contextmanager
def _zip_of(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        archive = zipfile.ZipFile(path)
    except OSError as error:
        raise BadBackup(f"it cannot be read ({error.strerror or error})") from error
    except _DAMAGE as error:
        raise BadBackup("it is no backup, or was cut off: its end is missing") from error
    with archive:
        yield archive


@contextmanager
def _plain_damage(name: str) -> Iterator[None]:
    """What a damaged file raises, in plain words. What `take` raises is an OSError, and passes."""
    try:
        yield
    except _DAMAGE as error:
        raise BadBackup(f"it is damaged: {name} cannot be read ({error})") from error
