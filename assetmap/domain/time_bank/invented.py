"""Which entries are of the sample: of invented people, and of nobody else."""

from collections.abc import Collection, Iterable

from assetmap.domain.time_bank.ledger import SAMPLE_KEYS, SYSTEM_ACCOUNTS, Transfer

_SYSTEM = frozenset(account.id for account in SYSTEM_ACCOUNTS)


def is_of_sample(transfer: Transfer, invented: Collection[str]) -> bool:
    """Whether an entry came with the sample, or an invented account has a part in it."""
    return transfer.key.startswith(SAMPLE_KEYS) or any(
        line.account in invented for line in transfer.lines
    )


def real_transfers(transfers: Iterable[Transfer], invented: Collection[str]) -> list[Transfer]:
    """The entries that are not the sample's alone: `invented` are its accounts.

    What was tried out between invented members, the pot and welcome hours is the sample's too, and
    what takes back an entry of it.
    """
    of_sample: set[str] = set()
    real = []
    for each in transfers:
        people = {line.account for line in each.lines} - _SYSTEM
        if people <= set(invented) and (is_of_sample(each, invented) or each.corrects in of_sample):
            of_sample.add(each.id)
        else:
            real.append(each)
    return real
