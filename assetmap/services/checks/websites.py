"""Listings whose website does not answer: they come onto the call list, and go from it.

They go when the website is well again, when the listing names another, or when somebody has
checked the listing: whoever rang about it has heard what there is to hear.
"""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date

import numpy as np

from assetmap.domain.checks.website import Answer, WebsiteCheck, after_look, website_digest
from assetmap.domain.listings.listing import Listing
from assetmap.search_index.listing_columns import UNCHECKED
from assetmap.services.context import Context
from assetmap.services.every_listing import EveryListing
from assetmap.storage.tables import WEBSITE_CHECKS

AT_ONCE = 8  # websites; each host has its own pace all the same
_FEW = 3  # websites, that may all be dead without our network being so


class Offline(Exception):
    """No website answered at all, so that it is most likely us who cannot reach them."""


@dataclass(frozen=True)
class LookedAt:
    """A public listing's website, what it answered, and since when it counts as dead."""

    listing: Listing
    answer: Answer
    dead_on: date | None

    @property
    def is_on_call_list(self) -> bool:
        """Whether somebody is to ring about it."""
        return self.dead_on is not None and not _is_since(self.listing.checked.on, self.dead_on)


def look_at_websites(
    context: Context, look: Callable[[str], Answer], limit: int | None = None
) -> list[LookedAt]:
    """Look at each public listing's website and remember what came of it; gives it by address.

    An address of several listings is looked at once. With a `limit` only so many addresses: those
    first that were never looked at, then those that have waited longest. Raises Offline, and
    remembers nothing then.
    """
    known = {check.listing_id: check for check in context.store.find(WEBSITE_CHECKS)}
    naming = _naming(context)
    wanted = sorted(naming, key=lambda each: (_last(each, naming[each], known), each))[:limit]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = dict(zip(wanted, pool.map(look, wanted), strict=True))
    asked = [answer for answer in answers.values() if answer is not Answer.UNFIT]
    if len(asked) >= _FEW and not any(answer.has_come for answer in asked):
        raise Offline
    return _remember(context, naming, known, answers)


def dead_websites(context: Context) -> dict[str, WebsiteCheck]:
    """What is remembered of each listing whose website does not answer, by the listing's id."""
    return {check.listing_id: check for check in context.store.find(WEBSITE_CHECKS, is_dead=1)}


def website_dead_on(listing: Listing, check: WebsiteCheck | None) -> date | None:
    """Since when a listing's website does not answer, while somebody should ring about it."""
    return _dead_on(listing.public.website, listing.checked.on, check) if check else None


def all_dead_on(every: EveryListing, checks: Mapping[str, WebsiteCheck]) -> dict[str, date]:
    """The same of each listing of which something is remembered, by its id."""
    kept, found = every.arrays.kept, {}
    for listing_id, check in checks.items():
        if (at := every.place_of(listing_id)) is None:
            continue
        day = int(kept.flat["checked_on"][at])
        checked_on = None if day == UNCHECKED else date.fromordinal(day)
        if dead_on := _dead_on(kept.text("web_address", at), checked_on, check):
            found[listing_id] = dead_on
    return found


def _dead_on(website: str, checked_on: date | None, check: WebsiteCheck) -> date | None:
    if check.dead_on is None or check.website != website_digest(website):
        return None
    return None if _is_since(checked_on, check.dead_on) else check.dead_on


def _is_since(checked_on: date | None, since: date) -> bool:
    return checked_on is not None and checked_on >= since


def _naming(context: Context) -> dict[str, list[Listing]]:
    """The public listings that name each address."""
    found: dict[str, list[Listing]] = {}
    every = context.directory_cache.current().every
    has_website = np.diff(every.arrays.kept.packed["web_address"].first) > 0
    for listing in every.where(has_website & every.arrays.is_public):
        found.setdefault(listing.public.website, []).append(listing)
    return found


def _last(address: str, listings: list[Listing], known: Mapping[str, WebsiteCheck]) -> date:
    """When all listings that name an address had it looked at; long ago if one never did."""
    digest = website_digest(address)
    checks = (known.get(listing.id) for listing in listings)
    return min(check.on if check and check.website == digest else date.min for check in checks)


def _remember(
    context: Context,
    naming: Mapping[str, list[Listing]],
    known: Mapping[str, WebsiteCheck],
    answers: Mapping[str, Answer],
) -> list[LookedAt]:
    today, done = context.clock.today(), []
    named = {listing.id for listings in naming.values() for listing in listings}
    with context.unit_of_work() as uow:
        for listing_id in known.keys() - named:
            uow.delete(WEBSITE_CHECKS, listing_id=listing_id)
        for address, answer in answers.items():
            for listing in naming[address]:
                check = after_look(known.get(listing.id), listing.id, address, answer, today)
                uow.save(WEBSITE_CHECKS, check)
                done.append(LookedAt(listing, answer, check.dead_on))
    return sorted(done, key=lambda each: (each.listing.public.website, each.listing.id))
