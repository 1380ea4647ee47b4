"""Columns that say whether a place may be shown: `Show address publicly`, `mask_exact_address`."""

import re

from assetmap.domain.listings.listing import Precision
from assetmap.domain.text import fold
from assetmap.exchange.heading_words import heading_words
from assetmap.exchange.values import short

Texts = dict[str, str]

ADDRESS_SHOWN = "address_shown"  # yes: show it
ADDRESS_HIDDEN = "address_hidden"  # yes: do not
UNANSWERED = "not answered"  # an empty cell of such a column, which is an answer of its own
SHOWN_AT_MOST = "shown_at_most"

_WHAT = frozenset(("address", "addresses", "location", "postcode", "pin", "venue", "map", "place"))
_SHOWS = frozenset(
    ("show", "shown", "display", "displayed", "publish", "published", "visible", "share")
)
_HIDES = frozenset(
    ("hide", "hidden", "mask", "masked", "withhold", "withheld", "redact", "redacted", "conceal")
)
_NOT = frozenset(("not", "dont", "never", "no"))
# These have no such word, and with another word more they are addresses themselves.
_WHOLE = {
    **dict.fromkeys(("address public", "public location", "location public"), ADDRESS_SHOWN),
    **dict.fromkeys(("is address public", "address is public"), ADDRESS_SHOWN),
    **dict.fromkeys(("address private", "address confidential"), ADDRESS_HIDDEN),
    **dict.fromkeys(("address is private", "address is confidential"), ADDRESS_HIDDEN),
    **dict.fromkeys(("location private", "location confidential"), ADDRESS_HIDDEN),
    **dict.fromkeys(("is address private", "is address confidential"), ADDRESS_HIDDEN),
}
_YES_FIRST, _NO_FIRST = frozenset(("yes", "y", "true")), frozenset(("no", "n", "false", "not"))
_YES = frozenset(("t", "1", "on", "public", "show", "shown", "visible", "ok", "okay"))
_NO = frozenset(
    ("f", "0", "off", "private", "hide", "hidden", "confidential", "never", "dont", "do not show")
)
_AN_ADDRESS = re.compile(r"\d+[a-z]?,?\s+[a-z]{3}|.*,.*\d", re.IGNORECASE | re.DOTALL)
# What an address cell holds when there is an address that nobody may know.
_SECRET = re.compile(
    r"(?:the )?(?:address|location|venue)?\s*(?:is |are )?"
    r"(?:confidential|withheld|undisclosed|not disclosed|not public|private|hidden|secret)"
    r"(?: (?:address|location|venue))?[.!]?",
    re.IGNORECASE,
)


def visibility_heading(heading: str) -> str:
    """ADDRESS_SHOWN or ADDRESS_HIDDEN for a heading that asks about showing a place; else empty."""
    in_order = heading_words(heading)
    whole = _WHOLE.get(" ".join(in_order), "")
    words = set(in_order)
    if whole or not words & _WHAT:
        return whole
    hides, shows = bool(words & _HIDES), bool(words & _SHOWS)
    if hides == shows:
        return ""
    return ADDRESS_HIDDEN if hides != bool(words & _NOT) else ADDRESS_SHOWN


def with_visibility(texts: Texts, notes: list[str]) -> Texts:
    """A row's texts with SHOWN_AT_MOST where its columns do not allow the whole address.

    No to showing leaves the area, yes to masking a neighbourhood. An answer that is neither yes
    nor no shows only the area too, and so does a place to show of which nobody said yes.
    """
    allowed = [_allowed_by(texts, column, notes) for column in (ADDRESS_SHOWN, ADDRESS_HIDDEN)]
    rest = {key: text for key, text in texts.items() if key not in (ADDRESS_SHOWN, ADDRESS_HIDDEN)}
    if _SECRET.fullmatch(texts.get("address", "")):
        rest.pop("address")
        allowed.append(Precision.AREA)
        notes.append("The address is not for the public, so we show only the area.")
    most = strictest([*allowed, *_already(texts)])
    return rest if most is Precision.VENUE else {**rest, SHOWN_AT_MOST: str(most)}


def strictest(precisions: list[Precision]) -> Precision:
    """The one that shows least; `venue` of none."""
    order = list(Precision)
    return max([Precision.VENUE, *precisions], key=order.index)


def _already(texts: Texts) -> list[Precision]:
    return [Precision(texts[SHOWN_AT_MOST])] if SHOWN_AT_MOST in texts else []


def _allowed_by(texts: Texts, column: str, notes: list[str]) -> Precision:
    text = texts.get(column, "")
    if not text or (text == UNANSWERED and column == ADDRESS_HIDDEN):
        return Precision.VENUE
    answer = None if text == UNANSWERED else _answer(text)
    if answer is None and _AN_ADDRESS.match(text):
        return Precision.VENUE  # a column of addresses to show, and no question about them
    if answer is None:
        said = "nobody said" if text == UNANSWERED else f"“{short(text)}” is neither yes nor no"
        notes.append(f"Whether to show the address: {said}, so we show only the area.")
        return Precision.AREA
    if answer is (column == ADDRESS_SHOWN):
        return Precision.VENUE
    if column == ADDRESS_SHOWN:
        notes.append("The address is not to be shown, so we show only the area.")
        return Precision.AREA
    notes.append("The exact address is to be hidden, so we show only the neighbourhood.")
    return Precision.APPROXIMATE


def _answer(text: str) -> bool | None:
    folded = fold(text)
    first = (folded.split() or [""])[0]
    if first in _YES_FIRST or folded in _YES:
        return True
    return False if first in _NO_FIRST or folded in _NO else None
