"""What somebody looked for and could not find: the need and the area, never the person."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class UnmetNeed:
    """One entry of the gap log. `by` is the role of whoever noted it, not who they are."""

    id: str
    need: str
    area: str
    words: str
    by: str
    on: date
