"""Which group or hub a volunteering role is with, and the roles that a group or hub has."""

from collections.abc import Collection, Iterator

from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.text import fold
from assetmap.search_index.row_columns import text_hash
from assetmap.services.context import Context
from assetmap.services.search.roles import roles_of


def group_of(context: Context, role: PublicListing) -> PublicListing | None:
    """The one public listing that a role names as the group or hub that it is with, if any."""
    snapshot = context.directory_cache.current().snapshot
    named = fold(role.shown.with_group)
    if not named:
        return None
    is_role = roles_of(snapshot)
    called = snapshot.holding("called", {text_hash(named)}).tolist()
    hosts = (snapshot.rows[position].listing for position in called if not is_role[position])
    found = [listing for listing in hosts if named in _names(listing.shown)]
    return found[0] if len(found) == 1 else None


def roles_with(context: Context, listing: PublicListing) -> tuple[PublicListing, ...]:
    """The roles of today that name a group or hub as the one that they are with, by name."""
    if listing.shown.kind.rules.only_gives:
        return ()
    names, found = _names(listing.shown), []
    for role in _open_roles(context, names):
        if fold(role.shown.with_group) in names:
            group = group_of(context, role)
            if group is not None and group.id == listing.id:
                found.append(role)
    return tuple(sorted(found, key=lambda role: (fold(role.shown.name), role.id)))


def _open_roles(context: Context, names: Collection[str]) -> Iterator[PublicListing]:
    """The roles of today that may be with a group of one of some names."""
    snapshot, today = context.directory_cache.current().snapshot, context.clock.today()
    shown = roles_of(snapshot) & ~snapshot.finished(today) & ~snapshot.unconfirmed(today)
    named = snapshot.holding("with_group", set(map(text_hash, names))).tolist()
    return (snapshot.rows[position].listing for position in named if shown[position])


def _names(listing: Listing) -> frozenset[str]:
    """What it may be named by: its names, those of before as well, and its id as files have it."""
    return frozenset(map(fold, (*listing.names, listing.id)))
