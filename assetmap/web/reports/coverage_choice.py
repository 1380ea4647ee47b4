"""What somebody chose to see of coverage, as the address says it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for

from assetmap.domain.areas.area_set import AreaKind
from assetmap.services.context import Context
from assetmap.services.reports.subjects import EVERYTHING, Subject, subject_of

SORTS = (
    *("name", "residents", "venue", "rate", "reach"),
    *("comes", "free", "evening_weekend", "step_free", "checked"),
)
MEASURES = ("venue", "rate", "reach")  # those that the picture can show
_DOWN = "-"  # before a sort: the highest first


@dataclass(frozen=True)
class CoverageChoice:
    """The set of areas (empty when there is none at all), the subject, the order of the table
    (`-venue` has the most first), the measure of the picture, and a set to compare with; `problems`
    are what could not be used.
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

    @property
    def sort_key(self) -> str:
        """The column of the order, without its direction."""
        return self.sort.removeprefix(_DOWN)

    @property
    def is_down(self) -> bool:
        """Whether the highest, or the end of the alphabet, comes first."""
        return self.sort.startswith(_DOWN)

    def turned(self, key: str) -> str:
        """The order by a column: from the lowest, or the other way round if it is so now."""
        return f"{_DOWN}{key}" if self.sort == key else key

    def url(self, endpoint: str = "reports_coverage.table", **changed: str) -> str:
        """The address of this choice, or of one that differs in something."""
        parts: dict[str, Any] = {
            "set": self.set_id,
            "category": self.subject.key,
            "sort": self.sort,
            "measure": self.measure if self.measure != "venue" else "",
            "with": self.other_id,
        } | changed
        parts["sort"] = parts["sort"] if parts["sort"] != "name" else ""
        return url_for(endpoint, **{k: v for k, v in parts.items() if v})


def coverage_choice(context: Context, asked: Mapping[str, str]) -> CoverageChoice:
    """The choice of an address. What is not known is as usual, and said."""
    sets = {each.id for each in context.areas.sets()}
    problems = []
    set_id, other = asked.get("set", ""), asked.get("with", "")
    if set_id and set_id not in sets:
        problems.append(f"There is no set of areas “{set_id}”, so we show the usual one.")
    set_id = set_id if set_id in sets else _usual(context)
    if other and other not in sets:
        problems.append(f"There is no set of areas “{other}” to compare with.")
    subject = subject_of(context.borough.words, asked.get("category", ""))
    if subject is None:
        name = asked.get("category", "")
        problems.append(f"There is no category “{name}”, so we show everything.")
    sort, measure = asked.get("sort", ""), asked.get("measure", "")
    return CoverageChoice(
        set_id,
        subject or EVERYTHING,
        sort if sort.removeprefix(_DOWN) in SORTS else "name",
        measure if measure in MEASURES else "venue",
        other if other in sets and other != set_id else "",
        tuple(problems),
    )


def _usual(context: Context) -> str:
    """The wards of today, else the first set there is; empty for none."""
    current = context.areas.current(AreaKind.WARD, context.clock.today())
    return current.area_set.id if current else next((x.id for x in context.areas.sets()), "")
