"""Many patterns at once: only those of whose words a text has some are tried.

Of some six hundred patterns a question of two words may match none or one. Which, its words tell by
themselves, so that what listening costs is paid by the sentences that tell something.
"""

from collections.abc import Iterable, Iterator

from assetmap.domain.borough.phrase_pattern import PhrasePattern, SaidText


class PatternSet:
    """Some patterns, tried in their order."""

    def __init__(self, patterns: Iterable[PhrasePattern]) -> None:
        self._patterns = tuple(patterns)
        self._by_word: dict[str, list[int]] = {}
        self._by_beginning: dict[str, list[int]] = {}
        for number, pattern in enumerate(self._patterns):
            need = min(pattern.needs, key=lambda need: len(need.words) + len(need.beginnings))
            for word in need.words:
                self._by_word.setdefault(word, []).append(number)
            for beginning in need.beginnings:
                self._by_beginning.setdefault(beginning, []).append(number)
        self._words, self._beginnings = frozenset(self._by_word), frozenset(self._by_beginning)

    def found_in(self, said: SaidText) -> str:
        """The words that the first pattern to match does; empty without any."""
        return next(filter(None, (each.found_in(said) for each in self._candidates(said))), "")

    def cut_from(self, said: SaidText) -> SaidText:
        """The text without what any of the patterns matches, two blanks in its place."""
        for each in self._candidates(said):  # cutting brings no word forth, so it has no more
            said = each.cut_from(said)
        return said

    def _candidates(self, said: SaidText) -> Iterator[PhrasePattern]:
        if self._words.isdisjoint(said.words) and self._beginnings.isdisjoint(said.beginnings):
            return iter(())
        numbers: set[int] = set()
        for word in self._words & said.words:
            numbers.update(self._by_word[word])
        for beginning in self._beginnings & said.beginnings:
            numbers.update(self._by_beginning[beginning])
        return (self._patterns[number] for number in sorted(numbers))
