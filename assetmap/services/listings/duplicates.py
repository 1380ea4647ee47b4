"""Listings that may be the same thing twice: found by name, place, day and ways to get in touch."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assetmap.domain.listings.listing import Contact, Listing
from assetmap.domain.listings.suggestion import NotSame, not_same_id
from assetmap.domain.people.people import Action, require
from assetmap.domain.privacy.audit import AuditEvent
from assetmap.domain.privacy.do_not_list import comparable_contacts
from assetmap.search_index.distances import distances_m
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.match_features import Lookup, MatchFeatures
from assetmap.storage.tables import NOT_SAME

NEAR_M = 100
LIKELY = 0.5  # the score from which two listings are worth looking at without being asked
_SHOWN_FROM = 0.25
_FAR_M = 1500
_OFTEN = 3  # listings with the same number: an organisation that runs several things
_Likely = tuple[tuple[str, ...], float]
_CONTACT_WORDS = {
    "phone": "same phone number",
    "email": "same email address",
    "website": "same website",
}


@dataclass(frozen=True)
class Candidate:
    """A listing that may be the same thing, why, and how likely: `score` from 0 to 1."""

    listing: Listing
    reasons: tuple[str, ...]
    score: float


@dataclass(frozen=True)
class Pair:
    """Two listings that may be the same thing."""

    one: Listing
    other: Listing
    reasons: tuple[str, ...]
    score: float


def candidates(context: Context, listing: Listing, most: int = 5) -> tuple[Candidate, ...]:
    """The listings in any status that may be the same as this one, the likeliest first.

    The listing need not be kept yet. One that was merged stands for the one it was merged into;
    pairs that somebody said are not the same are left out.
    """
    return DuplicateFinder(context).candidates(listing, most)


def likely_pairs(context: Context, at_least: float = LIKELY) -> tuple[Pair, ...]:
    """Every pair of the directory that may be the same thing, the likeliest first."""
    search = DuplicateFinder(context)
    found: dict[str, Pair] = {}
    every = context.directory_cache.current().every
    # Each listing is compared with all others: they are read one after the other.
    for each in every.where(every.arrays.kept.coded["merged_into"].having("")):
        for other in search.candidates(each, most=5):
            if other.score >= at_least:
                one, two = sorted((each, other.listing), key=lambda listing: listing.id)
                key = not_same_id(one.id, two.id)
                found.setdefault(key, Pair(one, two, other.reasons, other.score))
    return tuple(sorted(found.values(), key=lambda pair: (-pair.score, pair.one.id, pair.other.id)))


def remember_not_same(context: Context, actor: Actor, one: str, other: str) -> None:
    """Note that two listings only look alike. Raises NotAllowed, NotFound."""
    require(actor.person, Action.CREATE)
    now, key = context.clock.now(), not_same_id(one, other)
    with context.unit_of_work() as uow:
        for listing_id in (one, other):
            context.store.get_listing(listing_id)
        if context.store.count(NOT_SAME, id=key):
            return
        first, second = sorted((one, other))
        uow.save(NOT_SAME, NotSame(key, first, second, actor.person.id, now))
        for listing_id, than in ((one, other), (other, one)):
            subject = f"listing:{listing_id}"
            uow.audit(
                AuditEvent(
                    now, actor.person.id, "not the same", subject, actor.origin, f"as {than}"
                )
            )


class DuplicateFinder:
    """One look through the directory as it is now, for many listings one after the other."""

    def __init__(self, context: Context) -> None:
        self._context = context
        cached = context.directory_cache.current()
        self._listings = cached.listings
        self._lookup: Lookup = context.match_features.lookup(cached.every)
        self._private = context.store.private_contacts()
        self._by_private = _by_value(self._private)

    def candidates(self, listing: Listing, most: int = 5) -> tuple[Candidate, ...]:
        """As the function of this name."""
        mine = self._context.match_features.of(listing)
        names = self._names(mine)
        contacts = self._contacts(mine, listing.private or self._private.get(listing.id))
        some = list({*names, *self._near(mine), *contacts})
        found: dict[str, Candidate] = {}
        for at, metres in zip(some, self._metres(mine, some), strict=True):
            theirs = self._lookup.all[at]
            likely = _weighed(mine, theirs, names.get(at, 0), metres, contacts.get(at, {}))
            if likely:
                self._add(found, listing.id, theirs.listing_id, likely)
        self._leave_out_not_same(found, listing.id)
        best = sorted(found.values(), key=lambda each: (-each.score, each.listing.id))
        return tuple(best[:most])

    def _names(self, mine: MatchFeatures) -> dict[int, float]:
        """How alike the names are, of 100, by position, where they are alike at all."""
        found: dict[int, float] = {}
        for name in mine.names:
            for place, score in self._lookup.names.like(name).items():
                at = int(self._lookup.owners[place])
                found[at] = max(found.get(at, 0.0), score)
        return found

    def _near(self, mine: MatchFeatures) -> list[int]:
        """The positions of what is at the same place."""
        return [] if mine.point is None else self._lookup.points.within(mine.point, NEAR_M)

    def _metres(self, mine: MatchFeatures, positions: Sequence[int]) -> list[float]:
        """How far away each is; NaN where either place may not be known to the metre."""
        lookup = self._lookup
        if mine.point is None:
            return [math.nan] * len(positions)
        some = np.array(positions, np.intp)
        metres = distances_m(lookup.points.lat[some], lookup.points.lon[some], mine.point)
        return list(map(float, metres))

    def _contacts(self, mine: MatchFeatures, private: Contact | None) -> dict[int, dict[str, int]]:
        """The reasons that lie in a contact, by position; with each, how many share it."""
        found: dict[int, dict[str, int]] = defaultdict(dict)
        for contact in mine.contacts:
            others = self._others(self._lookup.by_contact.get(contact, ()), mine)
            for at in others:
                reason = _CONTACT_WORDS[contact[0]]
                found[at][reason] = min(len(others), found[at].get(reason, len(others)))
        # Whose private contact it is must not be told, nor that it is one.
        own = {value for _, value in mine.contacts}
        kept = {value for _, value in comparable_contacts(private)} if private else set()
        for value in own | kept:
            others = self._others(self._holders(value, with_public=value in kept), mine)
            for at in others:
                if not found[at]:
                    found[at]["same way to get in touch"] = len(others)
        return found

    def _holders(self, value: str, *, with_public: bool) -> tuple[int, ...]:
        """Where a number or address is the private one, or any."""
        ids = self._by_private.get(value, ())
        holders = {self._lookup.by_id[each] for each in ids if each in self._lookup.by_id}
        if with_public:
            for sort in _CONTACT_WORDS:
                holders |= set(self._lookup.by_contact.get((sort, value), ()))
        return tuple(sorted(holders))

    def _others(self, positions: Iterable[int], mine: MatchFeatures) -> tuple[int, ...]:
        every = self._lookup.all
        return tuple(at for at in positions if every[at].listing_id != mine.listing_id)

    def _add(
        self, found: dict[str, Candidate], own_id: str, their_id: str, likely: _Likely
    ) -> None:
        """Keep the better of two reasons to look at the same listing."""
        listing = self._kept_of(self._listings[their_id])
        if listing.id == own_id:
            return
        before = found.get(listing.id)
        if before is None or before.score < likely[1]:
            found[listing.id] = Candidate(listing, *likely)

    def _kept_of(self, listing: Listing) -> Listing:
        """The listing that a merged one stands for; a circle of merges ends where it began."""
        seen = {listing.id}
        while listing.merged_into in self._listings and listing.merged_into not in seen:
            seen.add(listing.merged_into)
            listing = self._listings[listing.merged_into]
        return listing

    def _leave_out_not_same(self, found: dict[str, Candidate], own_id: str) -> None:
        if not found:
            return
        keys = [not_same_id(own_id, other) for other in found]
        for pair in self._context.store.find(NOT_SAME, id=keys):
            for listing_id in (pair.listing_id, pair.other_id):
                found.pop(listing_id, None)


def _weighed(
    mine: MatchFeatures,
    theirs: MatchFeatures,
    name: float,
    metres: float,
    contacts: Mapping[str, int],
) -> _Likely | None:
    """Why and how likely two are the same, or None when they are not worth showing."""
    if mine.listing_id == theirs.listing_id:
        return None
    is_near, same_days = metres <= NEAR_M, mine.days & theirs.days
    # Two groups in one hall are two groups, unless they begin at the same time for the same sake.
    at_once = mine.times & theirs.times and _categories(mine) & _categories(theirs)
    if not name and not contacts and not (is_near and at_once):
        return None
    score, reasons = _name_score(mine, theirs, name)
    score += sum(_contact_score(shared) for shared in contacts.values())
    reasons += list(contacts)
    if is_near:
        score += 0.2
        reasons.append(_near_words(metres))
    elif metres > _FAR_M:
        score -= 0.15
    if same_days:
        score += 0.1
        reasons.append("same day")
    elif mine.days and theirs.days:
        score -= 0.1
    # What is done or given in person is never the same thing as the group that asks for it.
    if mine.gives_time != theirs.gives_time:
        score -= 0.25
    if score < (_SHOWN_FROM if name or not contacts else 0.0):
        return None
    return tuple(reasons), round(max(0.0, min(1.0, score)), 2)


def _name_score(mine: MatchFeatures, theirs: MatchFeatures, name: float) -> tuple[float, list[str]]:
    if not name:
        return 0.0, []
    score = (name - 60) / 80  # 80 gives a quarter, 100 a half
    if mine.places and theirs.places and mine.places.isdisjoint(theirs.places):
        score -= 0.25  # the Grays one and the Tilbury one
    return score, ["same name" if name == 100 else "nearly the same name"]


def _contact_score(shared: int) -> float:
    """The more listings share it, the more it is only an organisation's own."""
    return 0.3 if shared == 1 else 0.2 if shared < _OFTEN else 0.1


def _near_words(metres: float) -> str:
    rounded = round(metres / 10) * 10
    return "same place" if rounded < 10 else f"{rounded:.0f} metres away"


def _categories(likeness: MatchFeatures) -> set[str]:
    return set(likeness.categories)


def _by_value(contacts: Mapping[str, Contact]) -> dict[str, list[str]]:
    """The listings by each number or address of their private contact."""
    found: dict[str, list[str]] = defaultdict(list)
    for listing_id, contact in contacts.items():
        for _, value in comparable_contacts(contact):
            found[value].append(listing_id)
    return found
