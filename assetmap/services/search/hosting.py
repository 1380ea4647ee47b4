"""Who uses a hub or a space, the host: what meets there, by what it is to the host, and when.

Told by the records alone: by the kind of each listing, by where its series meet, and by the
borough's own words for the sessions of those who visit, such as `surgery`.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from assetmap.domain.listings.kinds import Hosted
from assetmap.domain.listings.listing import Precision
from assetmap.domain.listings.opening import opening_rules, series_in
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.text import fold
from assetmap.domain.times.rules import Rule
from assetmap.search_index.row import Row
from assetmap.search_index.snapshot import Mask
from assetmap.services.context import Context
from assetmap.services.search.same_place import at_same_place
from assetmap.services.search.volunteering import roles_with

_OPEN_PLACES = (Precision.VENUE, Precision.AREA)  # others are told at no other place


@dataclass(frozen=True)
class HostedHere:
    """Something at a host: a listing, or of the host's own sessions one that somebody visits for.

    `rules` are its series that meet here; None where all of it does.
    """

    part: Hosted
    name: str
    listing: PublicListing
    rules: tuple[Rule, ...] | None = None


def hosted_at(context: Context, host: PublicListing) -> tuple[HostedHere, ...]:
    """What meets at the place of a listing, and the roles that are with it, in the order of its
    parts and by name.

    All of it is `ALSO` at the place of what hosts nobody. Roles that name a hub in their own words
    are wanted there as well. None for a listing whose place is not shown in full, and never one
    whose place is hidden.
    """
    roles = [HostedHere(Hosted.HELP, each.shown.name, each) for each in roles_with(context, host)]
    wanted = {each.listing.id for each in roles}
    found = [each for each in _at_place(context, host) if each.listing.id not in wanted]
    order = list(Hosted)
    return tuple(
        sorted(
            (*roles, *found),
            key=lambda x: (order.index(x.part), x.name.casefold(), x.listing.id),
        )
    )


def _at_place(context: Context, host: PublicListing) -> list[HostedHere]:
    """What is at the place of a listing, or names it as its place."""
    if host.where.precision is not Precision.VENUE or host.point is None:
        return []
    here = at_same_place(context, host)
    rules = host.shown.kind.rules
    if not rules.hosts_others and not rules.lets_rooms:
        return [HostedHere(Hosted.ALSO, each.shown.name, each) for each in here]
    found = [*(HostedHere(_part(each), each.shown.name, each) for each in here)]
    if rules.hosts_others:
        known = {host.id, *(each.id for each in here)}
        found += [*_own_visits(context, host), *_series_here(context, host, known)]
        found += _roles_naming(context, host, known)
    return found


def _part(listing: PublicListing) -> Hosted:
    """What a listing is to its host. A service whose own door is open for hours is no visitor."""
    part = listing.shown.kind.rules.hosted
    if part is Hosted.VISITS and opening_rules(listing.shown):
        return Hosted.ALSO
    return part


def _own_visits(context: Context, host: PublicListing) -> Iterator[HostedHere]:
    """The host's own sessions whose names tell that somebody visits for them."""
    words = [f" {fold(word)} " for word in context.borough.visits]
    today = context.clock.today()
    by_name: dict[str, list[Rule]] = {}
    for rule in host.shown.schedule.rules:
        name, until = rule.details.name, rule.details.until
        is_over = until is not None and until < today
        is_visit = any(map(f" {fold(name)} ".__contains__, words))
        if is_visit and not is_over and not rule.details.at:
            by_name.setdefault(name, []).append(rule)
    for name, rules in by_name.items():
        yield HostedHere(Hosted.VISITS, name, host, tuple(rules))


def _told(context: Context) -> Mask:
    """The listings that may be told of at another's place."""
    snapshot, today = context.directory_cache.current().snapshot, context.clock.today()
    hidden = snapshot.unconfirmed(today) | snapshot.finished(today)
    return snapshot.has_precision(*_OPEN_PLACES) & ~hidden


def _rows(context: Context, positions: Iterable[int], known: Collection[str]) -> Iterator[Row]:
    """The rows at some positions, but for those of listings that are known."""
    snapshot = context.directory_cache.current().snapshot
    yield from (snapshot.rows[n] for n in positions if snapshot.ids[n] not in known)


def _series_here(
    context: Context, host: PublicListing, known: Collection[str]
) -> Iterator[HostedHere]:
    """Listings from elsewhere of which some series meet at a hub."""
    flat = context.directory_cache.current().snapshot.kept.row.flat
    away = np.flatnonzero(flat["has_own_places"] & _told(context)).tolist()
    for row in _rows(context, away, known):
        rules = row.listing.shown.schedule.rules
        numbers = sorted(series_in(row.listing.shown, host.shown))
        if numbers:
            here = tuple(rules[number] for number in numbers)
            yield HostedHere(_part(row.listing), row.listing.shown.name, row.listing, here)


def _roles_naming(
    context: Context, host: PublicListing, known: Collection[str]
) -> Iterator[HostedHere]:
    """Roles that meet elsewhere, or nowhere, and name a hub in their own words."""
    named = {fold(name) for name in (host.shown.name, host.where.venue)}
    names = [f" {name} " for name in named if " " in name]  # one word alone may mean anything
    kept, told = context.directory_cache.current().snapshot.kept.row, _told(context)
    naming = {n for name in names for n in kept.holding("role_words", name) if told[n]}
    for row in _rows(context, sorted(naming), known):
        yield HostedHere(Hosted.HELP, row.listing.shown.name, row.listing)
