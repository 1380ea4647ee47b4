"""A linear classifier of short texts: what each word, and each two words in a row, speak for.

Logistic regression, whose weights are learned elsewhere (see `danger_words.toml`). It is no more
than a sum, so that a phone can work it out as well and anybody can look up why it said so.
"""

import sys
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from itertools import pairwise

FEWEST = 3  # words: fewer, such as half a name, say too little by themselves


@dataclass(frozen=True)
class WordWeights:
    """What words, and two words in a row, add to a score that begins at `start`: twentieths of
    log odds, whole so that whoever adds them up gets the same.
    """

    start: int = 0
    weights: Mapping[str, int] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.start, len(self.weights)))

    def score(self, terms: Set[str]) -> int:
        """The score of some terms; unknown ones add nothing."""
        return self.start + sum(self.weights[term] for term in self.weights.keys() & terms)


@dataclass(frozen=True)
class TextClassifier:
    """Tells texts of a sort from all others, and of which kind of that sort each is.

    A text is of the sort from a score of `threshold` on, of which each of its words takes
    `each_word`: long stories hold a little of everything. It is of the kind that has the highest
    score, if that is above nought.
    """

    each_word: int = 0
    threshold: int = sys.maxsize  # so that nothing is
    weights: WordWeights = WordWeights()
    kinds: Mapping[str, WordWeights] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.each_word, self.threshold, self.weights))

    def is_heard(self, words: str) -> bool:
        """Whether folded words are of the sort."""
        number = len(words.split())
        if number < FEWEST:
            return False
        return self.weights.score(terms_in(words)) - number * self.each_word >= self.threshold

    def kind_of(self, words: str) -> str:
        """The kind of folded words that are of the sort; empty where no kind is likely."""
        terms = terms_in(words)
        scores = ((each.score(terms), kind) for kind, each in self.kinds.items())
        best, kind = max(scores, default=(0, ""))
        return kind if best > 0 else ""


def terms_in(words: str) -> frozenset[str]:
    """The words of folded words, each once, and each two that stand side by side."""
    parts = words.split()
    return frozenset((*parts, *map(" ".join, pairwise(parts))))
