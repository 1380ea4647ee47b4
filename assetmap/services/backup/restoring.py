"""Brings a backup back into an empty or missing directory, whole or not at all.

It is unpacked in a folder of its own inside the directory, whose name is in the way of every start
(storage/private_folder.py) until all is in its place.
"""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from assetmap.config import Config
from assetmap.domain.key_check import KeyCheck
from assetmap.services.backup.keys import SETTING, GivenKey, agreeing, fitting, refuse_fitting
from assetmap.storage.backup.enclosed_key import opened_key
from assetmap.storage.backup.manifest import BOROUGH, KEY, RECORDS, BadBackup, KeyIn, Manifest
from assetmap.storage.backup.reading import Backup, opened_backup
from assetmap.storage.private_folder import RESTORING, keep_private
from assetmap.storage.secret_key import key_path, write_key
from assetmap.storage.sqlite.snapshot import look_into, look_into_bytes

_LET_BE = {"lost+found"}  # a disk of its own has one


class KeyFound(StrEnum):
    """What became of the key."""

    GIVEN = "given"  # it lies in the directory now
    IN_SETTINGS = "in the settings"
    MISSING = "missing"
    TO_BE_NEW = "to be new"


@dataclass(frozen=True)
class KeySource:
    """Where the key is to come from. `passphrase` is asked only when the key is enclosed."""

    file: Path | None = None
    passphrase: Callable[[], str] | None = None
    is_lost: bool = False  # a new one is to be made afterwards


@dataclass(frozen=True)
class Restored:
    """What was brought back, or looked at, and the state of its key."""

    manifest: Manifest
    key: KeyFound


def check_backup(file: Path, source: KeySource, settings_key: str) -> Restored:
    """Read all of a backup and write nothing. Raises BadBackup, KeyRefused, Unavailable."""
    with opened_backup(file) as backup:
        backup.verify()
        records = look_into_bytes(backup.bytes_of(RECORDS), file)
        found, _ = _key(backup, source, settings_key, records.key_check)
        return Restored(backup.manifest, found)


def restore(
    config: Config, file: Path, source: KeySource, take_records: Callable[[Config, Path], None]
) -> Restored:
    """Bring a backup back into the data directory, which is empty or missing.

    `take_records` has the store hold the records in a file. What all machines share goes into
    the folder that they do, which is empty or missing as well.

    Of several authorities each has its borough's files elsewhere, and some must be there already:
    those that are missing go there, and one that differs is refused.

    Raises BadBackup, KeyRefused and Unavailable, and leaves the directory as it was then.
    """
    with _place_for(_folders(config)) as place, opened_backup(file) as backup:
        for each in backup.manifest.files:
            if each.path not in (RECORDS, KEY):
                backup.unpack(each.path, place / each.path)
        records = place / config.database.name
        backup.unpack(RECORDS, records)
        check = look_into(records, file).key_check
        found, key = _key(backup, source, config.secret_key, check)
        if key:
            write_key(key_path(place), key)
        with _borough_given(place, config):
            _move(place, records, config.shared)
            take_records(config, records)  # last, since a database keeps what it once took
        records.unlink(missing_ok=True)
        place.rmdir()
        return Restored(backup.manifest, found)


def _key(
    backup: Backup, source: KeySource, settings_key: str, check: KeyCheck | None
) -> tuple[KeyFound, str]:
    """Where the key is, and the key when it is to be written down. Raises KeyRefused, BadBackup."""
    if source.is_lost:
        refuse_fitting(GivenKey(settings_key, SETTING), check)
        return KeyFound.TO_BE_NEW, ""
    if source.file:
        key = agreeing(source.file, settings_key, check)
        return (KeyFound.IN_SETTINGS, "") if settings_key else (KeyFound.GIVEN, key)
    if settings_key:
        fitting(settings_key, SETTING, check)
        return KeyFound.IN_SETTINGS, ""
    if backup.manifest.key is KeyIn.ENCLOSED and source.passphrase:
        key = opened_key(backup.bytes_of(KEY), source.passphrase())
        return KeyFound.GIVEN, fitting(key, "the enclosed key", check)
    return KeyFound.MISSING, ""


@contextmanager
def _place_for(folders: Sequence[Path]) -> Iterator[Path]:
    """A folder to unpack in, inside the first; when the block raises, nothing is left in any."""
    made = [each for folder in folders for each in _refuse_occupied(folder)]
    for folder in folders:
        keep_private(folder)
    home = folders[0]
    place = home / RESTORING
    try:
        place.mkdir()
    except OSError as error:
        raise BadBackup(f"{home} cannot be written to: {error.strerror}") from error
    try:
        yield place
    except BaseException as error:
        for path in [each for folder in folders for each in _held(folder)]:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        for folder in made:
            folder.rmdir()
        if isinstance(error, OSError):
            raise BadBackup(f"{home}: {error.strerror or error}; nothing was restored") from error
        raise


def _refuse_occupied(home: Path) -> list[Path]:
    """The folders that will have to be made, the innermost first. Raises BadBackup."""
    if (home / RESTORING).exists():
        raise BadBackup(
            f"{home / RESTORING} is left over from a restore that was stopped, or one is running: "
            "delete what is in the directory, then restore again"
        )
    if home.exists() and (not home.is_dir() or _held(home)):
        raise BadBackup(
            f"{home} is not empty, and nothing is ever restored over anything: move what is there "
            "away, or set ASSETMAP_HOME to another directory"
        )
    return [path for path in (home, *home.parents) if not path.exists()]


def _held(home: Path) -> list[Path]:
    return [path for path in home.iterdir() if path.name not in _LET_BE]


def _folders(config: Config) -> tuple[Path, ...]:
    """Where a backup goes: what the machines share first. Of a data directory whose records are
    in a database only what can be made again is left, which may be there.
    """
    return (config.shared,) if config.database_url else config.own_folders[::-1]


@contextmanager
def _borough_given(place: Path, config: Config) -> Iterator[None]:
    """Have an authority's borough files where it has them; when the block raises, as they were.

    Raises BadBackup.
    """
    unpacked = place / BOROUGH
    if not (config.installation and unpacked.is_dir()):
        yield
        return
    files = {each: config.borough / each.relative_to(unpacked) for each in _files_in(unpacked)}
    for new, there in files.items():
        if there.exists() and there.read_bytes() != new.read_bytes():
            raise BadBackup(
                f"{there} is another than that of the backup: move it away, and restore again"
            )
    missing = {new: to for new, to in files.items() if not to.exists()}
    try:
        for new, to in missing.items():
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(new, to)
        shutil.rmtree(unpacked)
        yield
    except BaseException:
        for to in missing.values():
            to.unlink(missing_ok=True)
        raise


def _files_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _move(place: Path, records: Path, shared: Path) -> None:
    """Put everything but the records in its place."""
    for path in sorted(place.iterdir()):
        if path != records:
            path.rename(shared / path.name)
