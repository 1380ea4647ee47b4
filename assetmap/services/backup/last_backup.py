"""When the newest backup was made, in a small file: `assetmap doctor` asks when there is none.

A file and not a record: it says something of this copy, and a backup must not bring back its own.
"""

from contextlib import suppress
from datetime import datetime
from pathlib import Path

_FILE = "last-backup"


def keep_last_backup(folder: Path, made_at: datetime) -> None:
    """Write down that there is a backup. Where that cannot be written, the backup is still one."""
    draft = folder / f"{_FILE}.draft"
    with suppress(OSError):
        draft.write_text(f"{made_at.isoformat()}\n", "ascii")
        draft.replace(folder / _FILE)


def last_backup(folder: Path) -> datetime | None:
    """When the newest was made; None where none was, or nobody can tell."""
    with suppress(OSError, ValueError):
        made_at = datetime.fromisoformat((folder / _FILE).read_text("ascii").strip())
        return made_at if made_at.tzinfo else None
    return None
