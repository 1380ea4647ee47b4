"""The ways to have some dates in one's own calendar, as links that work without a script."""

from dataclasses import dataclass
from urllib.parse import quote

from flask import Response, after_this_request, request

from assetmap.domain.listings.public_listing import PublicListing
from assetmap.services.context import Context
from assetmap.services.search.feeds import has_dates, is_hub
from assetmap.web.framework.form_origin import own_address

# Its own page for adding a calendar by its address; it takes that of the scheme below alone.
_GOOGLE = "https://calendar.google.com/calendar/r?cid="
_SCHEME = "webcal"


@dataclass(frozen=True)
class SubscribeBox:
    """What the component `subscribe` shows. `webcal` is blank on Android, where such links do
    nothing at all.
    """

    what: str  # `the dates`, `everything at this hub`
    address: str
    webcal: str
    google: str


def subscribe_box(path: str, what: str) -> SubscribeBox:
    """The box for a feed of ours at a path, for the device that asks."""
    after_this_request(_differs_by_device)
    address = f"{own_address()}{path}"
    webcal = f"{_SCHEME}:{address.partition(':')[2]}"
    is_android = "android" in (request.user_agent.string or "").casefold()
    google = f"{_GOOGLE}{quote(webcal, safe='')}"
    return SubscribeBox(what, address, "" if is_android else webcal, google)


def subscribe_box_of(context: Context, listing: PublicListing) -> SubscribeBox | None:
    """The box of a listing's page: of a hub all that is on there; None where nothing is to come."""
    if not has_dates(context, listing):
        return None
    if is_hub(listing):
        return subscribe_box(f"/hub/{listing.id}.ics", "everything that is on here")
    return subscribe_box(f"/listing/{listing.id}.ics", "the dates")


def _differs_by_device(response: Response) -> Response:
    response.vary.add("User-Agent")
    return response
