"""How people say that they want to give their time. A borough's own content: see `giving.toml`."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from assetmap.domain.borough.pattern_set import PatternSet
from assetmap.domain.borough.phrase_pattern import PhrasePattern, SaidText
from assetmap.domain.text import fold


@dataclass(frozen=True)
class Giving:
    """What tells of somebody who wants to give, apart from somebody who asks for help.

    Whoever chooses one of `categories` asks for ways to give. In words, what `of_others` matches is
    asked of others and cut out; then any of `says` tells of giving, whatever else was said. A
    phrase of one of `concepts` of the thesaurus does so too, unless one of `asks` matches. What
    is `more_` is the same, for whoever has room for it: a phone with no signal has not.

    `skills` are words, with blanks between them, for one thing that people can do or have, so that
    `drive` answers a need of a driver; `of_anything` words of those who want to give that name no
    such thing.
    """

    categories: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    of_others: tuple[PhrasePattern, ...] = ()
    says: tuple[PhrasePattern, ...] = ()
    asks: tuple[PhrasePattern, ...] = ()
    more_of_others: tuple[PhrasePattern, ...] = ()
    more_says: tuple[PhrasePattern, ...] = ()
    skills: tuple[str, ...] = ()
    of_anything: tuple[str, ...] = ()

    def is_told_by(self, words: str, concepts: Collection[str]) -> bool:
        """Whether some words tell of somebody who wants to give.

        `concepts` are the ids of those whose phrases stand in the words.
        """
        said = SaidText(fold(words))
        of_others, says, asks = self._pattern_sets
        if says.found_in(of_others.cut_from(said)):
            return True
        if set(self.concepts).isdisjoint(concepts):
            return False
        return not asks.found_in(said)

    @cached_property
    def _pattern_sets(self) -> tuple[PatternSet, PatternSet, PatternSet]:
        return (
            PatternSet((*self.of_others, *self.more_of_others)),
            PatternSet((*self.says, *self.more_says)),
            PatternSet(self.asks),
        )

    def is_asked_for_by(self, category: str) -> bool:
        """Whether who chooses a category asks for ways to give: by one of them, or one above."""
        return category in self._with_those_above

    @cached_property
    def _with_those_above(self) -> frozenset[str]:
        """Those categories and all that they stand under."""
        paths = (each.split("/") for each in self.categories)
        return frozenset("/".join(path[:n]) for path in paths for n in range(1, len(path) + 1))
