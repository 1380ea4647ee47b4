"""The form in which an exchange is arranged or entered: what was typed, and what is wrong in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from assetmap.domain.time_bank.exchanges import ExchangeState
from assetmap.domain.time_bank.hours import in_words, minutes_in
from assetmap.domain.time_bank.items import TimeBankItem
from assetmap.domain.time_bank.ledger import BadTransfer, PlaceKind, Transfer, checked_minutes
from assetmap.domain.validation import Problem
from assetmap.services.context import Context
from assetmap.services.time_bank.arranging import Plan
from assetmap.services.time_bank.parties import find_account
from assetmap.web.forms.values import BadDate, Boxes, boxes_of, read_boxes, typed_boxes

BOXES = ("giver", "receiver", "minutes", "category", "place", "far", "want", "offer")
_WHO_MISSING = {"giver": "Enter who gives the time.", "receiver": "Enter who is given it."}
STEPS = (
    ("proposed", "I will ask both of them", "Nothing is sent."),
    ("agreed", "Both have agreed to it", "Each is told how to reach the other."),
    ("done", "It was done", "Each with email is asked to say yes. Nothing is counted before."),
)


@dataclass(frozen=True)
class TypedExchange:
    """What stands in the form's boxes."""

    words: Mapping[str, str] = field(default_factory=dict)
    on: Boxes = ("", "", "")
    broker_present: bool = False
    by_phone: bool = False

    def __getitem__(self, name: str) -> str:
        return self.words.get(name, "")


def typed_exchange(form: Mapping[str, str]) -> TypedExchange:
    """What was sent."""
    return TypedExchange(
        {name: form.get(name, "").strip()[:200] for name in BOXES},
        typed_boxes(form, "on"),
        form.get("broker_present") == "yes",
        form.get("by_phone") == "yes",
    )


def typed_from_items(
    titles: Mapping[str, str],
    want: TimeBankItem | None,
    offer: TimeBankItem | None,
) -> TypedExchange:
    """The form as a match fills it in: who, what and where."""
    both = [each for each in (want, offer) if each]
    places = set.intersection(*(set(each.places) for each in both)) if both else set()
    words = {
        "receiver": _named(titles, want),
        "giver": _named(titles, offer),
        "category": next((each.category for each in both if each.category), ""),
        "place": str(PlaceKind.PUBLIC if PlaceKind.PUBLIC in places or not places else min(places)),
        "far": "proposed",
        "want": want.id if want else "",
        "offer": offer.id if offer else "",
    }
    return TypedExchange(words)


def typed_from_entry(titles: Mapping[str, str], entry: Transfer) -> TypedExchange:
    """The form as the entry fills it in that is to be corrected."""
    giver, receiver = entry.givers[0], entry.receivers[0]
    words = {
        "giver": f"{giver} {titles.get(giver, '')}".strip(),
        "receiver": f"{receiver} {titles.get(receiver, '')}".strip(),
        "minutes": in_words(entry.minutes),
        "category": entry.category,
        "place": str(entry.place or PlaceKind.PUBLIC),
    }
    return TypedExchange(words, boxes_of(entry.done_on))


def read_plan(
    context: Context, typed: TypedExchange, *, prefix: str = ""
) -> tuple[Plan | None, tuple[Problem, ...]]:
    """The plan that was typed, or what is wrong. `prefix` stands before the boxes' names."""
    problems: list[Problem] = []
    numbers = {}
    for side in ("giver", "receiver"):
        try:
            numbers[side] = find_account(context, typed[side])
        except BadTransfer as error:
            said = str(error) if typed[side] else _WHO_MISSING[side]
            problems.append(Problem(f"{prefix}{side}", said))
    minutes = _minutes(typed, problems, prefix)
    on = _date(typed, problems, prefix)
    if typed["place"] not in set(PlaceKind):
        problems.append(Problem(f"{prefix}place", "Choose where it is."))
    if problems or on is None:
        return None, tuple(problems)
    known = typed["category"] in context.borough.words.category
    plan = Plan(
        *(numbers["giver"], numbers["receiver"], minutes, on, PlaceKind(typed["place"])),
        category=typed["category"] if known else "",
        broker_present=typed.broker_present,
        items=tuple(filter(None, (typed["offer"], typed["want"]))),
    )
    return plan, ()


def read_step(typed: TypedExchange) -> ExchangeState | None:
    """How far it is; None when that was not said."""
    known = {name for name, *_ in STEPS}
    return ExchangeState(typed["far"]) if typed["far"] in known else None


def _minutes(typed: TypedExchange, problems: list[Problem], prefix: str) -> int:
    try:
        return checked_minutes(minutes_in(typed["minutes"]))
    except BadTransfer as error:
        problems.append(Problem(f"{prefix}minutes", str(error)))
        return 0


def _date(typed: TypedExchange, problems: list[Problem], prefix: str) -> date | None:
    try:
        on = read_boxes(typed.on)
    except BadDate as error:
        problems.append(Problem(f"{prefix}on", str(error)))
        return None
    if on is None:
        problems.append(Problem(f"{prefix}on", "Enter the day."))
    return on


def _named(titles: Mapping[str, str], item: TimeBankItem | None) -> str:
    if item is None or not item.account:
        return ""
    return f"{item.account} {titles.get(item.account, '')}".strip()
