"""What there is in each area of a set: the figures of a table, with what is behind each."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from assetmap.domain.areas.area_set import AreaSet
from assetmap.domain.reports.definitions import RATE_LEAST

# The counts of a row, each of them a definition's key: every one opens its list.
COUNTS = ("venue", "comes", "free", "evening_weekend", "step_free")


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """The figures of one area, or of the borough, whose code is empty.

    `listings` has the ids behind each of COUNTS. `reach` and `checked` are parts of 1; None is what
    is not known. `residents` is None where the set does not say.
    """

    code: str
    name: str
    residents: int | None
    listings: Mapping[str, tuple[str, ...]]
    reach: float | None = None
    checked: float | None = None

    def count(self, key: str) -> int:
        """How many listings are behind one of COUNTS."""
        return len(self.listings[key])

    @property
    def has_few(self) -> bool:
        """Whether there are listings with a place here, and too few for a rate or a share."""
        return 0 < self.count("venue") < RATE_LEAST

    @property
    def rate(self) -> float | None:
        """Listings with a place here for every 1,000 residents, 0 for none; None for too few, or
        where residents are not known.
        """
        venues = self.count("venue")
        if not self.residents or self.has_few:
            return None
        return venues / self.residents * 1_000


@dataclass(frozen=True, slots=True)
class Coverage:
    """The rows of a set's areas by name, for the listings in some categories; and the borough's.

    Every one of `total` listings is in just one of: the venues of a row, `served` (serves parts of
    the borough and has no place in it that is shown), `borough_wide`, `elsewhere`.
    `are_residents`: reach is a share of residents, else of postcodes. `residents_year` is the one
    year of the residents, 0 where it is not one or not known; `are_estimated`: the set does not say
    its residents, and those of census areas or wards are shared out by postcodes.
    """

    area_set: AreaSet
    categories: tuple[str, ...]
    rows: tuple[CoverageRow, ...]
    borough: CoverageRow
    served: tuple[str, ...] = ()
    borough_wide: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    are_residents: bool = False
    residents_year: int = 0
    are_estimated: bool = False

    @property
    def total(self) -> int:
        """How many listings there are in these categories."""
        placed = sum(row.count("venue") for row in self.rows)
        return placed + len(self.served) + len(self.borough_wide) + len(self.elsewhere)

    @property
    def without(self) -> tuple[CoverageRow, ...]:
        """The areas that have no place of these categories."""
        return tuple(row for row in self.rows if not row.count("venue"))


@dataclass(frozen=True, slots=True)
class GridLine:
    """One category or tile: how many listings have a place in each area, in the grid's order."""

    key: str
    label: str
    counts: tuple[int, ...]
    reach: float | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """Categories by areas: the codes and names of the areas, and a line for each category."""

    area_set: AreaSet
    codes: tuple[str, ...]
    names: tuple[str, ...]
    lines: tuple[GridLine, ...] = field(default=())
    are_residents: bool = False

    def empty_cells(self) -> tuple[tuple[str, str], ...]:
        """The categories and the codes of the areas that have none of them."""
        return tuple(
            (line.key, code)
            for line in self.lines
            for code, count in zip(self.codes, line.counts, strict=True)
            if not count
        )
