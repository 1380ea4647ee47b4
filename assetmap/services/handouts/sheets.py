"""Sheets to take away: kept under a code, found again with today's facts, forgotten in time.

What is kept is the listings' ids, the format and two dates. Whom a sheet is for, what somebody
wrote on it and where they live is never asked here, so it cannot be kept.
"""

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache

from assetmap.domain.handouts.sheet import KEPT_DAYS, MOST, Format, Sheet
from assetmap.domain.search.results import Hit, PlaceMatch
from assetmap.paths import DATA
from assetmap.services.context import Context
from assetmap.services.search.reading import Gone, MovedTo, hit_of, read_listing
from assetmap.storage.store import NotFound
from assetmap.storage.tables import SHEETS
from assetmap.storage.unit_of_work import UnitOfWork

FIGURES = 10_000  # the four figures: 0000 to 9999
_CODE = re.compile(r"([A-Z0-9]{4,8})(?=[A-Z0-9]{0,3}[0-9])([A-Z0-9]{4})")
_AS_LETTERS = str.maketrans("01258", "OIZSB")
_AS_FIGURES = str.maketrans("OQILZSB", "0011258")
_BETWEEN = re.compile(r"[^A-Z0-9]")


@cache
def words() -> tuple[str, ...]:
    """The words that codes begin with, in capitals."""
    lines = (DATA / "sheet_words.txt").read_text(encoding="utf-8").splitlines()
    return tuple(
        word.upper() for line in lines if not line.startswith("#") for word in line.split()
    )


def new_code() -> str:
    """A code that nobody can foretell; whether it is taken is for the one who asks."""
    return f"{secrets.choice(words())}-{secrets.randbelow(FIGURES):04}"


def read_code(typed: str) -> str:
    """The code in what somebody typed (`kite 4821`, `K1TE-482I`, its address); empty when none.

    A code whose word is not on our list is one all the same: lists change, sheets stay.
    """
    last = typed.strip().rstrip("/").rpartition("/")[2].partition("?")[0]
    match = _CODE.fullmatch(_BETWEEN.sub("", last.upper()))
    if match is None:
        return ""
    word, figures = match[1].translate(_AS_LETTERS), match[2].translate(_AS_FIGURES)
    with_l = match[1].replace("1", "L").translate(_AS_LETTERS)  # a 1 is an I or an L
    word = with_l if with_l in words() else word
    return f"{word}-{figures}" if word.isalpha() and figures.isdigit() else ""


class NoSheet(Exception):
    """No sheet has this code, or it has been forgotten."""


class Expired(Exception):
    """The sheet's last day has passed; it has just been taken out of the store."""


@dataclass(frozen=True, slots=True)
class SheetItem:
    """One line of a sheet: a listing as it stands today, or that it is no longer listed."""

    id: str
    hit: Hit | None  # None when it is no longer listed


def keep_sheet(context: Context, listing_ids: Iterable[str], format_: Format) -> Sheet:
    """Keep a sheet of what can be found of these listings. Raises NoSheet when that is nothing."""
    ids = tuple(item.id for item in items_of(context, listing_ids))
    if not ids:
        raise NoSheet("a sheet needs a listing")
    today = context.clock.today()
    with context.unit_of_work() as uow:
        sheet = Sheet(_free_code(context), ids, format_, today, today + timedelta(days=KEPT_DAYS))
        uow.save(SHEETS, sheet)
    return sheet


def find_sheet(context: Context, typed: str) -> Sheet:
    """The sheet of a code, however it is typed. Raises NoSheet; Expired once, and it is gone."""
    try:
        sheet = context.store.get(SHEETS, read_code(typed))
    except NotFound:
        raise NoSheet("no sheet has this code") from None
    if sheet.until >= context.clock.today():
        return sheet
    with context.unit_of_work() as uow:
        uow.delete(SHEETS, id=sheet.id)
    raise Expired(f"{sheet.id} expired")


def has_code(context: Context, typed: str) -> bool:
    """Whether a sheet that can be found has this code, however it is typed."""
    try:
        return context.store.get(SHEETS, read_code(typed)).until >= context.clock.today()
    except NotFound:
        return False


def drop_expired(context: Context, uow: UnitOfWork) -> int:
    """Take out the sheets whose last day has passed; gives how many."""
    today = context.clock.today()
    old = [sheet for sheet in context.store.find(SHEETS) if sheet.until < today]
    return sum(uow.delete(SHEETS, id=sheet.id) for sheet in old)


def items_of(
    context: Context, listing_ids: Iterable[str], place: PlaceMatch | None = None
) -> tuple[SheetItem, ...]:
    """The listings in their order, each once and at most twelve; what never was is left out.

    With a place, each says how far it is from there, as far as the public may measure it.
    """
    items: dict[str, SheetItem] = {}
    for listing_id in dict.fromkeys(listing_ids):
        item = _item(context, listing_id, place)
        if item is not None and len(items) < MOST:
            items.setdefault(item.id, item)
    return tuple(items.values())


def items_on(
    context: Context, sheet: Sheet, place: PlaceMatch | None = None
) -> tuple[SheetItem, ...]:
    """The listings of a kept sheet: what was on it and cannot be found any more is told as gone."""
    items = ((each, _item(context, each, place)) for each in sheet.listing_ids)
    known = [item or SheetItem(listing_id, None) for listing_id, item in items]
    return tuple({item.id: item for item in known}.values())


def _item(context: Context, listing_id: str, place: PlaceMatch | None) -> SheetItem | None:
    try:
        listing = read_listing(context, listing_id)
    except MovedTo as moved:
        return _item(context, moved.listing_id, place)
    except Gone:
        return SheetItem(listing_id, None)
    except NotFound:
        return None
    hit = hit_of(context, listing)
    if place and place.point and listing.point:
        hit = replace(hit, distance_m=listing.point.distance_m(place.point))
    return SheetItem(listing.id, hit)


def _free_code(context: Context) -> str:
    """A code that no sheet has: asked inside the transaction that takes it."""
    while True:
        code = new_code()
        if not context.store.count(SHEETS, id=code):
            return code
