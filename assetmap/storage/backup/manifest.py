"""What stands in a backup's `manifest.json`, and which files a backup may hold at all."""

from datetime import datetime
from enum import StrEnum
from pathlib import PurePosixPath

import msgspec

from assetmap.storage.store import StoreError

FORMAT = 1  # grows when an older version could not read the file rightly
MANIFEST = "manifest.json"
RECORDS = "directory.sqlite"
KEY = "key.json"
PICTURES, BOROUGH = "pictures", "borough"
_FOLDERS = {PICTURES, BOROUGH}
_LONGEST = 1000  # characters of a path


class BadBackup(StoreError):
    """A backup that cannot be used or made; the message is plain words."""


class KeyIn(StrEnum):
    """Where the key of the data is."""

    APART = "apart"
    ENCLOSED = "enclosed"  # encrypted, behind a passphrase


class BackupFile(msgspec.Struct, frozen=True):
    """A file of a backup: where it stands in it, its size in bytes, and its checksum."""

    path: str
    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    """What a backup says of itself. `records` is the newest change that its tables have had."""

    format: int
    program: str
    records: str
    made_at: datetime
    key: KeyIn
    listings: int
    files: tuple[BackupFile, ...]

    def count(self, folder: str) -> int:
        """How many files it has of a folder."""
        return sum(each.path.startswith(f"{folder}/") for each in self.files)

    @property
    def size(self) -> int:
        """The bytes of all its files, unpacked."""
        return sum(each.size for each in self.files)


class _OnlyFormat(msgspec.Struct):
    format: int


def manifest_text(manifest: Manifest) -> bytes:
    """A manifest as JSON, for people to read too."""
    return msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n"


def read_manifest(text: bytes) -> Manifest:
    """The manifest that `manifest_text` wrote. Raises BadBackup."""
    try:
        number = msgspec.json.decode(text, type=_OnlyFormat).format
        if number > FORMAT:
            raise BadBackup(
                f"it was made by a newer version of the program: its format is {number}, and this "
                f"version knows those up to {FORMAT}. Install that version, then try again."
            )
        manifest = msgspec.json.decode(text, type=Manifest)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise BadBackup(f"its {MANIFEST} cannot be read ({error})") from error
    paths = [each.path for each in manifest.files]
    for path in paths:
        if not may_hold(path):
            raise BadBackup(f"it names a file that no backup has: {path!r}")
    if len(set(paths)) != len(paths) or RECORDS not in paths:
        raise BadBackup(f"its {MANIFEST} names a file twice, or not the records")
    if (KEY in paths) != (manifest.key is KeyIn.ENCLOSED):
        raise BadBackup(f"its {MANIFEST} says something else of the key than its files do")
    return manifest


def may_hold(path: str) -> bool:
    """Whether a path is one that we write: never outside the folder that it is unpacked in."""
    if path in (RECORDS, KEY):
        return True
    parts = PurePosixPath(path).parts
    return (
        len(parts) > 1
        and parts[0] in _FOLDERS
        and "/".join(parts) == path
        and not set(parts) & {"..", "."}
        and path.isprintable()  # in which half a letter is not
        and not any(sign in path for sign in "\\:")
        and len(path) <= _LONGEST
    )
