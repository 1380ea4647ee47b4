"""What the day's work remembers of itself: when it last ran, and why it stopped, in one small file.

A file and not a record: it says something of this copy, and a restored backup must not bring back
an earlier one's. Without it nothing is lost but one look at the clock.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

_FILE = "upkeep.json"


@dataclass(frozen=True)
class UpkeepState:
    """When it last ran to its end; since when it stands still, and why (plain sentences)."""

    ran_at: datetime | None = None
    stopped_at: datetime | None = None
    why: tuple[str, ...] = ()


def read_state(folder: Path) -> UpkeepState:
    """What is remembered; nothing when the file is missing or damaged."""
    try:
        kept = json.loads((folder / _FILE).read_text("utf-8"))
        times = {name: _when(kept.get(name)) for name in ("ran_at", "stopped_at")}
        return UpkeepState(**times, why=tuple(map(str, kept.get("why", ()))))
    except (OSError, ValueError, AttributeError, TypeError):
        return UpkeepState()


def keep_state(folder: Path, state: UpkeepState) -> None:
    """Remember it, whole or not at all. Raises OSError."""
    draft = folder / f"{_FILE}.draft"
    draft.write_text(json.dumps(asdict(state), default=datetime.isoformat), "utf-8")
    draft.replace(folder / _FILE)


def _when(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
