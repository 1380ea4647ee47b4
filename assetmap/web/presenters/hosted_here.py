"""The page of a hub or a space: who uses it, and whether a group can take it on."""

from collections.abc import Iterable

from flask import url_for

from assetmap.domain.borough.borough import Borough
from assetmap.domain.listings.fields_kinds import CHOICES
from assetmap.domain.listings.kinds import Hosted, Kind
from assetmap.domain.listings.listing import Listing
from assetmap.domain.text import slug
from assetmap.domain.times.schedule_words import rule_lines
from assetmap.services.search.hosting import HostedHere
from assetmap.web.presenters.cards import usual_times
from assetmap.web.presenters.hosted_pages import AlsoHere, AlsoHerePart, TransferBox

USES_IT = "Who uses it"  # of a place to hire: whoever meets there, be it a group or a service
_USERS = (Hosted.VISITS, Hosted.GROUPS)
_NO_TRANSFER = "no"


def also_here_of(host: Listing, hosted: Iterable[HostedHere]) -> tuple[AlsoHerePart, ...]:
    """What meets at the place of a listing, parted under plain headings."""
    parts: dict[str, list[AlsoHere]] = {}
    for each in hosted:
        parts.setdefault(_heading(host, each.part), []).append(_entry(host, each))
    return tuple(
        AlsoHerePart(slug(heading), heading, tuple(entries)) for heading, entries in parts.items()
    )


def transfer_box_of(listing: Listing, borough: Borough) -> TransferBox | None:
    """Of a place that can be taken on, or was asked for; None where the borough names no policy."""
    policy, words = borough.transfer_policy, CHOICES["transfer"].get(listing.transfer, "")
    is_space = listing.kind is Kind.SPACE
    if not is_space or policy is None or not words or listing.transfer == _NO_TRANSFER:
        return None
    return TransferBox(words, policy)


def _heading(host: Listing, part: Hosted) -> str:
    return USES_IT if host.kind.rules.lets_rooms and part in _USERS else part.value


def _entry(host: Listing, hosted: HostedHere) -> AlsoHere:
    listing = hosted.listing.shown
    is_own = listing.id == host.id
    url = "" if is_own else url_for("public.listing", listing_id=listing.id)
    return AlsoHere(hosted.name, url, _times(hosted))


def _times(hosted: HostedHere) -> str:
    """When it is here, `Wednesday, 1:30pm to 3:30pm`; of a role how much time it asks for."""
    asked = hosted.listing.shown.time_asked
    if hosted.part is Hosted.HELP and asked:
        return asked
    if hosted.rules is None:
        return usual_times(hosted.listing.shown)
    lines = [line.removeprefix(f"{hosted.name}: ") for line in rule_lines(hosted.rules)]
    return "; ".join(lines)
