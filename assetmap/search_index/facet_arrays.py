"""Which listing has which choice of each filter, as yes-or-no arrays."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.listings.kinds import Kind
from assetmap.domain.listings.listing import Listing
from assetmap.domain.search.facets import FACETS, Facet, Labels
from assetmap.search_index.edits import Array, Edit, Rows

Mask = NDArray[np.bool_]
Table = NDArray[np.bool_]

_FIXED = tuple(name for name, facet in FACETS.items() if facet.values and facet.written is None)
_MAIN = ("main_category", "main_top", "shown_top")
_SAID = tuple(name for name, facet in FACETS.items() if facet.values)


@dataclass(frozen=True)
class Column:
    """The values of a facet: which listing has which, and which say anything at all.

    `by_value` has a row for each value, and in it each listing.
    """

    values: tuple[str, ...]
    by_value: Table
    said: Mask

    @property
    def has(self) -> Table:
        """The same with a row for each listing."""
        return self.by_value.T

    def index(self, value: str) -> int:
        """The number of a value."""
        return self.values.index(value)

    def having(self, value: str) -> Mask:
        """Which listings have a value; none when it is offered no longer, as data may change."""
        if value not in self.values:
            return np.zeros(len(self.said), bool)
        mask: Mask = self.by_value[self.index(value)]
        return mask


@dataclass(frozen=True)
class FacetArrays:
    """Every facet whose choices a borough's words fix, one under the other in the order of FACETS.

    `main_category` is the number of each listing's first category among the values of the facet,
    `main_top` that of the category above it, and `shown_top` that above the first which is offered
    still; -1 without one, or where it is offered no longer.
    """

    by_value: Table
    said: Table
    main_category: NDArray[np.int32]
    main_top: NDArray[np.int32]
    shown_top: NDArray[np.int32]

    @classmethod
    def of(cls, listings: Sequence[Listing], words: Vocabulary) -> "FacetArrays":
        """Of the public side of all listings."""
        tables = {
            name: _table(FACETS[name], FACETS[name].choices(words, ()), listings) for name in _FIXED
        }
        said = [_said(FACETS[name], tables.get(name), listings) for name in _SAID]
        return cls(
            np.concatenate(list(tables.values())),
            np.array(said, bool),
            *_main(listings, words),
        )

    def with_changed(self, edit: Edit, new: Sequence[Listing], words: Vocabulary) -> "FacetArrays":
        """The next generation's; `new` are the listings of `edit.changed`."""
        now = FacetArrays.of(new, words)
        return FacetArrays(
            _across(edit, self.by_value, now.by_value),
            _across(edit, self.said, now.said),
            edit.applied(self.main_category, now.main_category),
            edit.applied(self.main_top, now.main_top),
            edit.applied(self.shown_top, now.shown_top),
        )

    @classmethod
    def joined(cls, parts: Sequence["FacetArrays"]) -> "FacetArrays":
        """Of those of listings that stand one behind the other."""
        return cls(
            np.concatenate([each.by_value for each in parts], axis=1),
            np.concatenate([each.said for each in parts], axis=1),
            *(np.concatenate([getattr(each, name) for each in parts]) for name in _MAIN),
        )

    def arrays(self) -> dict[str, Array]:
        """Everything by name."""
        return {
            "by_value": self.by_value,
            "said": self.said,
            "main_category": self.main_category,
            "main_top": self.main_top,
            "shown_top": self.shown_top,
        }

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, Array]) -> "FacetArrays":
        """What `arrays` gave. Raises KeyError when one is missing."""
        return cls(*(arrays[name] for name in ("by_value", "said", *_MAIN)))

    def columns(self, choices: Mapping[str, Labels]) -> Iterator[tuple[str, Column]]:
        """The column of each of these facets, by its name; `choices` are what each offers."""
        first = 0
        for name in _FIXED:
            values = tuple(choices[name])
            table = self.by_value[first : first + len(values)]
            yield name, Column(values, table, self.said_of(name))
            first += len(values)

    def said_of(self, name: str) -> Mask:
        """Which listings say anything of a facet."""
        mask: Mask = self.said[_SAID.index(name)]
        return mask


def written_column(facet: Facet, labels: Labels, rows: Rows, said: Mask) -> Column:
    """The column of a facet whose choices the listings write: `rows` are their texts."""
    index = {value: number for number, value in enumerate(labels)}
    table = np.zeros((len(labels), len(said)), bool)
    for position, text in zip(rows.owner.tolist(), rows.columns["text"].tolist(), strict=True):
        if (value := facet.slug_of(text)) in index:
            table[index[value], position] = True
    return Column(tuple(labels), table, said)


def _across(edit: Edit, before: Table, new: Table) -> Table:
    """An edit of a table in which each listing is a column."""
    return np.ascontiguousarray(edit.applied(before.T, new.T).T)


def _table(facet: Facet, labels: Labels, listings: Sequence[Listing]) -> Table:
    index = {value: number for number, value in enumerate(labels)}
    table = np.zeros((len(labels), len(listings)), bool)
    kinds = frozenset(facet.of_kinds or Kind)
    for position, listing in enumerate(listings):
        if facet.values and listing.kind in kinds:
            for value in facet.values(listing):
                if value in index:
                    table[index[value], position] = True
    return table


def _said(facet: Facet, table: Table | None, listings: Sequence[Listing]) -> Mask:
    """Which listings say anything of a facet; those that it is not about count among them."""
    kinds = frozenset(facet.of_kinds or Kind)
    said = np.array([each.kind not in kinds for each in listings], bool)
    if table is not None:
        said |= table.any(axis=0)
    elif facet.values:
        said |= np.array([any(facet.values(each)) for each in listings], bool)
    if facet.says_other:
        for position in np.flatnonzero(~said).tolist():
            said[position] = facet.says_other(listings[position])
    return said


def _main(listings: Sequence[Listing], words: Vocabulary) -> Iterator[NDArray[np.int32]]:
    index = {slug: n for n, slug in enumerate(FACETS["category"].choices(words, ()))}
    firsts = [next(iter(each.categories), "") for each in listings]
    known = [next(filter(index.__contains__, each.categories), "") for each in listings]
    tops = ([slug.partition("/")[0] for slug in slugs] for slugs in (firsts, known))
    for slugs in (firsts, *tops):
        yield np.array([index.get(slug, -1) for slug in slugs], np.int32)
