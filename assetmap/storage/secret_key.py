"""The key that signs what must not be forged, when the settings give none: kept in a file.

It outlives a restart, since links in people's letters, sign-ins and second factors hang on it.
"""

import os
import secrets
from pathlib import Path

from assetmap.storage.store import Unavailable

_FILE = "secret.key"


def kept_key(home: Path) -> str:
    """The data directory's key, made when there is none. Raises Unavailable."""
    path = home / _FILE
    try:
        if not path.exists():
            _make(path)
        key = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise Unavailable(f"the key in {path} cannot be used: {error}") from error
    if len(key) < 32:
        raise Unavailable(f"the key in {path} is too short: delete the file, or mend it")
    return key


def _make(path: Path) -> None:
    """Several processes may start at once: the first whole file stays, and all read that."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32) + "\n")
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
