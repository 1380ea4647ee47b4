"""What names are asked for, answered the plain way: by looking at every one of them."""

import math
from collections.abc import Callable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assetmap.domain.text import fold
from assetmap.search_index.schema import STOP_WORDS, stemmed

Scores = tuple[list[float], list[float], list[bool]]


class PlainNames:
    """Scores as `NameIndex` gives them."""

    def __init__(self, names: Sequence[Sequence[str]]) -> None:
        self._names = [[fold(name) for name in several if fold(name)] for several in names]
        every = [stemmed(name) for several in self._names for name in several]
        self._count = len(every)
        self._having = {
            stem: sum(stem in each for each in every) for each in every for stem in each
        }
        said = [word for several in self._names for name in several for word in name.split()]
        self._choices = [word for word in dict.fromkeys(said) if len(word) >= 4]

    def score(self, words: str, may_be_slip: Callable[[str], bool]) -> Scores:
        said = fold(words).split()
        stems = dict(zip(said, stemmed(" ".join(said)), strict=True))
        is_short = len([word for word in said if word not in STOP_WORDS]) <= 10
        found = [
            (word, self._found(word, stem, slips=is_short and may_be_slip(word)))
            for word, stem in stems.items()
        ]
        worth = [max(map(self._worth, each), default=self._unknown(word)) for word, each in found]
        parts = [(each, part) for (_, each), part in zip(found, worth, strict=True)]
        scored = [[self._of(name, parts, list(stems.values())) for name in x] for x in self._names]
        best = [max((held for held, _ in each), default=0.0) for each in scored]
        of_name = [
            max(
                (of for held, of in each if held + 0.01 * of >= top + 0.01 * of - 1e-9), default=0.0
            )
            for each, top in zip(scored, best, strict=True)
        ]
        spoken = stemmed(" ".join(said))
        whole = [any(_is_whole(stemmed(name), spoken) for name in each) for each in self._names]
        return best, [min(each, 1.0) for each in of_name], whole

    def _of(
        self, name: str, parts: Sequence[tuple[dict[str, float], float]], _said: Sequence[str]
    ) -> tuple[float, float]:
        own = {*stemmed(name)}
        held = sum(
            worth * max((part for stem, part in each.items() if stem in own), default=0.0)
            for each, worth in parts
        )
        named = sum(
            self._worth(stem) * part
            for each, _ in parts
            for stem, part in each.items()
            if stem in own
        )
        total = sum(worth for _, worth in parts)
        return held / (total or 1.0), named / max(sum(map(self._worth, own)), 1e-9)

    def _found(self, word: str, stem: str, *, slips: bool) -> dict[str, float]:
        if stem in self._having:
            return {stem: 1.0}
        if not slips or len(word) < 4 or not word.isalpha():
            return {}
        most = 1 if len(word) < 6 else 2
        near = process.extract(word, self._choices, scorer=OSA.distance, score_cutoff=most, limit=3)
        return {stemmed(match[0])[0]: 0.95 for match in near}

    def _worth(self, stem: str) -> float:
        rarity = math.log(1 + self._count / (1 + self._having.get(stem, 0)))
        return rarity * (0.1 if stem in STOP_WORDS else 1.0)

    def _unknown(self, word: str) -> float:
        return math.log(1 + self._count) * (0.1 if word in STOP_WORDS else 1.0)


def _is_whole(name: Sequence[str], said: Sequence[str]) -> bool:
    """Whether a name stands in the words; one of a single word must be all of them."""
    width = len(name)
    stands = any(said[at : at + width] == name for at in range(len(said) - width + 1))
    is_long = len([each for each in name if each not in STOP_WORDS]) > 1
    return name == said or (is_long and stands)


class PlainBeginnings:
    """Beginnings as `NameFinder` gives them."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = [fold(name) for name in names]
        self._entries = sorted(
            (name[start:], start > 0, position)
            for position, name in enumerate(self._names)
            for start in [0, *(place + 1 for place, ch in enumerate(name) if ch == " ")]
        )

    def beginning(self, text: str, most: int) -> list[int]:
        wanted = fold(text)
        if not wanted:
            return []
        found = [each for each in self._entries if each[0].startswith(wanted)][: 50 * most]
        found.sort(key=lambda entry: entry[1])
        return list(dict.fromkeys(position for _, _, position in found))[:most]

    def is_of_name(self, folded: str, before: str) -> bool:
        within, at_front = f" {before} {folded} ", f"{folded} "
        names = [f"{name} " for name in self._names]
        return any(name.startswith(at_front) or within in f" {name}" for name in names)

    def rank(self) -> list[int]:
        order = sorted(range(len(self._names)), key=lambda n: (self._names[n], n))
        return [order.index(n) for n in range(len(order))]
