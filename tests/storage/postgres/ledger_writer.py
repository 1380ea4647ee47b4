"""A process that posts to a ledger until it is ended.

`python -m tests.storage.postgres.ledger_writer URL NAME` says the id of each entry once it was
taken, and takes every second one back.
"""

import sys
from itertools import count

from assetmap.domain.time_bank.ledger import CorrectionReason, taken_back
from assetmap.storage.postgres.postgres_store import PostgresStore
from tests.storage.transfers import NOON, a_transfer


def main() -> None:
    """Post, and say so."""
    url, name = sys.argv[1:]
    store = PostgresStore(url)
    for number in count():
        made = a_transfer(f"{name}-{number}")
        if number % 2:
            before = a_transfer(f"{name}-{number - 1}")
            made = taken_back(before, CorrectionReason.TWICE, id_=made.id, at=NOON, by="p")
        with store.transaction() as uow:
            uow.post(made)
        sys.stdout.write(f"{made.id}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
