"""A backup of a data directory, made while it is served: records, pictures and borough files.

Pictures are taken before the records and once more after them. A picture that the copied records
name was there when they were copied: so it was there the first time, or has come between the two.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assetmap import __version__
from assetmap.config import Config
from assetmap.services.backup.keys import SETTING, usable_key
from assetmap.services.backup.last_backup import keep_last_backup
from assetmap.storage.backup.enclosed_key import enclosed
from assetmap.storage.backup.manifest import (
    BOROUGH,
    FORMAT,
    KEY,
    MANIFEST,
    PICTURES,
    RECORDS,
    BadBackup,
    KeyIn,
    Manifest,
    manifest_text,
)
from assetmap.storage.backup.writing import BackupWriter, beside, new_backup
from assetmap.storage.secret_key import SHORTEST, can_be_kept, write_key
from assetmap.storage.sqlite.snapshot import RecordsFile, look_into
from assetmap.storage.store import Store, Unavailable


@dataclass(frozen=True)
class KeyWish:
    """What is to become of the key: a file of its own, an enclosed copy, both or neither."""

    file: Path | None = None
    passphrase: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether the key is left where it is."""
        return not (self.file or self.passphrase)


def back_up(config: Config, store: Store, file: Path, key: KeyWish = KeyWish()) -> Manifest:
    """Write a backup to a file that is not there yet; gives what is in it.

    Raises BadBackup, KeyRefused and Unavailable, and leaves no backup then.
    """
    if os.path.lexists(file):
        raise BadBackup(f"{file} is there already: a backup is written to a new file")
    secret = "" if key.is_blank else usable_key(config, store)
    if secret and not can_be_kept(secret):
        raise BadBackup(
            f"the value of {SETTING} cannot be kept in a file: it has less than {SHORTEST} "
            "characters, or such as stand in no key. Keep it by hand, and back up without it"
        )
    sealed = enclosed(secret, key.passphrase) if key.passphrase else b""
    if key.file:
        write_key(key.file, secret)
    copy = beside(file, ".sqlite")
    try:
        with new_backup(file) as writer:
            _add_folder(writer, config.pictures, PICTURES)
            store.copy_to(copy)
            records = _whole(copy, config.database)
            writer.add(RECORDS, copy)
            _add_folder(writer, config.pictures, PICTURES)
            _add_folder(writer, config.borough, BOROUGH)
            if sealed:
                writer.add_bytes(KEY, sealed)
            manifest = _manifest(config, writer, records, is_sealed=bool(sealed))
            writer.add_bytes(MANIFEST, manifest_text(manifest))
    finally:
        copy.unlink(missing_ok=True)
    keep_last_backup(config.shared, manifest.made_at)
    return manifest


def _whole(copy: Path, called: Path) -> RecordsFile:
    """What is in the copy. Raises BadBackup for damage, so that no backup hides it."""
    try:
        return look_into(copy, called)
    except Unavailable as error:
        raise BadBackup(
            f"{error}. Nothing was written. Keep the backups that you have: the newest of them can "
            "be restored into an empty directory"
        ) from error


def _manifest(
    config: Config, writer: BackupWriter, records: RecordsFile, *, is_sealed: bool
) -> Manifest:
    return Manifest(
        format=FORMAT,
        program=__version__,
        records=records.newest,
        made_at=config.clock.now(),
        key=KeyIn.ENCLOSED if is_sealed else KeyIn.APART,
        listings=records.listings,
        files=tuple(writer.files),
    )


def _add_folder(writer: BackupWriter, folder: Path, name: str) -> None:
    """Take in the files of a folder that are not in yet; not those that are just being written."""
    known = {each.path for each in writer.files}
    for file in _files(folder):
        path = f"{name}/{file.relative_to(folder).as_posix()}"
        if path not in known:
            writer.add(path, file)


def _files(folder: Path) -> Iterator[Path]:
    for at, folders, names in os.walk(folder, onerror=_not_missing):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        files = (Path(at, name) for name in sorted(names) if not name.startswith("."))
        yield from (file for file in files if file.is_file())  # and not a pipe or the like


def _not_missing(error: OSError) -> None:
    """A folder that is not there holds nothing; one that cannot be read would be left out."""
    if not isinstance(error, FileNotFoundError):
        raise error
