"""Which everyday phrases a query holds."""

import pytest

from assetmap.domain.borough.thesaurus import Concept, PhraseMatch, Thesaurus
from assetmap.domain.search.query import Search
from assetmap.search_index.phrases import PhraseBook
from assetmap.services.search.parsing.parsed_query import ParsedQuery
from assetmap.services.search.parsing.phrases import match_phrases

COMPANY = Concept("company", ("get out more",), ("meet/social",), (), ("club",))
DANGER = Concept("danger", ("hits me",), ("safe/abuse",), (), ("refuge",), urgent=True)
BOOK = PhraseBook(Thesaurus((COMPANY, DANGER)))


def matched(words: str, typed: str = "", **asked: object) -> ParsedQuery:
    search = Search(words=typed or words, **asked)  # type: ignore[arg-type]
    return match_phrases(ParsedQuery(search, words, words), BOOK)


def test_phrases_are_matched_whatever_their_endings() -> None:
    found = matched("Getting out more")
    assert found.matches == (PhraseMatch("getting out more", COMPANY),)
    assert (found.is_urgent, found.terms) == (False, "Getting out more")


@pytest.mark.parametrize(
    ("words", "asked"),
    [("get out more", {"exact": True}), ("get out more", {"ignore": ("company",)})],
)
def test_no_phrase_is_matched_in_words_taken_as_typed_or_ignored(
    words: str, asked: dict[str, object]
) -> None:
    assert matched(words, **asked).matches == ()


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("she'd like to meet others", ()),
        ("She’d been a nurse", ()),
        ("a shed for my husband", ("shed",)),
        ("the sheds and she'd like one", ("sheds",)),
    ],
)
def test_what_she_would_like_is_no_shed(words: str, heard: tuple[str, ...]) -> None:
    sheds = PhraseBook(Thesaurus((Concept("making", ("shed",), ("create/making",)),)))
    found = match_phrases(ParsedQuery(Search(words=words), words, words), sheds)
    assert tuple(each.phrase for each in found.matches) == heard


def test_what_we_would_like_is_about_nobody_who_is_wed() -> None:
    halls = PhraseBook(Thesaurus((Concept("halls", ("wedding",), ("places/halls",)),)))
    words = "we'd like somewhere to toast marshmallows"
    assert match_phrases(ParsedQuery(Search(words=words), words, words), halls).matches == ()
