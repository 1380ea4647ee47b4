"""What any store of listings does, and the errors it raises.

Its meaning is `tests/storage/test_store_contract.py`: every store is put through the same tests.
"""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from assetmap.domain.listings.hidden_place import HiddenPlace
from assetmap.domain.listings.listing import Contact, Listing
from assetmap.domain.privacy.audit import AuditEntry, AuditValue
from assetmap.storage.ledger import Ledger
from assetmap.storage.tables import Kept, Key, Table
from assetmap.storage.unit_of_work import UnitOfWork
from assetmap.storage.unreadable import UnreadableRecord


class StoreError(Exception):
    """Anything a store refuses or cannot do; the message is plain words."""


class NotFound(StoreError):
    """No listing has this id."""


class Unreadable(NotFound):
    """The record is there and cannot be read: it counts as none, and `unreadable` tells of it."""


class DuplicateIdError(StoreError):
    """The id, or the source's own id, already belongs to another listing."""


class Stale(StoreError):
    """Somebody else changed the listing since it was read."""


class Unavailable(StoreError):
    """The store cannot be opened, read or written: a full disk, a read-only folder, damage."""


class OutcomeUnknown(Unavailable):
    """The change was sent to be kept and no answer came: it may have been kept, or not."""


@dataclass(frozen=True)
class Record:
    """A listing as kept, and the generation that last wrote it.

    `listing.private` is always blank here: the private contact is asked for by itself.
    """

    listing: Listing
    version: int


@dataclass(frozen=True)
class QueuedChange:
    """A listing whose change the full-text index has not taken yet."""

    number: int
    listing_id: str


@dataclass(frozen=True)
class QueueEnd:
    """The number of the queue's newest change (or 0); how often all indexes were to be remade."""

    number: int
    rebuilds: int = 0


@dataclass(frozen=True)
class LongestQueued:
    """Since when the change that has waited longest waits, and of which version it is.

    `since` is by the machine's clock, which goes on while the directory's stands still.
    """

    since: datetime
    version: int


@dataclass(frozen=True)
class AuditedEvent:
    """An entry of the audit with its values; an erased value is blank."""

    entry: AuditEntry
    values: tuple[AuditValue, ...]


class Store(Protocol):
    """A place that keeps listings. Every write happens in a transaction of its own generation."""

    @property
    def ledger(self) -> Ledger:
        """The time bank's accounts and transfers."""

    def version(self) -> int:
        """A number that grows with every transaction that changed anything; 0 when empty."""

    def instance_id(self) -> str:
        """Tells this store from every other, also from one made again in its place, and from
        itself before listings were deleted or the ledger was begun anew.
        """

    def get_listing(self, listing_id: str) -> Record:
        """One listing in any status. Raises NotFound, of which Unreadable is a kind."""

    def private_contact(self, listing_id: str) -> Contact:
        """The private contact of a listing, blank when there is none. Raises NotFound."""

    def private_contacts(self) -> dict[str, Contact]:
        """Every private contact there is, by its listing's id."""

    def hidden_place(self, listing_id: str) -> HiddenPlace:
        """The place of a listing that its precision hides, blank when none is. Raises NotFound."""

    def hidden_places(self) -> dict[str, HiddenPlace]:
        """Every hidden place there is, by its listing's id."""

    def source_ids(self, source: str) -> dict[str, str]:
        """The listing ids of a source by the source's own ids."""

    def sources(self) -> dict[str, int]:
        """How many listings came from each source."""

    def all(self) -> Iterator[Record]:
        """Every listing in any status that can be read, by id."""

    def judge(self, listing_id: str, error: Exception | None) -> None:
        """Note that a listing which reads cannot be shown, or with no error that it can."""

    def unreadable(self) -> tuple[UnreadableRecord, ...]:
        """The records that cannot be read, as far as this process has met any."""

    def look_for_unreadable(self) -> tuple[UnreadableRecord, ...]:
        """The same after reading every record there is."""

    def changed_since(self, generation: int, *, most: int | None = None) -> Iterator[Record]:
        """The listings written after a generation, by id, `most` of them at most."""

    def transaction(self) -> AbstractContextManager[UnitOfWork]:
        """All of it is kept when the block ends, or none of it when the block raises."""

    def get(self, table: Table[Kept], id_: str) -> Kept:
        """One of a table's nouns. Raises NotFound, of which Unreadable is a kind."""

    def find(
        self,
        table: Table[Kept],
        *,
        newest_first: bool = False,
        most: int | None = None,
        **keys: Key | Sequence[Key],
    ) -> list[Kept]:
        """Those whose keys are these (any of several in a sequence), in the order they came."""

    def count(self, table: Table[Any], **keys: Key | Sequence[Key]) -> int:
        """How many there are of which the keys are these."""

    def audited(
        self,
        *,
        subject: str = "",
        by: str = "",
        what: str = "",
        since: datetime | None = None,
        until: datetime | None = None,
        before: int | None = None,
        most: int | None = None,
    ) -> Iterator[AuditedEvent]:
        """The audit, oldest first; `most` gives the newest so many, still oldest first.

        `since` is the first moment that counts and `until` the first that does not; `before` is
        the number of the first entry that does not count.
        """

    def audit_actions(self) -> list[str]:
        """Everything that the audit says was done, each once, in order."""

    def audit_totals(self) -> dict[tuple[str, str], int]:
        """How many entries were taken out, by month (`2026-03`) and what was done."""

    def is_writable(self) -> bool:
        """Whether somebody could write now."""

    def bytes_on_disk(self) -> int:
        """How much of the data directory's disk the records take; 0 where they are elsewhere."""

    def check_integrity(self) -> None:
        """Read all of what is kept, as the database keeps it. Raises Unavailable for damage."""

    def scrub(self) -> bool:
        """Overwrite what was taken out, wherever the files still hold it; copies made
        before upgrades go too.

        False when somebody was reading all the while, so that some of it may be left.
        """

    def copy_to(self, path: Path) -> None:
        """Write everything, as of one moment, to a new file; nobody who writes has to wait.

        Raises Unavailable, and leaves no file then.
        """

    def earlier_copies(self) -> Sequence[Path]:
        """The copies that were made before upgrades, oldest first."""

    def follows_queue(self) -> bool:
        """Whether this machine's index took all that was queued before, up to where it is now.

        False where it has to be made again: it is new to the store, was away for so long that the
        queue went on without it, or a unit of work on another machine had all made again
        (`must_rebuild`). `ack_rebuilt` makes it follow.
        """

    def queued(self) -> Sequence[QueuedChange]:
        """What this machine's index has not taken yet, oldest first."""

    def queue_end(self) -> QueueEnd:
        """How far the queue goes now."""

    def longest_queued(self) -> LongestQueued | None:
        """What has waited longest for this machine's index; None when nothing waits."""

    def ack(self, up_to: int) -> None:
        """Note that this machine's index has taken the changes numbered up to `up_to`."""

    def ack_rebuilt(self, end: QueueEnd) -> None:
        """Note that this machine's index was made anew of what was there after `queue_end`."""

    def close(self) -> None:
        """Let go of files and connections."""
