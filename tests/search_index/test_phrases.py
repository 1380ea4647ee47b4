"""Everyday phrases heard in what somebody typed."""

from assetmap.domain.borough.thesaurus import Concept, PhraseMatch, Thesaurus
from assetmap.search_index.phrases import PhraseBook

LONELY = Concept("lonely", ("lonely", "on my own", "dementure"), ("meet/befriending",))
GARDEN = Concept("garden", ("help with my garden", "hedge"), words=("gardening",))
MEMORY = Concept("memory", ("dementia", "dimentia", "loses her keys"), words=("dementia",))
BOOK = PhraseBook(Thesaurus((LONELY, GARDEN, MEMORY)))


def test_heard_takes_the_longest_phrase_whatever_its_endings() -> None:
    assert BOOK.find("Helping with my gardens, on my OWN") == (
        PhraseMatch("helping with my gardens", GARDEN),
        PhraseMatch("on my own", LONELY),
    )


def test_heard_gives_a_concept_once() -> None:
    assert BOOK.find("lonely, so lonely and on my own") == (PhraseMatch("on my own", LONELY),)
    assert BOOK.find("chess") == ()


def test_words_are_all_but_slips_of_words_that_listings_use() -> None:
    assert {"dementia", "lonely", "hedge", "keys", "gardening"} <= BOOK.words
    assert "dimentia" not in BOOK.words


def test_story_is_what_people_say_and_no_listing_does() -> None:
    assert [
        word for word in ("lose", "key", "garden", "dementia", "chess") if BOOK.is_story(word)
    ] == [
        "lose",
        "key",
    ]
