"""A listing for people with a learning disability: a picture and a short line for each thing."""

from dataclasses import dataclass

from assetmap.domain.handouts.easy_read import first_sentence, short_lines
from assetmap.domain.listings.cost import CostBand
from assetmap.domain.listings.listing import Listing
from assetmap.web.formatting import long_date


@dataclass(frozen=True)
class EasyRow:
    """One thing to know: its picture (a lucide name) and what that shows, what it tells, and one
    idea a line. `phone` stands after the lines, as links, and `whose` it is.
    """

    icon: str
    picture: str
    label: str
    lines: tuple[str, ...]
    phone: str = ""
    whose: str = ""


@dataclass(frozen=True)
class EasyFacts:
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
    checked: str


def easy_rows(listing: Listing, facts: EasyFacts) -> tuple[EasyRow, ...]:
    """What, when, where, what it costs, whom to ring: in that order, with what helps between."""
    what = first_sentence(listing.summary) or facts.category
    checked = listing.checked.on
    checked_words = f"Checked on {long_date(checked)}." if checked else facts.checked
    rows = (
        *(_row("triangle-alert", "A warning", "Look out", notice) for notice in facts.notices),
        _row(facts.icon, facts.category, "What", what),
        _row("calendar-days", "A calendar", "When", facts.when),
        _row("map-pin", "A pin in a map", "Where", facts.where),
        _row("footprints", "Footprints", "Getting there", *facts.travel),
        _row("pound-sterling", "A pound sign", "Cost", cost_sentence(listing, facts.cost)),
        EasyRow("phone", "A phone", "Who to ring", _whom(listing), facts.phone, facts.whose),
        _row("door-open", "An open door", "Your first visit", first_sentence(facts.first_visit)),
        _row("circle-check" if checked else "circle-question-mark", "", "Checked", checked_words),
    )
    return tuple(row for row in rows if row.lines or row.phone)


def _row(icon: str, picture: str, label: str, *texts: str) -> EasyRow:
    lines = tuple(line for text in texts for line in short_lines(text))
    return EasyRow(icon, picture or label, label, lines)


def _whom(listing: Listing) -> tuple[str, ...]:
    name = listing.public.name if listing.public.phone else ""
    return short_lines(f"Ask for {name}.") if name else ()


def cost_sentence(listing: Listing, words: str) -> str:
    """`It is free.`, `It costs £4.`, or its own words as a sentence; empty when there are none."""
    if not words:
        return ""
    text = listing.cost.text.strip()
    if text.lower() == "free":
        return "It is free."
    if text.startswith("£") and listing.cost.band is not CostBand.FREE:
        words = f"It costs {words}"
    return words if words.endswith((".", "!", "?")) else f"{words}."
