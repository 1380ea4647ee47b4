"""The data directory for its owner alone: nobody else on the machine can read what is in it."""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from assetmap.storage.store import Unavailable

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
# What we make there ourselves. Whatever else somebody keeps in the folder is left as it is.
_OURS = (
    *("assetmap.db*", "hits.db*", "secret.key*", "served-at*"),
    *("upkeep.json*", "last-backup*"),
    *("borough", "cache", "imports", "index", "meaning", "offline", "outbox", "pictures"),
    *("authorities", "boroughs"),  # of an installation that holds several
)

# Where a restore unpacks: while it is there, the directory is not whole.
RESTORING = ".restoring"


def refuse_half_restored(home: Path) -> None:
    """Raises Unavailable for a directory into which a restore runs, or was stopped."""
    if (home / RESTORING).exists():
        raise Unavailable(
            f"{home} is being restored, or that was stopped half-way: then delete what is in it "
            "and restore again"
        )


def keep_private(home: Path) -> None:
    """Make the folder if it is missing, and take it and our files in it away from all others.

    From then on whatever this process makes is its owner's alone, whatever the umask was: files
    of SQLite and Whoosh too. Raises Unavailable.
    """
    os.umask(_OTHERS)
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable(f"cannot make the data directory {home}: {error.strerror}") from error
    _tighten(home.resolve())  # the folder itself may be named by a link
    for path in _ours(home):
        _tighten(path)


def keep_folder_private(folder: Path) -> None:
    """Take a folder that is there away from all others, and so all that is in it."""
    _tighten(folder.resolve())


def not_ours_alone(home: Path) -> list[Path]:
    """What another user owns, or can read: left by a command that somebody else ran."""
    owner = home.stat().st_uid
    return [path for path in (home, *_ours(home)) if not _is_owned_alone(path, owner)]


def _is_owned_alone(path: Path, owner: int) -> bool:
    try:
        found = path.lstat()
    except OSError:  # taken away meanwhile
        return True
    is_link = stat.S_ISLNK(found.st_mode)
    return found.st_uid == owner and (is_link or not found.st_mode & _OTHERS)


def _ours(home: Path) -> Iterator[Path]:
    """Each of our files and folders, none of them by way of a link."""
    for found in (path for pattern in _OURS for path in home.glob(pattern)):
        yield found
        if found.is_symlink():
            continue
        for folder, folders, files in os.walk(found):
            yield from (Path(folder) / name for name in (*folders, *files))


def _tighten(path: Path) -> None:
    # Another process may take a file away meanwhile, and another user's is not ours to change.
    with suppress(OSError):
        mode = path.lstat().st_mode
        wanted = 0o700 if stat.S_ISDIR(mode) else 0o600
        if not stat.S_ISLNK(mode) and stat.S_IMODE(mode) & ~wanted:
            path.chmod(stat.S_IMODE(mode) & wanted)
