"""A query as far as it has been read: what each step of the parser takes and gives."""

from dataclasses import dataclass, replace
from functools import cached_property

from assetmap.domain.borough.signposts import Signpost
from assetmap.domain.borough.thesaurus import PhraseMatch
from assetmap.domain.search.preference import Preference
from assetmap.domain.search.query import Search
from assetmap.domain.search.refusals import Refusal
from assetmap.domain.search.results import PlaceMatch, Understood
from assetmap.domain.validation import Problem
from assetmap.search_index.schema import content_words


@dataclass(frozen=True)
class ParsedQuery:
    """`words` are those typed, without the place and what is refused, and with their spelling
    corrected; `said` the same with what is refused; `terms` are what is left of `words` to look
    for in listings once the preferences are taken out.

    `place_phrase` is what of the words named the place. `correction` is the whole of what was typed
    with its spelling corrected, empty when nothing was. `written_out` are short forms and what they
    were read as. `asks_place`: the words say "near me", and no place. `dangers` are the kinds of
    danger that the words tell of. `wants_to_give`: they tell of giving time. `problems` say what
    was wrong with the query, in the order in which the steps found it.
    """

    search: Search
    words: str = ""
    terms: str = ""
    place: PlaceMatch | None = None
    place_phrase: str = ""
    is_outside: bool = False
    correction: str = ""
    matches: tuple[PhraseMatch, ...] = ()
    is_urgent: bool = False
    dangers: tuple[str, ...] = ()
    wants_to_give: bool = False
    preferences: tuple[Preference, ...] = ()
    written_out: tuple[tuple[str, str], ...] = ()
    asks_place: bool = False
    signposts: tuple[Signpost, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    said: str = ""  # empty when nothing is refused
    problems: tuple[Problem, ...] = ()

    @property
    def is_browsing(self) -> bool:
        """Whether the words name nothing to look for: only a place, a day, a cost and the like."""
        return not content_words(self.terms) and not self.matches

    @property
    def named(self) -> str:
        """The words in which names are looked for: all that was typed but what is refused."""
        if not self.refusals:
            return self.search.words
        return f"{self.words} {self.place_phrase}".strip()

    @cached_property
    def understood(self) -> Understood:
        """What was understood, as pages and data show it."""
        return Understood(
            terms=self.terms,
            words=self.words,
            said=self.said or self.words,
            place=self.place,
            place_in_words=self.place_phrase,
            outside_borough=self.is_outside,
            correction=self.correction,
            preferences=self.preferences,
            refusals=self.refusals,
            matches=self.matches,
            is_urgent=self.is_urgent,
            written_out=self.written_out,
            asks_place=self.asks_place,
            signposts=self.signposts,
            dangers=self.dangers,
            wants_to_give=self.wants_to_give,
        )

    def with_problems(self, *problems: Problem) -> "ParsedQuery":
        """The same query, with more problems behind those it has."""
        return replace(self, problems=(*self.problems, *problems))
