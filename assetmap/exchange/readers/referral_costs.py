"""What an Open Referral service costs, in words, and how one gets in."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from assetmap.domain.listings.listing import JOIN_WORDS
from assetmap.exchange.readers.referral_values import (
    Item,
    day_of,
    first_text,
    is_true,
    items_of,
    text_of,
)

_PLACEHOLDERS = frozenset(("fees", "fees_description"))
_JOIN = {"drop-in": "drop-in", "drop in": "drop-in", "appointment": "book", "booking": "book"}
_JOIN |= {"referral": "referral", "membership": "membership"}


def cost_words(service: Item) -> str:
    """The fees in words; where they name no figure, the cost options as well."""
    fees = first_text(service, "fees", "fees_description")
    fees = "" if fees in _PLACEHOLDERS else fees
    if any(ch.isdecimal() for ch in fees) or fees.casefold() == "free":
        return fees
    return "; ".join(dict.fromkeys(filter(None, (fees, *_options(service, fees)))))


def _options(service: Item, fees: str) -> Iterator[str]:
    for each in items_of(service, "cost_options", "cost_option"):
        price = _price(each)
        about = first_text(each, "amount_description", "cost_type")
        if about and about == fees:  # the same once more, as a number
            continue
        said = " ".join(filter(None, (price, about if price != "free" else "")))
        option = first_text(each, "option", "cost_description")
        until = day_of(each.get("valid_to"))
        ends = f" (until {until.day} {until:%B} {until.year})" if until else ""
        if said or option:
            yield f"{': '.join(filter(None, (option, said)))}{ends}"


def _price(option: Item) -> str:
    text = text_of(option.get("amount"))
    try:
        amount = Decimal(text.removeprefix("£"))
    except InvalidOperation:
        return text
    if not amount.is_finite() or amount < 0:
        return ""
    if not amount:
        return "free"
    figure = f"{amount:.0f}" if amount == amount.to_integral_value() else f"{amount:.2f}"
    currency = first_text(option, "currency").upper()
    return f"£{figure}" if currency in ("", "GBP") else f"{figure} {currency}"


def is_free(service: Item) -> bool:
    """Whether it says that it costs nothing, and names no price."""
    return is_true(service.get("free")) and not cost_words(service)


def how_to_join(service: Item) -> tuple[str, str]:
    """How one gets in, and what else is said of it: another directory of this program says the
    first in a sentence of ours.
    """
    said = first_text(service, "application_process")
    for word, sentence in JOIN_WORDS.items():
        if said.startswith(sentence):
            return word, said.removeprefix(sentence).strip()
    return join_word(service), said


def join_word(service: Item) -> str:
    """How one gets in, by the lists of version 1.0 and of Outpost."""
    said = first_text(service, "attending_access").casefold()
    if said:
        return _JOIN.get(said, said)
    return "referral" if is_true(service.get("needs_referral")) else ""
