"""A statement of one account: its entries in order, with the balance after each (TB16)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assetmap.domain.time_bank.ledger import Transfer


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One entry: what it did to the account, and the balance after it, in minutes.

    `number` counts the account's entries in the order they were posted, so that it stays as it is.
    `corrected_by` is the id of the transfer that took it back, empty when none did; `names` the
    number of the entry that took it back, or that it takes back, 0 when there is none (TB4).
    """

    transfer: Transfer
    minutes: int
    balance: int
    corrected_by: str = ""
    number: int = 0
    names: int = 0


@dataclass(frozen=True, slots=True)
class Statement:
    """An account from one day to another, both counted; balances in minutes."""

    account: str
    first: date
    last: date
    before: int
    lines: tuple[StatementLine, ...]

    @property
    def balance(self) -> int:
        """The balance at its end."""
        return self.lines[-1].balance if self.lines else self.before


def statement_of(account: str, transfers: Iterable[Transfer], first: date, last: date) -> Statement:
    """The statement of an account, of all its transfers in the order they were posted: by the day
    each was done, and of one day in the order they were posted.
    """
    posted = list(transfers)
    numbers = {each.id: place for place, each in enumerate(posted, start=1)}
    every = sorted(posted, key=lambda x: (x.done_on, numbers[x.id]))
    taken_back = {each.corrects: each.id for each in every if each.corrects}
    balance = sum(each.minutes_of(account) for each in every if each.done_on < first)
    before, lines = balance, []
    for each in every:
        if first <= each.done_on <= last:
            balance += each.minutes_of(account)
            by = taken_back.get(each.id, "")
            named = numbers.get(by or each.corrects, 0)
            lines.append(
                StatementLine(
                    *(each, each.minutes_of(account), balance, by),
                    *(numbers[each.id], named),
                )
            )
    return Statement(account, first, last, before, tuple(lines))
