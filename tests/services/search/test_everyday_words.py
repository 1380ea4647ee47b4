"""Everyday questions put to the sample listings with the shipped words, without a model."""

import pytest

from assetmap.domain.search.query import Search
from assetmap.services.context import Context
from assetmap.services.search.finding import answer
from tests.services.search.everyday_danger import DANGER, HARMLESS

ASKED = [
    ("my mum is lonely and used to love knitting", 2, "ockendon-knit-and-natter"),
    ("somewhere warm to go on Tuesdays", 3, "snug-at-the-saltmarsh"),
    ("help with my garden", 3, "devs-gardens"),
    ("dementia lunch club near RM16", 1, "riverside-memory-lunch-club"),
]


@pytest.mark.parametrize(("words", "places", "wanted"), ASKED)
def test_everyday_question_has_the_best_answer_in_front(
    sample_context: Context, words: str, places: int, wanted: str
) -> None:
    hits = answer(sample_context, Search(words=words)).hits
    assert wanted in [hit.listing.id for hit in hits[:places]]


@pytest.mark.parametrize(
    "words",
    [
        "what's the point of carrying on",
        "I can't go on",
        "I can't go on the way things are",
        "she has taken loads of tablets",
        "feeling suicidel",
        "thinking of killing my self",
        "my daughter cuts her arms",
        "my boyfreind hits me",
        "domestic violance",
        "he won't let me see my friends",
        "I'm not allowed out",
        "the carer slaps my nan and locks her in",
        "my nephew is taking nan's pension",
        "somewhere to hide from my bloke",
    ],
)
def test_danger_is_heard_however_it_is_said(sample_context: Context, words: str) -> None:
    found = answer(sample_context, Search(words=words))
    assert found.understood.is_urgent
    assert found.urgent == sample_context.borough.urgent_lines(found.understood.dangers)


@pytest.mark.parametrize(
    "words",
    [
        "killing time on a Tuesday",
        "hit the gym",
        "dying to learn salsa",
        "beat the blues",
        "murder mystery evening",
        "I can't go on the bus alone",
        "cost of living crisis",
        "drug abuse support",
        "I'm scared he'll fall when I'm out",
        "scared to leave the house",
        "I can't leave my husband on his own",
        "she pushes me in my wheelchair",
        "my knee hurts me when I walk",
        "it hit me that he's gone",
        "threatened with eviction",
        "I'm not allowed to drive after my stroke",
        "do I have to ask my doctor",
        "mum rings me all the time, she's confused",
        "manage my own money",
        "started cutting the grass",
    ],
)
def test_harmless_words_are_not_taken_for_danger(sample_context: Context, words: str) -> None:
    found = answer(sample_context, Search(words=words))
    assert (found.understood.is_urgent, found.urgent) == (False, ())


@pytest.mark.parametrize(("words", "kind"), DANGER)
def test_kind_of_danger_brings_its_fitting_number_first(
    sample_context: Context, words: str, kind: str
) -> None:
    borough = sample_context.borough
    found = answer(sample_context, Search(words=words))
    assert kind in found.understood.dangers
    (itself,) = borough.danger.of((kind,))
    assert itself.lines[0] in found.urgent
    assert found.urgent[0].phone in {"999", itself.lines[0].phone}


@pytest.mark.parametrize("words", HARMLESS)
def test_what_only_sounds_like_danger_is_not_taken_for_it(
    sample_context: Context, words: str
) -> None:
    found = answer(sample_context, Search(words=words))
    assert (found.understood.dangers, found.urgent) == ((), ())


@pytest.mark.parametrize(
    ("words", "concept"),
    [
        ("she sat in the chair", "tutor"),  # SATs
        ("they keep sending letters", "send"),
        ("I don't mind what", "anxiety-stress"),  # mindfulness
        ("I felt sick", "knit-sew"),  # felting
        ("a box of food", "boxing"),
        ("on probation", "wills"),  # probate
    ],
)
def test_word_with_the_same_stem_is_no_everyday_phrase(
    sample_context: Context, words: str, concept: str
) -> None:
    matches = answer(sample_context, Search(words=words)).understood.matches
    assert concept not in {each.concept.id for each in matches}
