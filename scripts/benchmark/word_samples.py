"""Which words to ask for: common, middling and rare ones of the listings at hand."""

import random
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from assetmap.search_index.schema import content_words
from assetmap.services.context import Context
from assetmap.storage.store import Record

_EACH = 12
_SENTENCES = 120
_SHORTEST = 4


@dataclass(frozen=True)
class WordSamples:
    """Words by how many listings use them, and what goes wrong when typing them."""

    common: tuple[str, ...]  # in more than one listing of ten
    middling: tuple[str, ...]  # in one to four of a hundred
    rare: tuple[str, ...]  # in three to eight
    pairs: tuple[str, ...]  # a common and a middling one
    slips: tuple[str, ...]  # middling ones with two letters changed round
    sentences: tuple[str, ...]  # two everyday phrases each

    @property
    def mixed(self) -> tuple[str, ...]:
        """As people search: mostly middling words, some common and rare ones, some pairs."""
        return _turns(self.middling, self.common[:6], self.rare[:4], self.pairs[:6])


def terms_in(context: Context, records: Iterable[Record], seed: int) -> WordSamples:
    """Words of the descriptions that are no place's name, the same ones for the same seed."""
    used: Counter[str] = Counter()
    number = 0
    for record in records:
        used.update({word for word in content_words(record.listing.description) if word.isalpha()})
        number += 1
    dice = random.Random(seed)

    def some(least: float, most: float) -> tuple[str, ...]:
        found = sorted(w for w, n in used.items() if least <= n <= most and len(w) >= _SHORTEST)
        dice.shuffle(found)
        # Words that the program takes for a place ask another question than they ask of Datasette.
        words = (word for word in found if context.gazetteer.read_words(word) is None)
        return tuple(word for word, _ in zip(words, range(_EACH), strict=False))

    # What a sentence says is not wanted is taken out, and may leave nothing to look for.
    phrases = [
        phrase
        for each in context.current_thesaurus.thesaurus().concepts
        for phrase in each.say
        if not phrase.startswith(("no ", "not "))
    ]
    common, middling = some(0.1 * number, number), some(0.01 * number, 0.04 * number)
    return WordSamples(
        common=common,
        middling=middling,
        rare=some(3, 8),
        pairs=tuple(f"{a} {b}" for a, b in zip(common, middling, strict=False)),
        slips=tuple(f"{w[:2]}{w[3]}{w[2]}{w[4:]}" for w in middling if len(w) > 5 and w[2] != w[3]),
        sentences=tuple(" and ".join(dice.sample(phrases, 2)) for _ in range(_SENTENCES)),
    )


def _turns(*groups: tuple[str, ...]) -> tuple[str, ...]:
    """The words of all groups in turn, so that any stretch of them is a mixture."""
    longest = max(len(group) for group in groups)
    return tuple(group[at] for at in range(longest) for group in groups if at < len(group))
