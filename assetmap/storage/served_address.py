"""Where the directory was last served, for the links of commands when no public address is set.

`assetmap serve` writes it down in the data directory: an invitation is made by another process,
which cannot know by itself on which port the site answers.
"""

import re
from pathlib import Path

from assetmap.storage.store import Unavailable

_FILE = "served-at"
_ADDRESS = re.compile(r"http://(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:]+\]):\d{1,5}")
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - what it means to a browser here


def address_of(host: str, port: int) -> str:
    """The address at which a browser on this machine reaches a server that listens there."""
    host = _EVERYWHERE.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def keep_served_address(home: Path, address: str) -> None:
    """Write down where the directory is served now. Raises Unavailable."""
    try:
        (home / _FILE).write_text(f"{address}\n", encoding="ascii")
    except (OSError, UnicodeEncodeError) as error:
        raise Unavailable(f"cannot write {home / _FILE}: {error}") from error


def served_address(home: Path) -> str:
    """Where the directory was last served; empty when it never was, or the file is damaged."""
    try:
        address = (home / _FILE).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""
    return address if _ADDRESS.fullmatch(address) else ""
