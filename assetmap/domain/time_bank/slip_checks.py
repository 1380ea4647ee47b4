"""What speaks against a slip that can be read: nobody of that number, used already, no flag."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from assetmap.domain.time_bank.ledger import PlaceKind
from assetmap.domain.time_bank.members import CheckSeen, GroupAccount, Member, Stage
from assetmap.domain.time_bank.slip_reading import Slip, SlipProblem
from assetmap.domain.time_bank.slips import SlipPad

OLD = timedelta(days=365)
Party = Member | GroupAccount


@dataclass(frozen=True)
class SlipFacts:
    """What is known when slips are checked: pads, accounts by number, and the numbers in use.

    `has_exchanged` are the accounts that have given or received before (TB11).
    """

    pads: Collection[SlipPad]
    parties: Mapping[str, Party]
    has_exchanged: Collection[str]
    is_used: Callable[[int], bool]
    today: date


def slip_problems(slip: Slip, facts: SlipFacts) -> tuple[SlipProblem, ...]:
    """All that is wrong with a slip, and all that is unusual and needs a tick."""
    wrong = (*_number_problems(slip, facts), *_party_problems(slip, facts))
    if slip.on > facts.today:
        wrong += (SlipProblem("day", "It has not been yet: look at the day on the slip."),)
    if wrong:
        return wrong
    return tuple(_unusual(slip, facts))


def repeated_numbers(slips: Iterable[Slip]) -> frozenset[int]:
    """The numbers that more than one of them has."""
    seen: set[int] = set()
    twice: set[int] = set()
    for each in slips:
        (twice if each.number in seen else seen).add(each.number)
    return frozenset(twice)


def _number_problems(slip: Slip, facts: SlipFacts) -> Iterator[SlipProblem]:
    if not any(slip.number in pad for pad in facts.pads):
        yield SlipProblem("number", f"No slip {slip.number} was printed here.")
    elif facts.is_used(slip.number):
        yield SlipProblem("number", f"Slip {slip.number} is in the ledger already.")


def _party_problems(slip: Slip, facts: SlipFacts) -> Iterator[SlipProblem]:
    for field, number in (("giver", slip.giver), ("receiver", slip.receiver)):
        if words := _against(number, facts.parties.get(number)):
            yield SlipProblem(field, words)
    if slip.giver == slip.receiver:
        yield SlipProblem("receiver", "Nobody can give time to themselves.")


def _against(number: str, party: Party | None) -> str:
    """Why nothing can be entered for an account; empty when it can."""
    if party is None:
        return f"There is no member {number}."
    if isinstance(party, GroupAccount):
        return f"The account of {party.name} is closed." if party.closed_on else ""
    if party.stage is Stage.LEFT:
        return f"Member {number} has left."
    return "" if party.may_exchange else f"Member {number} is not active yet."


def _unusual(slip: Slip, facts: SlipFacts) -> Iterator[SlipProblem]:
    """What a broker is to look at and may tick: it has happened already."""
    if facts.today - slip.on > OLD:
        yield SlipProblem("day", "That is more than a year ago.", can_be_so=True)
    for field, number in (("giver", slip.giver), ("receiver", slip.receiver)):
        for words in _concerns(slip, number, facts):
            yield SlipProblem(field, words, can_be_so=True)


def _concerns(slip: Slip, number: str, facts: SlipFacts) -> Iterator[str]:
    party, is_apart = facts.parties[number], slip.place in (PlaceKind.HOME, PlaceKind.LIFT)
    called = party.name if isinstance(party, GroupAccount) else f"Member {number}"
    if is_apart and number not in facts.has_exchanged:
        yield f"It is the first exchange of {called}. Was a broker there?"
    if isinstance(party, GroupAccount):
        return
    if party.frozen_on is not None:
        yield f"A concern about {called} is open."
    if party.is_under_18(slip.on) and slip.place is not PlaceKind.PUBLIC:
        yield f"{called} is under 18: groups and public places only."
    elif slip.place is PlaceKind.HOME and not _has_flag(party.home_allowed, party.dbs, slip.on):
        yield f"{called} has no flag for homes."
    elif _drives(slip, number) and not _has_flag(party.lifts_allowed, party.driving, slip.on):
        yield f"{called} has no flag for lifts."


def _drives(slip: Slip, number: str) -> bool:
    return slip.place is PlaceKind.LIFT and slip.giver == number


def _has_flag(is_set: bool, paper: CheckSeen | None, on: date) -> bool:
    """Whether a broker had set the flag, and the paper that they saw held on the day (TB10)."""
    return is_set and (paper is None or paper.holds(on))
