"""What may be done to a store of listings inside one transaction."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, Protocol

from assetmap.domain.listings.listing import Listing
from assetmap.domain.privacy.audit import AuditEvent, AuditValue
from assetmap.domain.time_bank.ledger import Account, Transfer
from assetmap.storage.tables import Kept, Key, Table


class UnitOfWork(Protocol):
    """What may be done inside one transaction. Reading the store meanwhile sees what it wrote."""

    @property
    def has_queued(self) -> bool:
        """Whether this transaction has queued anything for the index."""

    # The index again after the commit, on every machine, so that no old word stays in its files.
    must_rebuild: bool

    def save_listing(self, listing: Listing, *, expected: int | None = None) -> None:
        """Keep a listing, new or changed; queue it for the index when it is or was public.

        `expected` is the generation it was read at: raises Stale when it has moved on since.
        Raises Taken when another listing holds its source and source id.
        """

    def add_listing(self, listing: Listing) -> None:
        """Keep a listing of which nothing is on record; queue it for the index when it is public.

        Raises DuplicateIdError when its id is taken, or another holds its source and source id.
        """

    def delete_listings(self, listing_ids: Collection[str]) -> None:
        """Take listings out for good, with private contacts and hidden places, and their words
        out of the index.

        The store's `instance_id` is another from then on, so that nobody goes on with a memory in
        which they still are.
        """

    def save(self, table: Table[Kept], kept: Kept) -> None:
        """Keep one of a table's nouns, new or changed."""

    def save_all(self, table: Table[Kept], several: Iterable[Kept]) -> None:
        """Keep several, as `save` does one after the other, in one go."""

    def delete(self, table: Table[Any], **keys: Key) -> int:
        """Take out those whose id or keys are these; gives how many. Raises ValueError without."""

    def open_account(self, account: Account) -> None:
        """Add an account to the ledger. Raises AlreadyPosted when its number is taken."""

    def post(self, transfer: Transfer) -> None:
        """Add a transfer to the ledger, for good.

        Raises BadTransfer when it does not add up or names no account that is there, and
        AlreadyPosted when its key was posted before or what it corrects was already taken back.
        """

    def begin_ledger_anew(self, invented: Collection[str]) -> None:
        """Make the ledger anew without the sample: invented accounts, and what they exchanged.

        The accounts of others stay, and `instance_id` is another, since numbers begin again.
        Raises BadTransfer when anything but the sample's was posted (see
        domain/time_bank/invented.py), and changes nothing then.
        """

    def audit(self, happening: AuditEvent, values: Iterable[AuditValue] = ()) -> None:
        """Add to the audit what was done, and the fields' values."""

    def erase_values(self, entries: Iterable[int], fields: Iterable[str]) -> int:
        """Blank some fields' values in some entries of the audit; gives how many.

        The entries stay as they are, so the chain does too.
        """

    def shorten_audit(self, before: datetime) -> int:
        """Take out the entries older than a moment, keeping how many there were of what a month."""
