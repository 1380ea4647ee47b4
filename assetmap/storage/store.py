"""What any store of listings does, and the errors it raises.

The tests in `tests/storage/test_store_contract.py` are this protocol's meaning: every store is
put through the same ones.
"""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from assetmap.domain.listing import Contact, Listing


class StoreError(Exception):
    """Anything a store refuses or cannot do; the message is plain words."""


class NotFound(StoreError):
    """No listing has this id."""


class Taken(StoreError):
    """The id, or the source's own id, already belongs to another listing."""


class Stale(StoreError):
    """Somebody else changed the listing since it was read."""


class Unavailable(StoreError):
    """The store cannot be opened, read or written: a full disk, a read-only folder, damage."""


@dataclass(frozen=True)
class Record:
    """A listing as kept, and the generation that last wrote it.

    `listing.private` is always blank here: the private contact is asked for by itself.
    """

    listing: Listing
    generation: int


@dataclass(frozen=True)
class Queued:
    """A listing whose change the full-text index has not taken yet."""

    number: int
    listing_id: str


class Writer(Protocol):
    """What may be done inside one transaction."""

    def put(self, listing: Listing, *, expected: int | None = None) -> None:
        """Keep a listing, new or changed, and queue it for the index.

        `expected` is the generation it was read at: raises Stale when it has moved on since.
        Raises Taken when another listing holds its source and source id.
        """


class Store(Protocol):
    """A place that keeps listings. Every write happens in a transaction of its own generation."""

    def generation(self) -> int:
        """A number that grows with every transaction that changed anything; 0 when empty."""

    def mark(self) -> str:
        """Tells this store from every other, also from one made anew in its place."""

    def get(self, listing_id: str) -> Record:
        """One listing in any status. Raises NotFound."""

    def private_contact(self, listing_id: str) -> Contact:
        """The private contact of a listing, blank when there is none. Raises NotFound."""

    def source_ids(self, source: str) -> dict[str, str]:
        """The listing ids of a source by the source's own ids."""

    def sources(self) -> dict[str, int]:
        """How many listings came from each source."""

    def all(self) -> Iterator[Record]:
        """Every listing in any status, by id."""

    def changed_since(self, generation: int) -> Iterator[Record]:
        """The listings written after a generation, by id."""

    def transaction(self) -> AbstractContextManager[Writer]:
        """All of it is kept when the block ends, or none of it when the block raises."""

    def queued(self) -> Sequence[Queued]:
        """What the index has not taken yet, oldest first."""

    def strike(self, up_to: int) -> None:
        """Forget the queue's rows with numbers up to and including `up_to`."""

    def close(self) -> None:
        """Let go of files and connections."""
