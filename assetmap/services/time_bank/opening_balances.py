"""What accounts had before this ledger: a list of it, looked at first and posted whole or not."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assetmap.domain.people.people import Action, require
from assetmap.domain.time_bank.hours import minutes_in
from assetmap.domain.time_bank.ledger import MOST, BadTransfer
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.accounts import is_account
from assetmap.services.time_bank.posting import post_opening_balance, standing_opening_balance

_HOURS = re.compile(r"(?P<hours>\d{1,3}(?:,\d{3})+|\d+)(?P<part>\.\d{1,2})?")
_MINUS = ("-", "−", "–")


@dataclass(frozen=True)
class OpeningBalance:
    """What an account begins with, in minutes, and the row of the list that says so."""

    row: int
    account: str
    minutes: int


@dataclass(frozen=True)
class OpeningPlan:
    """A list as it was read: the balances to post, and what is wrong, each in a sentence."""

    balances: tuple[OpeningBalance, ...]
    problems: tuple[str, ...]

    @property
    def minutes(self) -> int:
        """All of them together."""
        return sum(each.minutes for each in self.balances)


def hours_as_minutes(text: str) -> int:
    """Hours as a list has them, in minutes: `13,000`, `2.5`, `-2`, `1:30`. Raises BadTransfer.

    A bare number is hours however large it is, unlike where the length of one exchange is typed.
    """
    text = text.strip()
    is_minus = text.startswith(_MINUS)
    text = text[1:].strip() if is_minus else text
    if found := _HOURS.fullmatch(text):
        hours = float(found["hours"].replace(",", "") + (found["part"] or ""))
        if hours * 60 > MOST:
            raise BadTransfer("That is more time than there can be.")
        minutes = round(hours * 60)
    else:
        minutes = minutes_in(text)
    return -minutes if is_minus else minutes


def plan_opening_balances(context: Context, rows: Iterable[tuple[int, str, str]]) -> OpeningPlan:
    """What would be posted of rows of its number in the file, an account's number and hours.

    Rows of no hours are left out.
    """
    read, problems = [], []
    for row, account, hours in rows:
        try:
            read.append(OpeningBalance(row, account.strip(), hours_as_minutes(hours)))
        except BadTransfer as error:
            problems.append(f"Row {row}: {error}")
    times = Counter(each.account for each in read)
    for each in read:
        if not is_account(context, each.account):
            problems.append(
                f"Row {each.row}: there is no account {each.account or 'without a number'}."
            )
        elif times[each.account] > 1:
            problems.append(f"Row {each.row}: the account {each.account} is in the list twice.")
        elif standing_opening_balance(context, each.account):
            problems.append(f"Row {each.row}: the account {each.account} has its balance already.")
    return OpeningPlan(tuple(each for each in read if each.minutes), tuple(problems))


def post_opening_balances(context: Context, actor: Actor, plan: OpeningPlan, on: date) -> None:
    """Post all of a list, or nothing. Raises NotAllowed, BadTransfer."""
    require(actor.person, Action.RUN_TIME_BANK)
    if plan.problems:
        raise BadTransfer(" ".join(plan.problems))
    with context.unit_of_work() as uow:
        for each in plan.balances:
            post_opening_balance(context, uow, actor, each.account, each.minutes, on)
