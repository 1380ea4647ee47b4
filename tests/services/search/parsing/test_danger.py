"""Whether words tell of danger, of which kinds, and what is not heard."""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from assetmap.borough.danger_file import read_danger
from assetmap.domain.borough.text_classifier import TextClassifier, WordWeights
from assetmap.domain.borough.thesaurus import Concept, PhraseMatch, Thesaurus
from assetmap.domain.search.query import Search
from assetmap.search_index.phrases import PhraseBook
from assetmap.services.directory_cache import CacheState
from assetmap.services.search.parsing.danger import dangers_in, hear_danger, tells_of_danger
from assetmap.services.search.parsing.parsed_query import ParsedQuery

CLUB = Concept("company", ("get out more",), ("meet/social",))
ABUSE = Concept("abuse", ("hits me",), ("safe/abuse",), words=("refuge",), urgent=True)
GAS = Concept("gas-leak", ("smell of gas",), urgent=True)
OWN = Concept("own", ("flood in the cellar",), urgent=True)
BOOK = PhraseBook(Thesaurus((CLUB, ABUSE, GAS, OWN)))
DANGER = read_danger(
    {
        "harmless": ["gas (bill|boiler)", "it hits me that"],
        "line": {"police": {"text": "Police", "phone": "999"}},
        "kind": [
            {
                "id": "gas",
                "lines": ["police"],
                "concepts": ["gas-leak"],
                "patterns": ["(smell*|stink*) ... gas"],
            },
            {"id": "abuse", "lines": ["police"], "concepts": ["abuse"]},
            {"id": "other", "lines": ["police"]},
        ],
    },
    (),
    is_own=True,
)


@dataclass
class Meaning:
    """A meaning that comes near to one concept, as near as the test says."""

    concept_id: str
    cosine: float
    calm: float = 0.0  # how near the next concept comes, which is none of danger

    def scores(self, cached: CacheState, words: str) -> None:
        """Nothing of listings."""

    def concepts(self, words: str) -> tuple[tuple[str, float], ...]:
        """The concept, and one of company behind it."""
        return ((self.concept_id, self.cosine), ("company", self.calm)) if words else ()


def heard(words: str, typed: str = "", meaning: Meaning | None = None, **asked: Any) -> ParsedQuery:
    search = Search(words=typed or words, **asked)
    found = () if asked.get("exact") else BOOK.find(words)
    return hear_danger(ParsedQuery(search, words, words, matches=found), DANGER, BOOK, meaning)


def test_phrases_and_patterns_are_heard_in_the_order_of_the_kinds() -> None:
    query = heard("he hits me and the hall stinks really badly of gas, I get out more")
    assert (query.is_urgent, query.dangers) == (True, ("gas", "abuse"))
    assert query.matches == (
        PhraseMatch("stinks really badly of gas", GAS),
        PhraseMatch("hits me", ABUSE),
        PhraseMatch("get out more", CLUB),
    )


@pytest.mark.parametrize("words", ["smells of gas boiler", "it hits me that I should get out more"])
def test_what_only_sounds_like_danger_is_not_heard_and_no_match(words: str) -> None:
    query = heard(words)
    assert (query.is_urgent, query.dangers) == (False, ())
    assert all(not match.concept.urgent for match in query.matches)


def test_urgent_phrase_of_no_kind_is_of_the_last() -> None:
    assert heard("flood in the cellar").dangers == ("other",)


@pytest.mark.parametrize(
    "query",
    [
        heard("he hats me", typed="he hits me"),
        heard("he hits me", exact=True),
        heard("he hits me", ignore=("abuse",)),
    ],
    ids=["its spelling was corrected", "exact", "ignored"],
)
def test_danger_is_noticed_whatever_else_is_asked(query: ParsedQuery) -> None:
    assert (query.is_urgent, query.dangers) == (True, ("abuse",))


@pytest.mark.parametrize(
    ("meaning", "dangers"),
    [
        (Meaning("abuse", 0.66), ("abuse",)),
        (Meaning("abuse", 0.65), ()),
        (Meaning("abuse", 0.72, calm=0.6), ("abuse",)),
        (Meaning("abuse", 0.72, calm=0.61), ()),
        (Meaning("company", 0.99), ()),
        (Meaning("not-there", 0.99), ()),
    ],
)
def test_what_comes_near_to_an_urgent_phrase_in_meaning_is_heard(
    meaning: Meaning, dangers: tuple[str, ...]
) -> None:
    assert heard("he is not nice to us", meaning=meaning).dangers == dangers
    assert heard("gas bill", meaning=meaning).dangers == ()
    assert heard("Click Carry", meaning=meaning).dangers == ()  # half of a name


def test_what_is_left_beside_a_refusal_is_no_danger_of_its_own() -> None:
    words = "it hits me that I'd get out more"
    read = ParsedQuery(Search(words=words), "hits me", "hits me", said=words)
    query = hear_danger(read, DANGER, BOOK, None)
    assert (query.is_urgent, query.dangers) == (False, ())


WORDS = replace(
    DANGER,
    classifier=TextClassifier(
        each_word=1,
        threshold=10,
        weights=WordWeights(0, {"goodbye": 20, "to the choir": 0, "choir": -20, "hide": 20}),
        kinds={"abuse": WordWeights(-5, {"hide": 10}), "unknown": WordWeights(-5, {"bye": 10})},
    ),
)


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("where can we hide tonight", ("abuse",)),
        ("I just wanted to say goodbye", ("other",)),  # of no kind that is likely
        ("say goodbye and bye to all", ("other",)),  # of one that the borough does not have
        ("say goodbye to the choir", ()),
        ("it hits me that goodbye", ()),  # what is left beside a harmless phrase says too little
        ("we hide, there is a smell of gas", ("gas",)),  # a phrase is heard first
    ],
)
def test_all_words_together_tell_of_danger_where_no_phrase_does(
    words: str, kinds: tuple[str, ...]
) -> None:
    query = ParsedQuery(Search(words=words), words, words, matches=BOOK.find(words))
    found = hear_danger(query, WORDS, BOOK, None)
    assert (found.dangers, found.is_urgent) == (kinds, bool(kinds))
    assert tells_of_danger(words, WORDS, BOOK) is bool(kinds)
    assert dangers_in(words, WORDS, BOOK) == kinds


def test_what_all_words_tell_of_finds_what_helps_with_it() -> None:
    words = "where can we hide tonight"
    found = hear_danger(ParsedQuery(Search(words=words), words, words), WORDS, BOOK, None)
    assert [match.concept for match in found.matches] == [ABUSE]
