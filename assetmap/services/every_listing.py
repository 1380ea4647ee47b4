"""Every listing of a generation in any status: asked by arrays, and read one by one."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.listings.listing import Listing, Status
from assetmap.search_index.edits import place_of
from assetmap.search_index.listing_arrays import ListingArrays

Mask = NDArray[np.bool_]
Positions = NDArray[np.int64]
Read = TypeVar("Read")


class Selection(Sequence[Read], Generic[Read]):
    """What stands at some positions, in their order; each is read when somebody asks for it."""

    def __init__(self, positions: Positions, read: Callable[[int], Read]) -> None:
        self.positions, self._read = positions, read

    @overload
    def __getitem__(self, number: int) -> Read: ...

    @overload
    def __getitem__(self, number: slice) -> "Selection[Read]": ...

    def __getitem__(self, number: int | slice) -> "Read | Selection[Read]":
        if isinstance(number, slice):
            return Selection(self.positions[number], self._read)
        return self._read(int(self.positions[number]))

    def __len__(self) -> int:
        return len(self.positions)

    def __eq__(self, other: object) -> bool:
        """Whether it has the same things as another sequence, which reads them all."""
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def only(self, mask: Mask) -> "Selection[Read]":
        """Those of them whose position is in a mask of all."""
        return Selection(self.positions[mask[self.positions]], self._read)


class EveryListing:
    """Position n of `arrays` is the listing of `ids[n]`; without private contact."""

    def __init__(
        self, ids: Sequence[str], arrays: ListingArrays, listings: Mapping[str, Listing]
    ) -> None:
        self.ids, self.arrays, self._listings = ids, arrays, listings

    def __len__(self) -> int:
        return len(self.ids)

    def at(self, position: int) -> Listing:
        """The listing at a position."""
        return self._listings[self.ids[position]]

    def place_of(self, listing_id: str) -> int | None:
        """The position of a listing; None of one that is not there."""
        return place_of(self.ids, listing_id)

    def mask_of(self, listing_ids: Iterable[str]) -> Mask:
        """Which positions some listings have; ids of none are passed over."""
        mask = np.zeros(len(self), bool)
        places = (self.place_of(listing_id) for listing_id in listing_ids)
        mask[[place for place in places if place is not None]] = True
        return mask

    def where(self, mask: Mask) -> Selection[Listing]:
        """The listings of a mask, by id."""
        return Selection(np.flatnonzero(mask), self.at)

    def by_name(self, mask: Mask) -> Selection[Listing]:
        """The listings of a mask by folded name, those of one name by id."""
        order = self.arrays.by_name
        return Selection(order[mask[order]].astype(np.int64), self.at)

    def with_status(self, *statuses: Status) -> Selection[Listing]:
        """The listings of some statuses, by id."""
        return self.where(self.arrays.has_status(*statuses))

    def merged_into(self, listing_id: str) -> Selection[Listing]:
        """The listings that were merged into one, by id."""
        return self.where(self.arrays.kept.coded["merged_into"].having(listing_id))

    def stream(self) -> Iterator[Listing]:
        """Every listing by id, each read as it is asked for: a second for 20,000 of them."""
        return (self.at(position) for position in range(len(self)))
