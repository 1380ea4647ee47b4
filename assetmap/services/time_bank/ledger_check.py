"""Whether the time bank's ledger can be believed: that it adds up, and that all around it agrees.

The file's own rules keep each entry whole; this proves it, also where somebody has taken the rules
out, and looks at what no rule of the file can know: members, groups, exchanges, offers and wants.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from assetmap.domain.time_bank.exchanges import Exchange, ExchangeState
from assetmap.domain.time_bank.ledger import (
    EARLIER,
    POT,
    AccountKind,
    Transfer,
    TransferKind,
    not_corrected,
)
from assetmap.services.context import Context
from assetmap.storage.tables import (
    TIME_BANK_EXCHANGES,
    TIME_BANK_GROUPS,
    TIME_BANK_ITEMS,
    TIME_BANK_MEMBERS,
)


@dataclass(frozen=True)
class LedgerFigures:
    """What is in the ledger; times in minutes. `total` is the sum of all balances: nothing.

    `exchanged` is what exchanges and group sessions came to, each minute once and without what was
    taken back (TB17); `brought_forward` what was exchanged before this ledger.
    """

    members: int
    groups: int
    entries: int
    exchanged: int
    brought_forward: int
    pot: int
    total: int


@dataclass(frozen=True)
class LedgerCheck:
    """What is wrong, each in a sentence; and the figures, where the ledger can be read."""

    faults: tuple[str, ...]
    figures: LedgerFigures | None


def check_ledger(context: Context) -> LedgerCheck:
    """Look at the whole ledger (TB2). For the command line, upkeep and the look at the site."""
    faults = context.store.ledger.faults()
    if faults:  # what does not add up is not worth comparing, and may not even be readable
        return LedgerCheck(tuple(faults), None)
    transfers = context.store.ledger.transfers()
    taken_back = context.store.ledger.corrections()
    around = (
        *_accounts(context, transfers, taken_back),
        *_exchanges(context, transfers, taken_back),
        *_items(context),
    )
    return LedgerCheck(around, _figures(context, transfers, taken_back))


def _figures(
    context: Context, transfers: list[Transfer], taken_back: dict[str, str]
) -> LedgerFigures:
    ledger = context.store.ledger
    balances = ledger.balances()
    exchanged = (each for each in not_corrected(transfers, taken_back) if each.kind.is_exchanged)
    return LedgerFigures(
        len(ledger.accounts(AccountKind.MEMBER)),
        len(ledger.accounts(AccountKind.GROUP)),
        len(transfers),
        sum(each.minutes for each in exchanged),
        balances[EARLIER],
        balances[POT],
        sum(balances.values()),
    )


def _accounts(
    context: Context, transfers: list[Transfer], taken_back: dict[str, str]
) -> Iterator[str]:
    """Members and groups without an account, and accounts without either.

    An account of the sample stays when it was removed from a ledger with entries of others: then
    nothing counts on it.
    """
    kinds = {each.id: each.kind for each in context.store.ledger.accounts()}
    people = {each.id: AccountKind.MEMBER for each in context.store.find(TIME_BANK_MEMBERS)}
    groups = {each.id: AccountKind.GROUP for each in context.store.find(TIME_BANK_GROUPS)}
    for number, kind in (people | groups).items():
        if kinds.get(number) is not kind:
            yield f"The {kind} {number} has no account in the ledger."
    counting = {
        line.account for each in not_corrected(transfers, taken_back) for line in each.lines
    }
    emptied = {line.account for each in transfers for line in each.lines} - counting
    for number, kind in kinds.items():
        is_persons = kind in (AccountKind.MEMBER, AccountKind.GROUP)
        if is_persons and number not in people | groups and number not in emptied:
            yield f"The account {number} is of a {kind} who is not there."


def _exchanges(
    context: Context, transfers: list[Transfer], taken_back: dict[str, str]
) -> Iterator[str]:
    """Exchanges that say they are in the ledger and are not, and those that it tells otherwise."""
    posted = {each.id: each for each in transfers if each.kind is TransferKind.EXCHANGE}
    for exchange in context.store.find(TIME_BANK_EXCHANGES):
        transfer = posted.get(exchange.id)
        if transfer is None:
            if exchange.state is ExchangeState.POSTED:
                yield f"The exchange {exchange.id} counts as posted and is not in the ledger."
        elif exchange.state is not ExchangeState.POSTED and exchange.id not in taken_back:
            yield f"The exchange {exchange.id} is in the ledger and does not count as posted."
        elif not _agrees(exchange, transfer):
            yield f"The exchange {exchange.id} is in the ledger with other people, time or day."


def _agrees(exchange: Exchange, transfer: Transfer) -> bool:
    said = ((exchange.giver,), (exchange.receiver,), exchange.minutes, exchange.on)
    return said == (transfer.givers, transfer.receivers, transfer.minutes, transfer.done_on)


def _items(context: Context) -> Iterator[str]:
    """Offers, wants and exchanges of an account that is not there."""
    numbers = {each.id for each in context.store.ledger.accounts()}
    for item in context.store.find(TIME_BANK_ITEMS):
        if item.account and item.account not in numbers:
            yield f"The {item.kind} {item.id} is of an account {item.account} that is not there."
    for exchange in context.store.find(TIME_BANK_EXCHANGES):
        for number in (exchange.giver, exchange.receiver):
            if number not in numbers:
                yield f"The exchange {exchange.id} names an account {number} that is not there."
