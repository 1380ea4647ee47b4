"""What a file's row may change on record: what it says anew, where nobody here said otherwise.

Field by field. Said the same as last time: nothing. Said anew, and the record still holds what the
source said before: taken. Said anew, and people here changed it or confirmed it since: kept, and
given as a difference for somebody to decide on. Left blank: only what the source itself had given
is cleared. A field of which the file has no column is left alone.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from assetmap.domain.listings.fields import FIELDS, with_fields
from assetmap.domain.listings.hidden_place import hidden_fields
from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.proposal import FieldChange, Value
from assetmap.domain.listings.source_row import CHANGEABLE, SourceRow
from assetmap.domain.people.people import is_person_id

# Where it is hangs together: a new postcode beside an old pin would be two places at once.
_GROUND = frozenset(("venue", "address", "place", "postcode", "point", "precision"))
_SAYS_WHERE = frozenset(("address", "place", "postcode", "point"))
_FOLLOWING = frozenset(("place", "point", "precision"))


@dataclass(frozen=True, slots=True)
class SourceMerge:
    """What became of a row: the listing after it, and the fields by what was done with them.

    `kept` are those where people here have the last word, with what is on record and what the file
    says. `cleared` were given by the source and are blank by now; `blank` are blank in the file and
    stay as people here wrote them.
    """

    after: Listing
    taken: tuple[str, ...] = ()
    cleared: tuple[str, ...] = ()
    kept: tuple[FieldChange, ...] = ()
    blank: tuple[str, ...] = ()


def spoken_of(columns: Collection[str]) -> frozenset[str]:
    """The fields of which a file says something, by those that it has columns for.

    Where it is follows from any part of it: point and place name come from the postcode.
    """
    found = frozenset(columns) & CHANGEABLE
    return found | _FOLLOWING if found & _SAYS_WHERE else found


def merged_row(
    record: Listing,
    given: Listing,
    row: SourceRow,
    columns: Collection[str],
    *,
    confirmed_at: datetime | None = None,
    shown: Listing | None = None,
) -> SourceMerge:
    """The record with what a row says anew.

    `row` is what the source said before, `confirmed_at` when somebody here last made sure of it.
    `shown` is the record as the public sees it, for a file that was written from that: what it
    leaves out or says the same of is no change.
    """
    wanted: dict[str, Value] = {}
    kept: dict[str, Value] = {}
    blank = []
    for name in sorted(spoken_of(columns)):
        new, now = _read(given, name), _read(record, name)
        same = new == now or row.has_said(name, new) or (shown and new == _read(shown, name))
        if same or _is_staffs(record, name) or not (new or name in columns):
            continue
        is_confirmed = confirmed_at is not None and confirmed_at >= row.said_at(name)
        if row.has_said(name, now) and not is_confirmed:
            wanted[name] = new
        elif new:
            kept[name] = new
        else:
            blank.append(name)
    _hold_ground_together(record, given, wanted, kept)
    return SourceMerge(
        _with_taken(record, given, wanted),
        taken=tuple(name for name, value in wanted.items() if value),
        cleared=tuple(name for name, value in wanted.items() if not value),
        kept=tuple(FieldChange(name, _read(record, name), new) for name, new in kept.items()),
        blank=tuple(blank),
    )


def _hold_ground_together(
    record: Listing, given: Listing, wanted: dict[str, Value], kept: dict[str, Value]
) -> None:
    """Take all of a new place or none of it; and never make a hidden place public by a file."""
    opens = hidden_fields([record.where.precision]) - hidden_fields([given.where.precision])
    if not (opens and "precision" in wanted) and not _GROUND & kept.keys():
        return
    for name in sorted(_GROUND & wanted.keys()):
        kept[name] = wanted.pop(name)


def _with_taken(record: Listing, given: Listing, wanted: dict[str, Value]) -> Listing:
    after = with_fields(record, wanted)
    if not _GROUND & wanted.keys():
        return after
    where = replace(after.where, authority=given.where.authority)
    if "point" in wanted:
        where = replace(where, point=given.where.point)  # all of its figures, and not six
    return replace(after, where=where)


def _is_staffs(record: Listing, name: str) -> bool:
    """Whether staff chose it and no file's words count: the person who checks the listing."""
    return name == "steward" and is_person_id(record.steward)


def _read(listing: Listing, name: str) -> Value:
    return FIELDS[name].read(listing)
