"""A member's offer as the public sees it: a listing that says nothing of whose it is (TB13)."""

import base64
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from assetmap.domain.borough.borough import Borough
from assetmap.domain.listings.cost import Cost
from assetmap.domain.listings.listing import (
    SUMMARY_LONGEST,
    Checked,
    Contact,
    Kind,
    Listing,
    Precision,
    Status,
    Where,
)
from assetmap.domain.text import clean, one_line, slug
from assetmap.domain.time_bank.items import ItemPreference, TimeBankItem
from assetmap.domain.times.schedule import Schedule
from assetmap.exchange.values import short

SOURCE = "own-time-bank"  # of the listings that are members' offers; no others are touched
COST = "1 time credit an hour"
JOIN = "time-bank"
ASK_WHEN = "Ask which day suits"
_CHECKED_HOW = "confirmed by the member"
CONSENT = "The member agreed, through the time bank."
_EVERYONE = "everyone"
_NAME_LONGEST = 80
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_LONG_DAYS = (
    *("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays"),
    *("Saturdays", "Sundays"),
)
# What somebody would teach or learn is told. With whom they would do it tells their own age.
_TOLD = {ItemPreference.TEACH: "teach", ItemPreference.LEARN: "learn"}


@dataclass(frozen=True)
class PublicOffer:
    """An offer that is put before the public, and the name of the ground that it is offered on."""

    item: TimeBankItem
    area: str


def offer_listing(
    offer: PublicOffer, borough: Borough, today: date, before: Listing | None, new_id: str
) -> Listing:
    """The listing of an offer: as it was, with what the offer says by now."""
    item = offer.item
    name, details = short(clean(item.title), _NAME_LONGEST), clean(item.details).strip()
    base = before or Listing(id=new_id, kind=Kind.TIME_BANK_OFFER, name=name)
    is_summary = len(details) <= SUMMARY_LONGEST and "\n" not in details
    return replace(
        base,
        name=name,
        summary=details if is_summary else short(one_line(details), SUMMARY_LONGEST),
        description="" if is_summary else details,
        categories=_categories(item, borough),
        audience=_known((_EVERYONE,), (each.slug for each in borough.words.audiences)),
        where=Where(Precision.AREA, area_served=offer.area),
        schedule=Schedule(words=(day_words(item.days),), records=base.schedule.records),
        cost=Cost(COST),
        join=JOIN,
        exchange=tuple(_TOLD[each] for each in item.preferences if each in _TOLD),
        run_by=borough.time_bank_name,
        public=_contact(borough),
        steward=borough.body,
        consent=CONSENT,
        checked=_checked(item, borough, today, base.checked),
        source=SOURCE,
        source_id=item.id,
        status=base.status if base.status.is_public else Status.PUBLISHED,
        archived_because="",
        paused_until=base.paused_until if base.status.is_public else None,
    )


def whole_borough(borough: Borough) -> str:
    """How an offer's area is written that is not told: the whole borough."""
    return borough.name


def listing_id_of(item: TimeBankItem, is_taken: Callable[[str], bool]) -> str:
    """A free id for the listing of an item: its title and a mark, and nothing else of it."""
    named = slug(item.title, 40) or "offer"
    digest = hashlib.sha256(f"{SOURCE}\x1f{item.id}".encode()).digest()
    mark = base64.b32encode(digest).decode().lower()
    ways = (f"{named}-{mark[:length]}" for length in range(5, 27))
    return next(each for each in ways if not is_taken(each))


def day_words(days: Iterable[str]) -> str:
    """The days of an offer in words: `Tuesdays and Thursdays`, `Any day`."""
    chosen = [long for day, long in zip(_DAYS, _LONG_DAYS, strict=True) if day in set(days)]
    if not chosen:
        return ASK_WHEN
    if len(chosen) == len(_DAYS):
        return "Any day"
    if chosen == [*_LONG_DAYS[:5]]:
        return "Mondays to Fridays"
    return " and ".join(filter(None, (", ".join(chosen[:-1]), chosen[-1])))


def _categories(item: TimeBankItem, borough: Borough) -> tuple[str, ...]:
    """The time bank's own category first, as the kind is, then the offer's."""
    wanted = (borough.time_bank.category, item.category)
    return _known(wanted, (each.slug for each in borough.words.every_category()))


def _known(wanted: Iterable[str], slugs: Iterable[str]) -> tuple[str, ...]:
    known = frozenset(slugs)
    return tuple(each for each in dict.fromkeys(wanted) if each in known)


def _contact(borough: Borough) -> Contact:
    """Whom to ask: the broker, never the member."""
    rules, line = borough.time_bank, borough.help
    return Contact(phone=rules.phone or line.phone, email=rules.email or line.email)


def _checked(item: TimeBankItem, borough: Borough, today: date, before: Checked) -> Checked:
    """When the member said last that it stands; what was reported since stays on record."""
    renewed = min(today, max(item.since, item.until - borough.time_bank.item_time))
    told = Checked(renewed, borough.body, _CHECKED_HOW)
    is_same = before.on == renewed
    return (
        replace(told, reported=before.reported, unanswered=before.unanswered) if is_same else told
    )
