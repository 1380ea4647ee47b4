"""The key that signs what must not be forged, when the settings give none: kept in a file.

It outlives a restart, since links in people's letters, sign-ins and second factors hang on it.
"""

import os
import secrets
from pathlib import Path

from assetmap.storage.store import Unavailable

_FILE = "secret.key"
SHORTEST = 32  # characters


def key_path(home: Path) -> Path:
    """Where the key of a data directory lies."""
    return home / _FILE


def kept_key(home: Path) -> str:
    """The data directory's key; empty when there is none. Raises Unavailable."""
    path = key_path(home)
    return read_key(path) if path.exists() else ""


def new_key() -> str:
    """A key that nobody has had."""
    return secrets.token_hex(32)


def make_key(home: Path) -> str:
    """The data directory's key, made when there is none. Raises Unavailable.

    Several processes may start at once: the first whole file stays, and all read that.
    """
    path = key_path(home)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    try:
        _create(draft, new_key())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    except OSError as error:
        raise Unavailable(f"the key in {path} cannot be used: {error}") from error
    return read_key(path)


def read_key(path: Path) -> str:
    """The key in a file. Raises Unavailable."""
    try:
        key = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise Unavailable(f"the key in {path} cannot be used: {error}") from error
    if len(key) < SHORTEST:
        raise Unavailable(
            f"the key in {path} is too short: keys have {SHORTEST} characters or more"
        )
    return key


def can_be_kept(key: str) -> bool:
    """Whether a key, which the settings may give in any form, reads the same out of a file."""
    return len(key) >= SHORTEST and key.isascii() and key.isprintable() and key == key.strip()


def write_key(path: Path, key: str) -> None:
    """Keep a key in a file of its own for its owner alone; the same one again changes nothing.

    Raises Unavailable, also when the file holds anything else: a key is never written over.
    """
    try:
        _create(path, key)
    except FileExistsError:
        if _holds(path, key):
            return
        raise Unavailable(
            f"{path} is there already and holds something else: give another name"
        ) from None
    except OSError as error:
        raise Unavailable(f"the key cannot be written to {path}: {error.strerror}") from error


def set_aside(home: Path) -> Path | None:
    """Rename a key that is of no use here, so that it is not lost; gives its new name, if any."""
    path = key_path(home)
    if not path.exists():
        return None
    aside = path.with_name(f"{_FILE}.replaced-{secrets.token_hex(4)}")
    try:
        path.rename(aside)
    except OSError as error:
        raise Unavailable(f"{path} cannot be renamed: {error.strerror}") from error
    return aside


def _holds(path: Path, key: str) -> bool:
    try:
        return read_key(path) == key
    except Unavailable:
        return False


def _create(path: Path, key: str) -> None:
    """Put a key where no file is; what could not be written whole is taken out again."""
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(key + "\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        path.unlink()
        raise
