"""What the feed is looked up by, worked out once for each version of the directory and each day."""

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.borough.borough import Borough
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.exchange.open_referral.feed import Feed
from assetmap.exchange.open_referral.location import has_location
from assetmap.exchange.open_referral.organization import Organization, Organizations
from assetmap.exchange.open_referral.service import last_modified
from assetmap.exchange.open_referral.taxonomy import CATEGORY, Tag, tags_of
from assetmap.search_index.snapshot import Mask
from assetmap.services.directory_cache import CacheState, DirectoryCache

NEVER = -1.0


@dataclass(frozen=True)
class FeedIndex:
    """The services of one version of the directory: what lists show. A service is known by its
    position in the snapshot.

    What has had its last date, or has not been confirmed for so long that no list shows it, is no
    service.
    """

    cached: CacheState
    feed: Feed
    shown: Mask

    def listing(self, position: int) -> PublicListing:
        """The listing at a position."""
        return self.cached.snapshot.rows[position].listing

    @cached_property
    def by_service(self) -> Mapping[str, int]:
        """Positions by the identifier of the service."""
        return self._by("service", self.shown)

    @cached_property
    def by_service_at_location(self) -> Mapping[str, int]:
        """Positions by the identifier of the service at its location, of those that have one."""
        return self._by("service_at_location", self.located)

    @cached_property
    def located(self) -> Mask:
        """Which services are at a location."""
        rows = self.cached.snapshot.rows
        has = np.fromiter((has_location(row.listing) for row in rows), bool, len(rows))
        located: Mask = self.shown & has
        return located

    @cached_property
    def organizations(self) -> Organizations:
        """Tells the organisation of a service."""
        return Organizations(map(self.listing, self._positions(self.shown)), self.feed)

    @cached_property
    def organized(self) -> Mapping[str, list[int]]:
        """The positions of each organisation's services by its identifier, in order of names."""
        found: dict[str, tuple[str, list[int]]] = {}
        for position in self._positions(self.shown):
            identifier, name = self.organizations.key_of(self.listing(position))
            found.setdefault(identifier, (name.casefold(), []))[1].append(position)
        in_order = sorted(found, key=lambda identifier: (found[identifier][0], identifier))
        return {identifier: found[identifier][1] for identifier in in_order}

    def organization(self, position: int) -> Organization:
        """Who runs the service at a position."""
        return self.organizations.of(self.listing(position))

    @cached_property
    def modified(self) -> NDArray[np.float64]:
        """When each listing was changed last, in seconds since 1970; NEVER where nobody knows."""
        moments = (last_modified(row.listing) for row in self.cached.snapshot.rows)
        seconds = (moment.timestamp() if moment else NEVER for moment in moments)
        return np.fromiter(seconds, np.float64, len(self.cached.snapshot))

    @cached_property
    def tagged(self) -> Mapping[Tag, list[int]]:
        """The positions of what has each tag; of a category also what has one beneath it."""
        found: dict[Tag, list[int]] = {}
        for position, row in enumerate(self.cached.snapshot.rows):
            for tag in _with_parents(tags_of(row.listing.shown)):
                found.setdefault(tag, []).append(position)
        return found

    def _by(self, sort: str, mask: Mask) -> Mapping[str, int]:
        ids = self.cached.snapshot.ids
        return {self.feed.id_of(sort, ids[n]): n for n in self._positions(mask)}

    @staticmethod
    def _positions(mask: Mask) -> list[int]:
        return np.flatnonzero(mask).tolist()


class FeedIndexes:
    """Gives the index of now. Safe to use from several threads."""

    def __init__(self, directory: DirectoryCache, borough: Borough, site: str) -> None:
        """`site` is the directory's own address, without a slash at its end."""
        self._directory, self._borough, self._site = directory, borough, site
        self._now: FeedIndex | None = None
        self._lock = threading.Lock()

    def current(self, today: date) -> FeedIndex:
        """The index of the directory as it is now, on a day."""
        cached = self._directory.current()
        with self._lock:
            now = self._now
            if now is None or now.cached is not cached or now.feed.today != today:
                snapshot = cached.snapshot
                shown = ~snapshot.finished(today) & ~snapshot.unconfirmed(today)
                now = self._now = FeedIndex(cached, Feed(self._borough, self._site, today), shown)
            return now


def _with_parents(tags: Iterable[Tag]) -> dict[Tag, None]:
    found: dict[Tag, None] = {}
    for tag in tags:
        found[tag] = None
        above, _, below = tag.slug.partition("/")
        if below and tag.taxonomy == CATEGORY:
            found[Tag(CATEGORY, above)] = None
    return found
