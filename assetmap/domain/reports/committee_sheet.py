"""The committee sheet: the figures of a month's last day, kept as they were then."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class CommitteeSheet:
    """The figures of one day. `id` is the day (`2026-03-31`); `version` tells which definitions
    they follow (reports/definitions.py). `values` are numbers by the definition's key; None is what
    is not known. `lists` has the ids of the listings behind a figure, so that it can be opened
    later as it was; `gaps` and `stories` are the sentences that were printed.
    """

    id: str
    on: date
    made_at: datetime
    version: int
    values: Mapping[str, float | None]
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    gaps: tuple[str, ...] = ()
    stories: tuple[str, ...] = ()
