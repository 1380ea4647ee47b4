"""What is known when slips are checked, read from the store."""

from collections.abc import Iterable

from assetmap.domain.time_bank.ledger import Transfer, TransferKind
from assetmap.domain.time_bank.slip_checks import Party, SlipFacts
from assetmap.domain.time_bank.slip_reading import Named
from assetmap.services.context import Context
from assetmap.storage.tables import (
    TIME_BANK_EXCHANGES,
    TIME_BANK_GROUPS,
    TIME_BANK_MEMBERS,
    TIME_BANK_SLIP_PADS,
)


def slip_categories(context: Context) -> Named:
    """The categories that are printed on a slip, in the order of their numbers."""
    return [(each.slug, each.label) for each in context.borough.words.categories]


def slip_facts(context: Context, numbers: Iterable[str]) -> SlipFacts:
    """What is known now of the accounts of some numbers, of the pads and of the slips in use."""
    store, asked = context.store, sorted(set(numbers)) or ["none"]
    parties: dict[str, Party] = {each.id: each for each in store.find(TIME_BANK_MEMBERS, id=asked)}
    parties |= {each.id: each for each in store.find(TIME_BANK_GROUPS, id=asked)}
    return SlipFacts(
        pads=store.find(TIME_BANK_SLIP_PADS),
        parties=parties,
        has_exchanged=frozenset(each for each in parties if has_exchanged(context, each)),
        is_used=lambda number: is_slip_used(context, number),
        today=context.clock.today(),
    )


def has_exchanged(context: Context, account: str) -> bool:
    """Whether an account has been in an exchange before (TB11)."""
    kinds = (TransferKind.EXCHANGE,)
    return bool(context.store.ledger.transfers(account=account, kinds=kinds, most=1))


def is_slip_used(context: Context, number: int) -> bool:
    """Whether what a slip says is in the ledger, and was not taken back."""
    posted = posted_of_slip(context, number)
    return bool(posted) and posted[-1].id not in context.store.ledger.corrections()


def posted_of_slip(context: Context, number: int) -> list[Transfer]:
    """What was posted of a slip, in order: more than once only when the one before was wrong."""
    ledger = context.store.ledger
    found = ledger.transfer_of(key_of_slip(number, 1))
    posted = []
    while found is not None:
        posted.append(found)
        found = ledger.transfer_of(key_of_slip(number, len(posted) + 1))
    if not posted:  # recorded by a broker one by one, with the number of the slip
        kept = context.store.find(TIME_BANK_EXCHANGES, slip=str(number))
        posted = [ledger.transfer(each.id) for each in kept if each.posted_at is not None]
    return posted


def key_of_slip(number: int, time: int) -> str:
    """The ledger's key for a slip: `slip:1042`, and once that was taken back `slip:1042:2`."""
    return f"slip:{number}" if time == 1 else f"slip:{number}:{time}"
