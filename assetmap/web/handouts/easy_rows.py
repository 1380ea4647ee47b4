"""A listing for people with a learning disability: a picture and a short line for each thing."""

from dataclasses import dataclass

from assetmap.domain.handouts.easy_read import first_sentence, short_lines
from assetmap.domain.listings.cost import CostBand
from assetmap.domain.listings.listing import Listing
from assetmap.web.formatting import long_date


@dataclass(frozen=True)
class EasyRow:
    """One thing to know: its picture (a lucide name), what it tells, and one idea a line.

    `phone` stands after the lines, as links.
    """

    icon: str
    label: str
    lines: tuple[str, ...]
    phone: str = ""


@dataclass(frozen=True)
class Told:
    """What a sheet says of a listing anyway, for its rows: see SheetLine."""

    icon: str
    category: str
    notices: tuple[str, ...]
    when: str  # its next session, or its usual times
    where: str
    travel: tuple[str, ...]
    cost: str
    phone: str
    whose: str
    first_visit: str


def easy_rows(listing: Listing, told: Told) -> tuple[EasyRow, ...]:
    """What, when, where, what it costs, whom to ring: in that order, with what helps between."""
    rows = (
        *(_row("triangle-alert", "Look out", notice) for notice in told.notices),
        _row(told.icon, "What", first_sentence(listing.summary) or told.category),
        _row("calendar-days", "When", told.when),
        _row("map-pin", "Where", told.where),
        _row("footprints", "Getting there", *told.travel),
        _row("coins", "Cost", cost_sentence(listing, told.cost)),
        EasyRow("phone", "Who to ring", _whom(listing, told.whose), told.phone),
        _row("door-open", "Your first visit", first_sentence(told.first_visit)),
        _checked(listing),
    )
    return tuple(row for row in rows if row.lines or row.phone)


def _row(icon: str, label: str, *texts: str) -> EasyRow:
    return EasyRow(icon, label, tuple(line for text in texts for line in short_lines(text)))


def _whom(listing: Listing, whose: str) -> tuple[str, ...]:
    if whose:
        return (f"This is the number of {whose}.",)
    return short_lines(f"Ask for {listing.public.name}.") if listing.public.name else ()


def _checked(listing: Listing) -> EasyRow:
    if listing.checked.on is None:
        return _row("circle-question-mark", "Checked", "Not checked yet. Ring before you go.")
    return _row("circle-check", "Checked", f"Checked on {long_date(listing.checked.on)}.")


def cost_sentence(listing: Listing, words: str) -> str:
    """`It is free.`, `It costs £4.`, `Ask how much it costs.`, or its own words."""
    cost = listing.cost
    if not cost.text.strip():
        return "Ask how much it costs."
    if cost.text.strip().lower() == "free":
        return "It is free."
    if cost.band is not CostBand.FREE and cost.text.strip().startswith("£"):
        return f"It costs {words}."
    return words
