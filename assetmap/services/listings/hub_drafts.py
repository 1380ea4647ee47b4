"""What a hub's team may add: what goes on at their own hub, and the roles there.

Source: the product's table, "create draft: hub events, roles".
"""

from dataclasses import replace

from assetmap.domain.listings.kinds import Hosted, Kind, kinds_that
from assetmap.domain.listings.lifecycle import NotPossible
from assetmap.domain.listings.listing import Listing, Precision
from assetmap.domain.listings.opening import is_at
from assetmap.domain.people.people import Action, Person, Role, may
from assetmap.services.context import Context

OF_A_HUB: tuple[Kind, ...] = kinds_that(
    lambda rules: rules.hosted in (Hosted.GROUPS, Hosted.VISITS, Hosted.HELP)
)
WRONG_KIND = "Choose a group or activity, a service or a volunteering role at your hub."
WRONG_PLACE = "Give your hub as the venue: you can add what goes on there."


def adds_for_hub_alone(person: Person) -> bool:
    """Whether somebody may only add what goes on at a hub of theirs."""
    return may(person, Action.CREATE) and not may(person, Action.CREATE, "")


def require_kind(person: Person, listing: Listing) -> None:
    """Raises NotPossible when a hub's team begins what is none of a hub's events and roles."""
    if adds_for_hub_alone(person) and listing.kind not in OF_A_HUB:
        raise NotPossible(WRONG_KIND)


def require_own_hub(context: Context, person: Person, listing: Listing) -> None:
    """Raises NotPossible when a hub's team sends what does not go on at a hub of theirs.

    The hub itself, once more a draft, is theirs to send.
    """
    if not adds_for_hub_alone(person) or listing.id in person.own:
        return
    require_kind(person, listing)
    if not any(is_at(listing, hub) for hub in hubs_of(context, person)):
        raise NotPossible(WRONG_PLACE)


def at_own_hub(context: Context, person: Person, listing: Listing) -> Listing:
    """What a hub's team begins, at the place of their hub; as it is where it has a place already,
    or they have several hubs.
    """
    hubs = hubs_of(context, person) if adds_for_hub_alone(person) else []
    if len(hubs) != 1 or hubs[0].where.precision is not Precision.VENUE or _has_place(listing):
        return listing
    return replace(listing, where=hubs[0].where)


def _has_place(listing: Listing) -> bool:
    where = listing.where
    return any((where.venue, where.address, where.place, where.postcode, where.area_served))


def hubs_of(context: Context, person: Person) -> list[Listing]:
    """The public hubs that a hub's team looks after."""
    if not person.active or Role.HUB_TEAM not in person.roles:
        return []
    listings = context.directory_cache.current().listings
    own = [listings[id_] for id_ in person.own if id_ in listings]
    return [each for each in own if each.status.is_public]
