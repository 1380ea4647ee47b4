"""The kinds of danger that people's words may tell of, and what answers each.

A borough's own content, never code: see `danger.toml`.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property

from assetmap.domain.borough.help_line import HelpLine
from assetmap.domain.borough.pattern_set import PatternSet
from assetmap.domain.borough.phrase_pattern import PhrasePattern, SaidText
from assetmap.domain.borough.text_classifier import TextClassifier
from assetmap.domain.text import fold


@dataclass(frozen=True)
class DangerKind:
    """One kind of danger.

    It is heard by the phrases of some `concepts` of the thesaurus and by `patterns`. `lines` are
    whom to ring, the fitting number first.
    Listings of `categories` stand first below the numbers. Questions for one of the `needs`, pages
    of listings in `listed` and questions for these show the numbers too. `can_leave` adds the way
    to leave the page quickly.
    """

    id: str
    lines: tuple[HelpLine, ...]
    concepts: tuple[str, ...] = ()
    patterns: tuple[PhrasePattern, ...] = ()
    categories: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    can_leave: bool = False

    def found_in(self, said: SaidText) -> str:
        """The words of a text that its first pattern to match does; empty without any."""
        return self._pattern_set.found_in(said)

    @cached_property
    def _pattern_set(self) -> PatternSet:
        return PatternSet(self.patterns)


@dataclass(frozen=True)
class Danger:
    """All kinds, in the order in which their numbers stand; the last is for words of no other.

    What `harmless` matches (`dying to meet people`) is taken out before danger is listened for.
    `may_stand` are the categories whose listings may stand in an answer to somebody in danger.
    `leave_url` is where the way to leave a page quickly leads. `classifier` hears what no phrase
    and no pattern does.
    """

    kinds: tuple[DangerKind, ...] = ()
    harmless: tuple[PhrasePattern, ...] = ()
    classifier: TextClassifier = field(default_factory=TextClassifier)
    may_stand: tuple[str, ...] = ()
    leave_url: str = ""

    def without_harmless(self, words: str) -> SaidText:
        """Some words, folded, with two blanks in the place of each harmless turn of phrase."""
        return self._harmless_set.cut_from(SaidText(fold(words)))

    @cached_property
    def _harmless_set(self) -> PatternSet:
        return PatternSet(self.harmless)

    def kind_of(self, concept_id: str) -> str:
        """The kind that an urgent concept tells of; the last one when none names it."""
        named = (kind.id for kind in self.kinds if concept_id in kind.concepts)
        return next(named, self.kinds[-1].id if self.kinds else "")

    def classified(self, said: SaidText) -> str:
        """The kind that the words of a text together tell of; empty when they tell of none."""
        words = " ".join(said.padded.split())
        if not self.kinds or not self.classifier.is_heard(words):
            return ""
        return next(
            (kind.id for kind in self.kinds if kind.id == self.classifier.kind_of(words)),
            self.kinds[-1].id,
        )

    def shown_with(self, need: str, categories: Collection[str]) -> tuple[str, ...]:
        """The kinds whose numbers stand with a need, or with listings of some categories."""
        return tuple(
            kind.id
            for kind in self.kinds
            if need in kind.needs or any(slug in kind.listed for slug in categories)
        )

    def of(self, kinds: Collection[str]) -> tuple[DangerKind, ...]:
        """Those of some ids, in their own order."""
        return tuple(kind for kind in self.kinds if kind.id in kinds)
