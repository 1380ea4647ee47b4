"""What is kept of every listing, in any status, as an array: a new one is one entry here.

Pages of staff ask these of all listings at once, and read only the listings that they show.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

import numpy as np

from assetmap.domain.checks.freshness import Freshness, Standing, UpkeepRules, standing_of
from assetmap.domain.email import comparable_email
from assetmap.domain.listings.ending import ends_on
from assetmap.domain.listings.evidence import Proof
from assetmap.domain.listings.listing import Listing, Precision, Status
from assetmap.domain.text import fold
from assetmap.domain.website_address import bare_website
from assetmap.search_index.column_arrays import FlatColumn, ListColumn, TableColumns
from assetmap.search_index.row_columns import KINDS, NEVER, text_hash

STATUSES = tuple(Status)
RUNGS = tuple(Freshness)
PROOFS = tuple(Proof)
NO_TIME = int(np.iinfo(np.int64).min)  # of moments: where none is on record
WORD_FIELDS = ("categories", "audience", "access")
UNCHECKED = 0  # of the day of a check: nobody has checked it
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class ListingEntry:
    """A listing in any status, when it reaches each rung of the ladder, and its last day."""

    listing: Listing
    standing: Standing
    ends_on: date | None

    @classmethod
    def of(cls, listing: Listing, rules: UpkeepRules) -> "ListingEntry":
        """Of a listing; `rules` say when a check is due."""
        return cls(listing, standing_of(listing, rules), ends_on(listing))


def sort_area(listing: Listing) -> str:
    """The area that a list goes by: its town, or what it covers. Nothing when that is secret."""
    where = listing.where
    if where.precision is Precision.WITHHELD:
        return where.area_served
    return where.place or where.area_served


def moment(at: datetime | None) -> int:
    """Microseconds since 1970; NO_TIME of none."""
    if at is None:
        return NO_TIME
    return ((at if at.tzinfo else at.replace(tzinfo=UTC)) - _EPOCH) // _MICROSECOND


def time_of(moment: int) -> datetime:
    """The time of a `moment`, in UTC."""
    return _EPOCH + moment * _MICROSECOND


def _day(on: date | None) -> int:
    return NEVER if on is None else on.toordinal()


def _checked_on(entry: ListingEntry) -> int:
    on = entry.listing.checked.on
    return on.toordinal() if on else UNCHECKED


def _proofs(entry: ListingEntry) -> Iterable[tuple[int, int, int]]:
    return [
        (PROOFS.index(each.proof), each.seen_on.toordinal(), _day(each.expires))
        for each in entry.listing.evidence
    ]


def _called(entry: ListingEntry) -> Iterable[tuple[int]]:
    """Its folded names, but those of before."""
    names = (entry.listing.name, *entry.listing.also_known_as)
    return _hashes({fold(name) for name in names} - {""})


def _houses(entry: ListingEntry) -> Iterable[tuple[int]]:
    """The folded names of where it and its series meet, of those whose place all may know."""
    where, rules = entry.listing.where, entry.listing.schedule.rules
    own = {fold(rule.details.at) for rule in rules if rule.details.at}
    return _hashes(own | ({fold(where.venue)} if where.precision is Precision.VENUE else set()))


def _words(entry: ListingEntry) -> Iterable[tuple[int]]:
    """The slugs of a borough's words that it names."""
    words = {(field, slug) for field in WORD_FIELDS for slug in getattr(entry.listing, field)}
    return [(each,) for each in sorted(_word_hash(field, slug) for field, slug in words)]


@lru_cache(4096)  # the same few words stand in most listings
def _word_hash(field: str, slug: str) -> int:
    return text_hash(word_mark(field, slug))


def word_mark(field: str, slug: str) -> str:
    """What the list of words has of a slug of one of WORD_FIELDS, before it is hashed."""
    return f"{field} {slug}"


def _hashes(texts: Iterable[str]) -> Iterable[tuple[int]]:
    return [(each,) for each in sorted(map(text_hash, texts))]


def _match_mark(entry: ListingEntry) -> int:
    """The same number while nothing changes of what duplicates are found by."""
    listing = entry.listing
    where, public = listing.where, listing.public
    times = [(rule.day, rule.hours.start) for rule in listing.schedule.rules]
    place = where.point if where.precision is Precision.VENUE else None
    contacts = (public.phone, public.email, public.website)
    parts = (listing.names, listing.categories, listing.kind, place, contacts, times)
    return text_hash(repr(parts))


def _ground(entry: ListingEntry) -> str:
    """What of its place staff may look for: what the public may know, and the town."""
    where = entry.listing.where
    return fold(f"{where.place} {where.area_served}")


COLUMNS: TableColumns[ListingEntry] = TableColumns(
    flat={
        "status": FlatColumn(np.int8, lambda x: STATUSES.index(x.listing.status)),
        "kind": FlatColumn(np.int8, lambda x: KINDS.index(x.listing.kind)),
        "checked_on": FlatColumn(np.int32, _checked_on),
        "is_checked": FlatColumn(np.bool_, lambda x: x.standing.is_checked),
        "due_on": FlatColumn(np.int32, lambda x: _day(x.standing.due_on)),
        "ask_on": FlatColumn(np.int32, lambda x: _day(x.standing.ask_on)),
        "overdue_on": FlatColumn(np.int32, lambda x: _day(x.standing.overdue_on)),
        "unconfirmed_on": FlatColumn(np.int32, lambda x: _day(x.standing.unconfirmed_on)),
        "lapsed_on": FlatColumn(np.int32, lambda x: _day(x.standing.lapsed_on)),
        "ends_on": FlatColumn(np.int32, lambda x: _day(x.ends_on)),
        "opens_on": FlatColumn(np.int32, lambda x: _day(x.listing.opens_on)),
        "has_point": FlatColumn(np.bool_, lambda x: x.listing.where.point is not None),
        "website": FlatColumn(
            np.int64, lambda x: text_hash(bare_website(x.listing.public.website))
        ),
        "email": FlatColumn(
            np.int64, lambda x: text_hash(comparable_email(x.listing.public.email))
        ),
        "match_mark": FlatColumn(np.int64, _match_mark),
        "created_at": FlatColumn(np.int64, lambda x: moment(x.listing.created_at)),
        "changed_at": FlatColumn(np.int64, lambda x: moment(x.listing.changed_at)),
    },
    lists={
        "proof": ListColumn(_proofs, {"proof": np.int8, "seen_on": np.int32, "expires": np.int32}),
        "unanswered": ListColumn(
            lambda x: [(on.toordinal(),) for on in x.listing.checked.unanswered],
            {"on": np.int32},
        ),
        "called": ListColumn(_called, {"hash": np.int64}),
        "house": ListColumn(_houses, {"hash": np.int64}),
        "word": ListColumn(_words, {"hash": np.int64}),
    },
    coded={
        "steward": lambda x: x.listing.steward,
        "source": lambda x: x.listing.source,
        "merged_into": lambda x: x.listing.merged_into,
        "place": lambda x: x.listing.where.place,
        "area_served": lambda x: x.listing.where.area_served,
        "sort_area": lambda x: fold(sort_area(x.listing)),
        "ground": _ground,
    },
    texts={
        "name": lambda x: fold(x.listing.name),
        "names": lambda x: fold(" ".join(x.listing.names)),
        "web_address": lambda x: x.listing.public.website,
    },
)
