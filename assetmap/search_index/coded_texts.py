"""Texts of which few are different: each thing has the number of its own among them, in order."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from assetmap.search_index.edits import Array, Edit
from assetmap.search_index.sorted_texts import SortedTexts

Codes = NDArray[np.int32]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class CodedTexts:
    """`codes` has each thing's text as its place among `different`, all of which somebody has.

    They stand in the order of their letters: codes are in order as the texts are.
    """

    codes: Codes
    different: SortedTexts

    @classmethod
    def of(cls, texts: Sequence[str]) -> Self:
        """Of the text of each thing."""
        different = sorted({*texts})
        place = {text: number for number, text in enumerate(different)}
        return cls(
            np.fromiter((place[text] for text in texts), np.int32, len(texts)),
            SortedTexts.of(different),
        )

    def with_changed(self, edit: Edit, new: Sequence[str]) -> Self:
        """The next generation's; `new` are those of `edit.changed`."""
        written = {*new}
        used = np.bincount(self.codes[edit.kept], minlength=len(self.different)) > 0
        places = {text: self.different.find(text) for text in written}
        used[[place for place in places.values() if place >= 0]] = True
        coming = sorted(text for text, place in places.items() if place < 0)
        codes, different = self.codes, self.different
        if coming or not used.all():
            moved = different.edit(used, coming)
            different = different.with_changed(moved, coming)
            codes = moved.moved[codes].astype(np.int32)
            places = {text: different.find(text) for text in written}
        return type(self)(edit.applied(codes, [places[text] for text in new]), different)

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> Self:
        """Of those of things that stand one behind the other."""
        different = sorted({text for each in parts for text in each.different.every})
        now = {text: number for number, text in enumerate(different)}
        codes = [
            np.array([now[text] for text in each.different.every], np.int32)[each.codes]
            for each in parts
        ]
        return cls(np.concatenate(codes), SortedTexts.of(different))

    def arrays(self) -> dict[str, Array]:
        """Everything by name."""
        return {"codes": self.codes, **self.different.arrays()}

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, Array]) -> Self:
        """What `arrays` gave. Raises KeyError when one is missing."""
        return cls(arrays["codes"], SortedTexts.of_arrays(arrays))

    def at(self, position: int) -> str:
        """The text of one thing."""
        return self.different.text(int(self.codes[position]))

    def having(self, text: str) -> Mask:
        """Which things have a text."""
        mask: Mask = self.codes == self.different.find(text)
        return mask

    def where(self, holds: Callable[[str], bool], among: Mask | None = None) -> Mask:
        """Which things have a text of which something holds; each text is asked about once, and of
        `among` those alone that one of these has.
        """
        size = len(self.different)
        asked = np.bincount(self.codes if among is None else self.codes[among], minlength=size)
        found = np.zeros(size, bool)
        for place in np.flatnonzero(asked).tolist():
            found[place] = holds(self.different.text(place))
        mask: Mask = found[self.codes]
        return mask
