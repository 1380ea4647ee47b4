"""One card of a conversation in words: what it says is said once."""

from dataclasses import dataclass

from assetmap.domain.place import FURTHEST_WALK, walk_minutes
from assetmap.domain.text import fold
from assetmap.services.handouts.conversations import Option
from assetmap.web.presenters.cards import is_for_an_hour, where_beside_name
from assetmap.web.presenters.pages import Card


@dataclass(frozen=True)
class OptionCard:
    """One card. Empty texts are left out; `notes` are for staff alone."""

    card: Card
    where: str  # without a venue that the name says already
    how_far: str  # `0.4 miles away, about 8 minutes on foot`
    cost: str  # empty where an hour is given for an hour, which `exchange` says
    first_visit: str
    phone: str
    getting_there: str  # in the listing's own words, when it must be near a bus
    gives: str  # `You could give`; usually empty
    exchange: str  # `They give an hour; you could give one back one day`; usually empty
    reasons: tuple[str, ...]  # subjects of it that were meant
    unsaid: str  # `Does not say whether they are quiet`; usually empty
    is_picked: bool
    pick_url: str  # adds it to the sheet, or takes it off, without a script
    notes: tuple[str, ...] = ()


def option_card(
    option: Option,
    card: Card,
    *,
    is_by_bus: bool,
    is_picked: bool,
    pick_url: str,
    notes: tuple[str, ...] = (),
) -> OptionCard:
    """The words of an option; `is_by_bus` when it must be near one."""
    listing = option.hit.listing.shown
    rules = listing.kind.rules
    return OptionCard(
        card=card,
        where=where_beside_name(listing),
        how_far=", ".join(filter(None, (card.distance, walk_words(option.hit.distance_m)))),
        cost="" if is_for_an_hour(listing) else card.cost,
        first_visit=listing.first_visit,
        phone=listing.public.phone,
        getting_there=listing.getting_there if is_by_bus else "",
        gives=rules.invite if rules.only_gives else "",
        exchange="" if rules.only_gives else rules.invite,
        reasons=tuple(each for each in option.reasons if fold(each) not in fold(listing.name)),
        unsaid=f"Does not say {either(option.unsaid)}" if option.unsaid else "",
        is_picked=is_picked,
        pick_url=pick_url,
        notes=notes,
    )


def walk_words(metres: float | None) -> str:
    """`about 10 minutes on foot`, as the sheet says it; empty where that is too far."""
    if metres is None or walk_minutes(metres) > FURTHEST_WALK:
        return ""
    return f"about {walk_minutes(metres)} minutes on foot"


def either(ends: tuple[str, ...]) -> str:
    """`whether they are quiet, or what they cost`."""
    return ", or ".join(ends)
