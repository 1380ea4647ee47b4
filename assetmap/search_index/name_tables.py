"""The words of listings' names, in flat arrays that are changed with the listings."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.text import fold
from assetmap.search_index.edits import Array, Edit
from assetmap.search_index.ragged import Offsets, Ragged, offsets
from assetmap.search_index.schema import STOP_WORDS, stemmed
from assetmap.search_index.sorted_texts import SortedTexts

Numbers = NDArray[np.float64]
Ids = NDArray[np.int32]

STOP_WORTH = 0.1  # what a word such as "the" is worth


@dataclass(frozen=True, eq=False)
class NameTables:
    """Names by their listings, words by their names, and names by the stems of their words."""

    first: Offsets  # of the names of each listing
    owner: Ids  # the listing of each name
    tokens: Ragged  # for each name its words, in order
    words: SortedTexts
    stem_of: Ids  # for each of `words`
    stems: SortedTexts
    is_stop: NDArray[np.bool_]  # for each of `stems`, as the rest
    postings: Ragged  # the names that have it, in order
    worth: Numbers  # the more the fewer names have it
    total: Numbers  # what the stems of each name are worth together

    @classmethod
    def empty(cls) -> Self:
        """Of no listings."""
        ids, numbers = np.zeros(0, np.int32), np.zeros(0)
        none, texts = Ragged.of(ids, ids), SortedTexts.of(())
        return cls(
            *(none.first, ids, none, texts, ids, texts, ids.astype(bool), none),
            *(numbers, numbers),
        )

    def arrays(self) -> dict[str, Array]:
        """All of it."""
        parts: dict[str, dict[str, Array]] = {
            "token": {"first": self.tokens.first, "ids": self.tokens.flat},
            "word": {**self.words.arrays(), "stem": self.stem_of},
            "stem": {**self.stems.arrays(), "is_stop": self.is_stop, "worth": self.worth},
            "posting": {"first": self.postings.first, "names": self.postings.flat},
            "name": {"first": self.first, "owner": self.owner, "total": self.total},
        }
        return {f"{part}_{name}": x for part, names in parts.items() for name, x in names.items()}

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, Array]) -> Self:
        """Opened again."""
        plain = {name: np.asarray(array) for name, array in arrays.items()}
        return cls(
            plain["name_first"],
            plain["name_owner"],
            Ragged(plain["token_first"], plain["token_ids"]),
            SortedTexts(Ragged(plain["word_first"], plain["word_text"])),
            plain["word_stem"],
            SortedTexts(Ragged(plain["stem_first"], plain["stem_text"])),
            plain["stem_is_stop"],
            Ragged(plain["posting_first"], plain["posting_names"]),
            plain["stem_worth"],
            plain["name_total"],
        )

    def words_of(self, position: int) -> list[list[str]]:
        """The folded words of each name of a listing."""
        names = range(self.first[position], self.first[position + 1])
        first, ids = self.tokens.first, self.tokens.flat
        return [[self.words.text(n) for n in ids[first[at] : first[at + 1]]] for at in names]

    def with_changed(self, edit: Edit, new_names: Sequence[Sequence[str]]) -> "NameTables":
        """The next generation's; `new_names` are of the listings of `edit.changed`."""
        new = [[words.split() for name in names if (words := fold(name))] for names in new_names]
        if edit.is_in_place and new == [self.words_of(at) for at in edit.changed.tolist()]:
            return self
        return _Change(self, edit, new).tables()


class _Change:
    """From one generation's tables to the next one's."""

    def __init__(self, old: NameTables, edit: Edit, new: Sequence[Sequence[Sequence[str]]]) -> None:
        self._old, self._edit = old, edit
        self._lengths = Ragged.of(
            _ints(map(len, new)), _ints(len(words) for names in new for words in names)
        )
        self._said = [word for names in new for words in names for word in words]

    def tables(self) -> NameTables:
        old = self._old
        words = _Renumbering(old.words, self._said)
        came = words.ids(self._said)
        lengths = Ragged(old.first, np.diff(old.tokens.first)).applied(self._edit, self._lengths)
        flat = self._tokens(came)
        flat = words.renumber(flat)
        stems = _Renumbering(old.stems, new_stems := [stemmed(word)[0] for word in words.added])
        stem_of = stems.renumber(words.edit.applied(old.stem_of, stems.ids(new_stems)))
        owner = np.repeat(np.arange(self._edit.size, dtype=np.int32), np.diff(lengths.first))
        names = self._names(owner)
        said = np.repeat(names.changed, self._lengths.flat)
        postings = _postings(old.postings, names, stems.edit, stem_of[words.now(came)], said)
        is_stop = stems.edit.applied(old.is_stop, [each in STOP_WORDS for each in stems.added])
        worth = _worth(np.diff(postings.first), is_stop, len(owner))
        return NameTables(
            *(lengths.first, owner, Ragged.of(lengths.flat, flat), words.texts, stem_of),
            *(stems.texts, is_stop, postings, worth, _total(postings, worth, len(owner))),
        )

    def _tokens(self, came: Ids) -> Ids:
        """The words of all names now, by their ids of before."""
        tokens, new = self._old.tokens, self._lengths
        before = Ragged(tokens.first[self._old.first], tokens.flat)
        return before.applied(self._edit, Ragged(offsets(new.flat)[new.first], came)).flat

    def _names(self, owner: Ids) -> Edit:
        """What the edit is to the names."""
        is_new = np.zeros(self._edit.size, bool)
        is_new[self._edit.changed] = True
        moved = np.full(len(self._old.owner), -1)
        moved[self._edit.kept[self._old.owner]] = np.flatnonzero(~is_new[owner])
        return Edit(moved, np.flatnonzero(is_new[owner]), len(owner))


class _Renumbering:
    """Texts of before with those that are new put behind them; then those in use, in order."""

    def __init__(self, texts: SortedTexts, said: Iterable[str]) -> None:
        self._before = texts
        places = {text: texts.find(text) for text in sorted({*said})}
        self.added = [text for text, place in places.items() if place < 0]
        self._ids = {**places, **{text: len(texts) + n for n, text in enumerate(self.added)}}

    def ids(self, said: Iterable[str]) -> Ids:
        """Before they are in order."""
        return _ints(map(self._ids.__getitem__, said))

    def renumber(self, used: Ids) -> Ids:
        """The ids in order of those in use, `used` being all of them."""
        size = len(self._before)
        count = np.bincount(used, minlength=size + len(self.added))
        self.edit = self._before.edit(count[:size] > 0, self.added)
        self.texts = self._before.with_changed(self.edit, self.added)
        self._now = np.concatenate((self.edit.moved, self.edit.changed)).astype(np.int32)
        return self.now(used)

    def now(self, ids: Ids) -> Ids:
        """Some ids, in order."""
        now: Ids = self._now[ids]
        return now


def _postings(before: Ragged, names: Edit, stems: Edit, new_stems: Ids, new_names: Any) -> Ragged:
    """The names of each stem after both have changed; a stem that went has none left."""
    stays = names.kept[before.flat]
    flat = names.moved[before.flat[stays]].astype(np.int32)
    gone = np.searchsorted(before.first, np.flatnonzero(~stays), "right") - 1
    count = np.diff(before.first) - np.bincount(gone, minlength=len(before.first) - 1)
    count = stems.applied(count, np.zeros(len(stems.changed), np.int64))
    keys = np.repeat(np.arange(stems.size) * names.size, count) + flat
    new = np.unique(new_stems.astype(np.int64) * names.size + new_names)
    if not len(new):
        return Ragged.of(count, flat)
    stem, name = np.divmod(new, names.size)
    count += np.bincount(stem, minlength=stems.size)
    return Ragged.of(count, np.insert(flat, np.searchsorted(keys, new), name))


def _worth(count: Array, is_stop: NDArray[np.bool_], names: int) -> Numbers:
    """What each stem is worth that stands in so many of all names."""
    different = np.flatnonzero(np.bincount(count))
    rarity = np.zeros(int(different.max(initial=0)) + 1)
    rarity[different] = [math.log(1 + names / (1 + each)) for each in different.tolist()]
    return np.where(is_stop, STOP_WORTH, 1.0) * rarity[count]


def _total(postings: Ragged, worth: Numbers, names: int) -> Numbers:
    """What the stems of each name are worth together."""
    each = np.repeat(worth, np.diff(postings.first))
    return np.bincount(postings.flat, each, minlength=names).astype(np.float64)


def _ints(numbers: Iterable[int]) -> Ids:
    return np.fromiter(numbers, np.int32)
