"""Who takes part in an exchange: found by a number or a name, with what the rules ask."""

from collections.abc import Iterable
from functools import lru_cache

from assetmap.domain.email import comparable_email
from assetmap.domain.people.people import Person
from assetmap.domain.text import fold
from assetmap.domain.time_bank.ledger import BadTransfer, Transfer, TransferKind, not_corrected
from assetmap.domain.time_bank.members import GroupAccount, Member
from assetmap.domain.time_bank.safeguarding import Party
from assetmap.services.context import Context
from assetmap.storage.store import NotFound
from assetmap.storage.tables import TIME_BANK_GROUPS, TIME_BANK_MEMBERS

_NAMED_MOST = 6  # of those that a name may mean


def party_of(context: Context, number: str) -> Party:
    """One side of an exchange, by its number. Raises BadTransfer when there is none."""
    who = _who(context, number)
    if who is None:
        raise BadTransfer(f"There is no member or group with the number {number}.")
    exchanges = exchanges_of(context, number)
    given = sum(number in each.givers for each in exchanges)
    return Party(who, len(exchanges), given)


def exchanges_of(context: Context, number: str) -> tuple[Transfer, ...]:
    """The exchanges in the ledger with an account, without those that were taken back."""
    ledger = context.store.ledger
    every = ledger.transfers(account=number, kinds=(TransferKind.EXCHANGE,))
    taken_back = {
        each.corrects for each in ledger.transfers(account=number, kinds=(TransferKind.CORRECTION,))
    }
    return not_corrected(every, taken_back)


def find_account(context: Context, typed: str) -> str:
    """The number of the account that was typed: a number, with or without a name, or a name.

    Raises BadTransfer, which names those it may be when there are several.
    """
    text = " ".join(typed.split())
    if not text:
        raise BadTransfer("Enter a number or a name.")
    first = text.split(" ", 1)[0].rstrip(":,.")
    if first.isdecimal() and first.isascii():
        if _who(context, first) is None:
            raise BadTransfer(f"There is no member or group with the number {first}.")
        return first
    found = _named(context, fold(text))
    if len(found) == 1:
        return found[0][0]
    if not found:
        raise BadTransfer(f"Nobody is called “{text[:60]}”. Try their number.")
    listed = ", ".join(f"{number} {name}" for number, name in found[:_NAMED_MOST])
    raise BadTransfer(f"There are several: {listed}. Type the number.")


def suggestions(context: Context) -> tuple[str, ...]:
    """What may be typed for an account: `101 Ada Lovelock`, of all who may exchange."""
    people = [each for each in context.store.find(TIME_BANK_MEMBERS) if each.may_exchange]
    groups = [each for each in context.store.find(TIME_BANK_GROUPS) if each.closed_on is None]
    named = [(each.id, each.title) for each in people] + [(each.id, each.name) for each in groups]
    return tuple(f"{number} {name}" for number, name in sorted(named, key=lambda x: int(x[0])))


def shares_home(one: Member | None, other: Member | None) -> bool:
    """Whether two members have one e-mail address or one home: one may speak for the other."""
    if one is None or other is None or one.id == other.id:
        return False
    if one.email and comparable_email(one.email) == comparable_email(other.email):
        return True
    return bool(one.address.strip()) and _home(one) == _home(other)


def signs_for(context: Context, member: Member) -> tuple[str, ...]:
    """The accounts a member may say yes for: their own, and the groups' they sign for (TB8)."""
    groups = context.store.find(TIME_BANK_GROUPS)
    return (member.id, *(each.id for each in groups if member.id in each.signatories))


def is_party(context: Context, person: Person, accounts: Iterable[str]) -> bool:
    """Whether a member of staff is one of these accounts, or signs for one of them.

    Told by the e-mail address, or else by the name: staff and members are kept apart.
    """
    numbers = set(accounts)
    own = (each for each in context.store.find(TIME_BANK_MEMBERS) if _is(person, each))
    return any(not numbers.isdisjoint(signs_for(context, each)) for each in own)


def _is(person: Person, member: Member) -> bool:
    same_email = bool(person.email) and bool(member.email)
    same_email = same_email and comparable_email(person.email) == comparable_email(member.email)
    return same_email or (bool(member.name) and fold(person.name) == fold(member.name))


@lru_cache(maxsize=4_096)
def _folded(home: str) -> str:
    return fold(home)


def _home(member: Member) -> str:
    return _folded(f"{member.address} {member.postcode}")


def _who(context: Context, number: str) -> Member | GroupAccount | None:
    try:
        return context.store.get(TIME_BANK_MEMBERS, number)
    except NotFound:
        pass
    try:
        return context.store.get(TIME_BANK_GROUPS, number)
    except NotFound:
        return None


def _named(context: Context, folded: str) -> list[tuple[str, str]]:
    """Accounts of a name: those that are called so, else those in whose name all the words are."""
    people = [(each.id, each.name) for each in context.store.find(TIME_BANK_MEMBERS)]
    groups = [(each.id, each.name) for each in context.store.find(TIME_BANK_GROUPS)]
    every = [(number, name) for number, name in people + groups if name]
    exact = [each for each in every if fold(each[1]) == folded]
    words = set(folded.split())
    return exact or [each for each in every if words and words <= set(fold(each[1]).split())]
