"""Invented texts that behave like real ones: few words very often, very many words rarely.

The words and their order of frequency are those of the sample listings. Further words, made up
letter by letter after the same pattern, stand at the rare end, as names and slips do in real
texts: 20,000 listings use more words than 342 do.
"""

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate

_WORD = re.compile(r"[a-z][a-z']*[a-z]|[ai]")
_MADE_UP = 12_000
_STEEPNESS = 1.05  # Zipf's exponent
_SHIFT = 2.7  # Mandelbrot's: the very first ranks are closer together than Zipf says
_OWN_SHARE = 0.4  # of the words come from texts about the same thing
_SENTENCE = (7, 19)  # words


class Wording:
    """Makes texts out of the words of some sample texts, by what they are about."""

    def __init__(self, samples: Iterable[tuple[str, str]], dice: random.Random) -> None:
        """`samples` are pairs of a topic and a text."""
        self._dice = dice
        everywhere: Counter[str] = Counter()
        by_topic: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for topic, text in samples:
            words = _WORD.findall(text.lower())
            everywhere.update(words)
            by_topic[topic].update(words)
        ranked = [word for word, _ in everywhere.most_common()]
        self.words = [*ranked, *_made_up(ranked, _MADE_UP, dice)]
        self._odds = list(
            accumulate(1 / (rank + _SHIFT) ** _STEEPNESS for rank in range(len(self.words)))
        )
        self._own = {
            topic: (list(words), list(accumulate(words.values())))
            for topic, words in sorted(by_topic.items())
        }

    def text(self, topic: str, length: int) -> str:
        """Sentences of `length` words in all."""
        own = round(length * _OWN_SHARE) if topic in self._own else 0
        words = self._dice.choices(self.words, cum_weights=self._odds, k=length - own)
        if own:
            mine, odds = self._own[topic]
            words += self._dice.choices(mine, cum_weights=odds, k=own)
            self._dice.shuffle(words)
        return " ".join(self._sentences(words))

    def phrase(self, length: int) -> str:
        """A few words in a row, none of the very common ones."""
        return " ".join(self._dice.choices(self.words[60:4_000], k=length))

    def _sentences(self, words: Sequence[str]) -> Iterable[str]:
        start = 0
        while start < len(words):
            end = start + self._dice.randint(*_SENTENCE)
            sentence = " ".join(words[start:end])
            yield f"{sentence[0].upper()}{sentence[1:]}."
            start = end


def _made_up(known: Sequence[str], number: int, dice: random.Random) -> list[str]:
    """New words whose every letter follows the two before it as in the `known` words."""
    follows: defaultdict[str, list[str]] = defaultdict(list)
    for word in known:
        if word.isalpha() and len(word) > 3:
            spelled = f"^^{word}$"
            for place in range(len(spelled) - 2):
                follows[spelled[place : place + 2]].append(spelled[place + 2])
    taken = set(known)
    made: list[str] = []
    while len(made) < number:
        word = "^^"
        while word[-1] != "$" and len(word) < 15:
            word += dice.choice(follows[word[-2:]])
        word = word[2:].rstrip("$")
        if len(word) > 3 and word not in taken:
            taken.add(word)
            made.append(word)
    return made
