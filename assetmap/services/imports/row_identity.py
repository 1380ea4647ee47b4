"""Which listing a file's row is: by the source's own id, or by name, place and session.

Without ids, rows of one name at one postcode are told apart by their times, and where those are
the same too, by all that they say. Of such a group the rows that say the same times as before are
the same listings; those left over follow one another in their order.
"""

import base64
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assetmap.domain.listings.fields import FIELDS, fields_of, value_words
from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.source_row import SourceRow
from assetmap.domain.text import fold, slug
from assetmap.exchange.incoming import Incoming
from assetmap.services.context import Context
from assetmap.services.listings.listing_ids import own_key
from assetmap.storage.store import NotFound
from assetmap.storage.tables import SOURCE_ROWS

_SESSION = "#"
_FEWEST_IDS = 4  # rows; of fewer nobody can say whether a column is an id


@dataclass(frozen=True)
class PlacedRow:
    """A row with its place found: what it gives as a listing, its source named."""

    incoming: Incoming
    listing: Listing
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class KnownRow:
    """A row, its key within its source, and the listing that it is; empty for a new one."""

    placed: PlacedRow
    key: str
    listing_id: str = ""
    row: SourceRow | None = None
    same_as: int = 0  # the number of an earlier row that says the same, which stands for it


def are_ids(rows: Iterable[Incoming]) -> bool:
    """Whether what stands in a file's id column tells its rows apart; not where most share one."""
    ids = Counter(row.listing.source_id for row in rows if row.listing.source_id)
    return ids.total() < _FEWEST_IDS or len(ids) * 2 > ids.total()


class RowIdentities:
    """Which listings the rows of one source are."""

    def __init__(self, context: Context, source: str) -> None:
        self._context = context
        self.known = {row.key: row for row in context.store.find(SOURCE_ROWS, source=source)}
        self.listing_ids = context.store.source_ids(source)  # by the source's own ids
        self._of_base: dict[str, list[SourceRow]] = defaultdict(list)
        for row in self.known.values():
            self._of_base[row.key.split(_SESSION)[0]].append(row)
        self._claimed = {row.listing_id for row in self.known.values()}

    def known_rows(self, rows: Sequence[PlacedRow]) -> list[KnownRow]:
        """Each row with its key and its listing, in the rows' order."""
        groups: dict[str, list[PlacedRow]] = defaultdict(list)
        found: list[KnownRow] = []
        numbers: dict[str, int] = {}  # of the row that first has an id
        for row in rows:
            if row.listing.source_id:
                found.append(self._by_id(row, numbers))
            else:
                groups[_base_key(row.incoming.listing)].append(row)
        for base, group in groups.items():
            found += self._of_group(base, group)
        return sorted(found, key=lambda each: each.placed.incoming.row)

    def _by_id(self, row: PlacedRow, numbers: dict[str, int]) -> KnownRow:
        key, number = row.listing.source_id, row.incoming.row
        if (first := numbers.setdefault(key, number)) != number:
            return KnownRow(row, key, same_as=first)
        known = self.known.get(key)
        return KnownRow(row, key, known.listing_id if known else self._legacy(key), known)

    def _of_group(self, base: str, group: Sequence[PlacedRow]) -> list[KnownRow]:
        """The rows of one name at one place."""
        found: list[KnownRow] = []
        left = list(self._of_base.get(base, ()))
        sessions = _session_keys(base, group)
        waiting: list[tuple[PlacedRow, str]] = []
        seen: dict[str, int] = {}
        for row, key in zip(group, sessions, strict=True):
            if key in seen:
                found.append(KnownRow(row, key, same_as=seen[key]))
                continue
            seen[key] = row.incoming.row
            same = next((each for each in left if self._is_same_session(each, key, row)), None)
            if same is None:
                waiting.append((row, key))
            else:
                left.remove(same)
                found.append(KnownRow(row, same.key, same.listing_id, same))
        for row, key in waiting:
            known = left.pop(0) if left else None
            if known is not None:
                found.append(KnownRow(row, known.key, known.listing_id, known))
            else:
                listing_id = self._legacy(key) or self._legacy(own_key(row.listing))
                found.append(KnownRow(row, key, listing_id))
        return found

    def _is_same_session(self, known: SourceRow, key: str, row: PlacedRow) -> bool:
        return known.key == key or known.has_said("when", FIELDS["when"].read(row.listing))

    def _legacy(self, key: str) -> str:
        """The listing that came in before rows were remembered; no other row may have it."""
        listing_id = self.listing_ids.get(key, "")
        if not listing_id or listing_id in self._claimed:
            return ""
        try:
            self._context.store.get_listing(listing_id)
        except NotFound:
            return ""
        self._claimed.add(listing_id)
        return listing_id


def _base_key(listing: Listing) -> str:
    """The whole name, in any script, and the place that the file itself gives."""
    where = listing.where
    point = f"{where.point.lat:.4f} {where.point.lon:.4f}" if where.point else ""
    ground = where.postcode or where.address or point or where.place or where.area_served
    name = fold(listing.name) or listing.name
    return f"{slug(listing.name, 32) or 'listing'}:{_mark(name, fold(ground))}"


def _session_keys(base: str, group: Sequence[PlacedRow]) -> list[str]:
    """A key for each row: the base alone for a single one; the same for rows that say the same."""
    if len(group) == 1:
        return [base]
    times = [value_words(FIELDS["when"].read(row.listing)) for row in group]
    often = Counter(times)
    return [
        f"{base}{_SESSION}{_mark(time) if often[time] == 1 else _mark(*_all_said(row.listing))}"
        for row, time in zip(group, times, strict=True)
    ]


def _all_said(listing: Listing) -> list[str]:
    return [f"{name}={value_words(value)}" for name, value in fields_of(listing).items()]


def _mark(*texts: str) -> str:
    digest = hashlib.sha256("\x1f".join(texts).encode()).digest()
    return base64.b32encode(digest).decode().lower()[:12]


def without_ids(row: Incoming) -> Incoming:
    """A row whose id column tells nothing apart."""
    return replace(row, listing=replace(row.listing, source_id=""))
