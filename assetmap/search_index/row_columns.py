"""What is kept of each public listing as an array: a new one is one entry here.

Whoever answers a question looks at these, of all listings at once, and reads only the listings
that it shows.
"""

from collections.abc import Callable, Iterable
from datetime import date
from hashlib import blake2b

import numpy as np

from assetmap.domain.listings.kinds import Hosted, Kind, kinds_that
from assetmap.domain.listings.listing import Precision, Status
from assetmap.domain.listings.location import is_remote
from assetmap.domain.text import fold, slug
from assetmap.search_index.column_arrays import FlatColumn, ListColumn
from assetmap.search_index.row import Row

NO_AGE = -1
UNPRICED = -1
NEVER = int(np.iinfo(np.int32).max)  # of days: one that does not come
KINDS = tuple(Kind)
PRECISIONS = tuple(Precision)
HELPING = kinds_that(lambda rules: rules.hosted is Hosted.HELP)
RowColumn = FlatColumn[Row]
RowList = ListColumn[Row]


def _day(on: date | None) -> int:
    return NEVER if on is None else on.toordinal()


def _age(age: int | None) -> int:
    return NO_AGE if age is None else age


def _has_open_venue(row: Row) -> bool:
    return row.listing.where.precision is Precision.VENUE


def _own_places(row: Row) -> Iterable[str]:
    """The folded places that series have of their own; of those whose place everybody may know."""
    if not _has_open_venue(row):
        return ()
    return sorted({fold(each.details.at) for each in row.listing.shown.schedule.rules} - {""})


def _hub_names(row: Row) -> Iterable[str]:
    """The folded names by which others say that they meet in a hub."""
    shown = row.listing.shown
    if not (shown.kind.rules.hosts_others and _has_open_venue(row)):
        return ()
    return dict.fromkeys(fold(name) for name in (shown.where.venue, shown.name) if name)


def text_hash(text: str) -> int:
    """A number that two texts share by a chance of one in 2 to the 64th: whoever finds something by
    it compares the text itself.
    """
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), signed=True)


def _called(row: Row) -> Iterable[tuple[int]]:
    """What a group or hub may be named by: its names, those of before, and its id in files."""
    shown = row.listing.shown
    return [(text_hash(name),) for name in dict.fromkeys(map(fold, (*shown.names, shown.id)))]


def _with_group(row: Row) -> Iterable[tuple[int]]:
    named = fold(row.listing.shown.with_group)
    return [(text_hash(named),)] if named else ()


def _role_words(row: Row) -> str:
    """The folded words of a role, a blank before and behind: a hub may be named in them."""
    shown = row.listing.shown
    if shown.kind not in HELPING:
        return ""
    said = (shown.name, shown.summary, shown.description, shown.join_note)
    return f" {fold(' '.join(said))} "


COLUMNS: dict[str, RowColumn] = {
    "slots": RowColumn(np.int32, lambda row: row.slots),
    "kind": RowColumn(np.int8, lambda row: KINDS.index(row.listing.shown.kind)),
    "precision": RowColumn(np.int8, lambda row: PRECISIONS.index(row.listing.where.precision)),
    "pence": RowColumn(
        np.int32,
        lambda row: UNPRICED if (x := row.listing.shown.cost.pence) is None else x,
    ),
    "min_age": RowColumn(np.int16, lambda row: _age(row.listing.shown.min_age)),
    "max_age": RowColumn(np.int16, lambda row: _age(row.listing.shown.max_age)),
    "checked": RowColumn(
        np.int32, lambda row: on.toordinal() if (on := row.listing.shown.checked.on) else 0
    ),
    "overdue_on": RowColumn(np.int32, lambda row: _day(row.standing.overdue_on)),
    "unconfirmed_on": RowColumn(np.int32, lambda row: _day(row.standing.unconfirmed_on)),
    "ends_on": RowColumn(np.int32, lambda row: _day(row.ends_on)),
    "comes": RowColumn(np.bool_, lambda row: row.listing.shown.comes_to_people),
    "is_remote": RowColumn(np.bool_, lambda row: is_remote(row.listing.shown)),
    "is_planned": RowColumn(np.bool_, lambda row: row.listing.shown.status is Status.PLANNED),
    "is_published": RowColumn(np.bool_, lambda row: row.listing.shown.status is Status.PUBLISHED),
    "is_sample": RowColumn(np.bool_, lambda row: row.listing.shown.is_sample),
    "has_own_places": RowColumn(
        np.bool_, lambda row: any(rule.details.at for rule in row.listing.shown.schedule.rules)
    ),
    "has_needs": RowColumn(np.bool_, lambda row: bool(row.listing.shown.needs)),
    "outside": RowColumn(np.bool_, lambda row: row.outside),
    "by_bus": RowColumn(np.int8, lambda row: -1 if row.by_bus is None else int(row.by_bus)),
    # What tells listings apart of which the public may know another place.
    "place": RowColumn(
        np.int64, lambda row: text_hash(repr((row.listing.where, row.area, row.outside)))
    ),
    "lat": RowColumn(np.float64, lambda row: p.lat if (p := row.listing.point) else np.nan),
    "lon": RowColumn(np.float64, lambda row: p.lon if (p := row.listing.point) else np.nan),
    "whole_area": RowColumn(np.bool_, lambda row: row.area.whole),
}

LISTS: dict[str, RowList] = {
    "area": RowList(
        lambda row: [(point.lat, point.lon) for point in row.area.points],
        {"lat": np.float64, "lon": np.float64},
    ),
    "language": RowList(lambda row: row.listing.shown.languages),
    "picture": RowList(lambda row: [each.name for each in row.listing.shown.pictures]),
    "own_place": RowList(_own_places),
    "called": RowList(_called, {"hash": np.int64}),
    "with_group": RowList(_with_group, {"hash": np.int64}),
    "hub_name": RowList(_hub_names),
    "former_id": RowList(
        lambda row: dict.fromkeys(slug(name) for name in row.listing.shown.former_names)
    ),
}

TEXTS: dict[str, Callable[[Row], str]] = {"role_words": _role_words}
