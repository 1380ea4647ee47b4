"""What any store's ledger does. It is read and added to, and never changed.

The tests in `tests/storage/test_ledger_contract.py` are this protocol's meaning.
"""

from collections.abc import Collection
from datetime import date
from typing import Protocol

from assetmap.domain.time_bank.ledger import Account, AccountKind, Transfer, TransferKind


class Ledger(Protocol):
    """The time bank's accounts and transfers. Balances are summed each time, and kept nowhere."""

    def accounts(self, *kinds: AccountKind) -> list[Account]:
        """The accounts of some kinds, of all without any; by number, those with a name first."""

    def account(self, id_: str) -> Account:
        """One account. Raises NotFound."""

    def balance(self, account: str) -> int:
        """What an account has, in minutes; 0 for one that is not there."""

    def balances(self) -> dict[str, int]:
        """What each account has, in minutes, 0 among them."""

    def transfer(self, id_: str) -> Transfer:
        """One transfer. Raises NotFound."""

    def transfer_of(self, key: str) -> Transfer | None:
        """The transfer that came of a form, a slip or an exchange; None when none has."""

    def transfers(
        self,
        *,
        account: str = "",
        kinds: Collection[TransferKind] = (),
        done_from: date | None = None,
        done_until: date | None = None,
        newest_first: bool = False,
        most: int | None = None,
    ) -> list[Transfer]:
        """Those with a part for an account, of some kinds, done from one day until another (both
        counted), in the order they were posted.
        """

    def corrections(self) -> dict[str, str]:
        """The id of each transfer that was taken back, and of what took it back."""

    def faults(self) -> list[str]:
        """What is wrong with the ledger, each in a sentence; nothing when it adds up."""
