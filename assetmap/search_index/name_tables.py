"""The words of listings' names, in flat arrays that are changed with the listings."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
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
_PIECE = 32_768


@dataclass(frozen=True, eq=False)
class NameTables:
    """Names by their listings, words by their names, and names by the stems of their words."""

    first: Offsets  # of the names of each listing
    owner: Ids  # the listing of each name
    tokens: Ragged  # for each name its words, in order
    words: SortedTexts
    stem_of: Ids  # for each of `words`, as the next
    uses: Ids  # how often names have it
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
            *(none.first, ids, none, texts, ids, ids, texts, ids.astype(bool)),
            *(none, numbers, numbers),
        )

    def arrays(self) -> dict[str, Array]:
        """All of it."""
        parts: dict[str, dict[str, Array]] = {
            "token": {"first": self.tokens.first, "ids": self.tokens.flat},
            "word": {**self.words.arrays(), "stem": self.stem_of, "uses": self.uses},
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
            plain["word_uses"],
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
        return _Change(self, edit, _NewNames.of(new)).tables()

    @classmethod
    def joined(cls, parts: Sequence["NameTables"]) -> "NameTables":
        """Of listings that stand one behind the other."""
        new = _NewNames.joined(parts)
        return _Change(cls.empty(), all_new(len(new.lengths.first) - 1), new).tables()


def all_new(size: int) -> Edit:
    """From no listings to so many."""
    return Edit(np.zeros(0, np.int64), np.arange(size), size)


@dataclass(frozen=True)
class _NewNames:
    """Names that come, folded."""

    lengths: Ragged  # for each listing, of how many words each name is
    words: Sequence[str]  # those that are in them, each once
    ids: Ids  # of all names one behind the other, their places in `words`

    @classmethod
    def of(cls, new: Sequence[Sequence[Sequence[str]]]) -> "_NewNames":
        every = [words for names in new for words in names]
        lengths = Ragged.of(_ints(map(len, new)), _ints(map(len, every)))
        return cls(lengths, *_numbered(word for words in every for word in words))

    @classmethod
    def joined(cls, parts: Sequence[NameTables]) -> "_NewNames":
        words, ids = _numbered(word for part in parts for word in part.words.every)
        first = np.cumsum([0, *(len(part.words) for part in parts)])
        counts = [np.diff(part.first) for part in parts]
        lengths = [np.diff(part.tokens.first) for part in parts]
        each = [
            ids[start : start + len(part.words)][part.tokens.flat]
            for part, start in zip(parts, first.tolist(), strict=False)
        ]
        return cls(Ragged.of(_joined(counts), _joined(lengths)), words, _joined(each))


class _Change:
    """From one generation's tables to the next one's."""

    def __init__(self, old: NameTables, edit: Edit, new: _NewNames) -> None:
        self._old, self._edit, self._new = old, edit, new
        # By listings, not by names.
        self._tokens_before = Ragged(old.tokens.first[old.first], old.tokens.flat)

    def tables(self) -> NameTables:
        old, new = self._old, self._new
        words = _Renumbering(old.words, new.words)
        came, uses = self._uses(words)
        words.keep(uses > 0)
        stems = _Renumbering(old.stems, new_stems := [stemmed(word)[0] for word in words.added])
        stem_of = words.edit.applied(old.stem_of, stems.ids(new_stems))
        stems.keep(np.bincount(stem_of, minlength=stems.size) > 0)
        stem_of = stems.now(stem_of)
        lengths = Ragged(old.first, np.diff(old.tokens.first)).applied(self._edit, new.lengths)
        owner = np.repeat(np.arange(self._edit.size, dtype=np.int32), np.diff(lengths.first))
        tokens = Ragged.of(lengths.flat, words.now(self._tokens(came)))
        names = self._names(owner)
        having = np.repeat(names.changed, new.lengths.flat)
        postings = _postings(old.postings, names, stems.edit, stem_of[words.now(came)], having)
        is_stop = stems.edit.applied(old.is_stop, [each in STOP_WORDS for each in stems.added])
        worth = _worth(np.diff(postings.first), is_stop, len(owner))
        return NameTables(
            *(lengths.first, owner, tokens, words.texts, stem_of, words.applied(uses)),
            *(stems.texts, is_stop, postings, worth, _total(postings, worth, len(owner))),
        )

    def _uses(self, words: "_Renumbering") -> tuple[Ids, Ids]:
        """The words of new names, and how often names now have each word; ids not in order."""
        came = words.ids(self._new.words)[self._new.ids]
        gone = self._tokens_before.gone(self._edit)
        uses = np.append(self._old.uses, np.zeros(len(words.added), np.int32))
        uses += np.bincount(came, minlength=words.size).astype(np.int32)
        uses -= np.bincount(gone, minlength=words.size).astype(np.int32)
        return came, uses

    def _tokens(self, came: Ids) -> Ids:
        """The words of all names now, by their ids of before."""
        lengths = self._new.lengths
        new = Ragged(offsets(lengths.flat)[lengths.first], came)
        return self._tokens_before.applied(self._edit, new).flat

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
        self.size = len(texts) + len(self.added)

    def ids(self, said: Iterable[str]) -> Ids:
        """Before they are in order."""
        return _ints(map(self._ids.__getitem__, said))

    def keep(self, used: NDArray[np.bool_]) -> None:
        """Put those in use in order."""
        before = len(self._before)
        self.edit = self._before.edit(used[:before], self.added)
        self.texts = self._before.with_changed(self.edit, self.added)
        self._now = np.concatenate((self.edit.moved, self.edit.changed)).astype(np.int32)

    def now(self, ids: Ids) -> Ids:
        """Some ids of those in use, in order."""
        return _looked_up(self._now, ids)

    def applied(self, values: Array) -> Array:
        """What each text has, in order."""
        before = len(self._before)
        return self.edit.applied(values[:before], values[before:])


def _postings(before: Ragged, names: Edit, stems: Edit, new_stems: Ids, new_names: Any) -> Ragged:
    """The names of each stem after both have changed; a stem that went has none left."""
    flat = _looked_up(names.moved.astype(np.int32), before.flat)
    gone = np.searchsorted(before.first, np.flatnonzero(flat < 0), "right") - 1
    flat = flat[flat >= 0]
    count = np.diff(before.first) - np.bincount(gone, minlength=len(before.first) - 1)
    count = stems.applied(count, np.zeros(len(stems.changed), np.int64))
    kept = Ragged.of(count, flat)
    new = different(new_stems.astype(np.int64) * names.size + new_names)
    stem, name = np.divmod(new, max(names.size, 1))
    count += np.bincount(stem, minlength=stems.size)
    return Ragged.of(count, np.insert(flat, _places(kept, stem, name), name))


def _places(postings: Ragged, stem: Array, name: Array) -> Array:
    """Where names of stems, both in order, belong among those that are there."""
    place = postings.first[stem].astype(np.int64)
    start = np.flatnonzero(np.diff(stem, prepend=-1))
    for first, last in pairwise([*start.tolist(), len(stem)]):
        there = postings.of_one(int(stem[first]))
        place[first:last] += np.searchsorted(there, name[first:last])
    return place


def different(numbers: Array) -> Array:
    """Each number once, in order; for many of them `np.unique` takes three times as long."""
    in_order = np.sort(numbers)
    return in_order[np.append(True, np.diff(in_order) > 0)[: len(in_order)]]


def _worth(count: Array, is_stop: NDArray[np.bool_], names: int) -> Numbers:
    """What each stem is worth that stands in so many of all names."""
    counts = np.flatnonzero(np.bincount(count))
    rarity = np.zeros(int(counts.max(initial=0)) + 1)
    rarity[counts] = [math.log(1 + names / (1 + each)) for each in counts.tolist()]
    return np.where(is_stop, STOP_WORTH, 1.0) * rarity[count]


def _total(postings: Ragged, worth: Numbers, names: int) -> Numbers:
    """What the stems of each name are worth together."""
    total, each = np.zeros(names), np.repeat(worth, np.diff(postings.first))
    for piece in _pieces(len(each)):
        np.add.at(total, postings.flat[piece], each[piece])
    return total


def _looked_up(table: Ids, places: Ids) -> Ids:
    found = np.empty(len(places), np.int32)
    for piece in _pieces(len(places)):
        np.take(table, places[piece], out=found[piece], mode="clip")
    return found


def _pieces(size: int) -> Iterator[slice]:
    """Long arrays piece by piece: fresh memory for what is in between costs more than the work."""
    return (slice(at, at + _PIECE) for at in range(0, size, _PIECE))


def _numbered(words: Iterable[str]) -> tuple[list[str], Ids]:
    """The different words among some, and for each its place among those."""
    places: dict[str, int] = {}
    ids = _ints([places.setdefault(word, len(places)) for word in words])
    return [*places], ids


def _joined(parts: Sequence[Array]) -> Ids:
    return np.concatenate([np.zeros(0, np.int32), *parts])


def _ints(numbers: Iterable[int]) -> Ids:
    return np.fromiter(numbers, np.int32)
