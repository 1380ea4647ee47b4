"""What somebody chose to see of coverage, as the address says it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for

from assetmap.domain.areas.area_set import AreaKind
from assetmap.services.context import Context
from assetmap.services.reports.subjects import EVERYTHING, Subject, subject_of

SORTS = (
    "name",
    "venue",
    "rate",
    "reach",
    "comes",
    "free",
    "evening_weekend",
    "step_free",
    "checked",
)
MEASURES = ("venue", "rate", "reach")  # those that the picture can show


@dataclass(frozen=True)
class CoverageChoice:
    """The set of areas (empty when there is none at all), the subject, the order of the table, the
    measure of the picture, and a set to compare with; `problems` are what could not be used.
    """

    set_id: str
    subject: Subject = EVERYTHING
    sort: str = "name"
    measure: str = "venue"
    other_id: str = ""
    problems: tuple[str, ...] = ()

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories to count."""
        return self.subject.categories

    def url(self, endpoint: str = "reports_coverage.table", **changed: str) -> str:
        """The address of this choice, or of one that differs in something."""
        parts: dict[str, Any] = {
            "set": self.set_id,
            "category": self.subject.key,
            "sort": self.sort if self.sort != "name" else "",
            "measure": self.measure if self.measure != "venue" else "",
            "with": self.other_id,
        }
        return url_for(endpoint, **{k: v for k, v in (parts | changed).items() if v})


def coverage_choice(context: Context, asked: Mapping[str, str]) -> CoverageChoice:
    """The choice of an address. What is not known is as usual, and said."""
    sets = {each.id: each for each in context.areas.sets()}
    current = context.areas.current(AreaKind.WARD, context.clock.today())
    usual = current.area_set.id if current else next(iter(sets), "")
    problems = []
    set_id, other = asked.get("set", ""), asked.get("with", "")
    if set_id and set_id not in sets:
        problems.append(f"There is no set of areas “{set_id}”, so we show the usual one.")
    subject = subject_of(context.borough.words, asked.get("category", ""))
    if subject is None:
        name = asked.get("category", "")
        problems.append(f"There is no category “{name}”, so we show everything.")
    sort, measure = asked.get("sort", ""), asked.get("measure", "")
    return CoverageChoice(
        set_id if set_id in sets else usual,
        subject or EVERYTHING,
        sort if sort in SORTS else "name",
        measure if measure in MEASURES else "venue",
        other if other in sets and other != set_id else "",
        tuple(problems),
    )
