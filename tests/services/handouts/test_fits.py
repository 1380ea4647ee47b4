"""What fits a conversation, and the reasons that may be given for it."""

from dataclasses import replace

import pytest

from assetmap.domain.borough.borough import Borough
from assetmap.domain.handouts.conversation import Conversation
from assetmap.services.context import Context
from assetmap.services.handouts.conversations import Options, options_for
from assetmap.services.handouts.fits import rules
from tests.conftest import ContextMaker
from tests.factories import a_listing

NEAR = Conversation(near="RM18 7TB")


def ids(found: Options) -> list[str]:
    return [option.hit.listing.id for option in found.options]


def test_only_what_fits_the_words_is_shown(make_context: ContextMaker) -> None:
    context = make_context(
        a_listing("knits"),
        a_listing(
            "laundry",
            name="Wash House",
            summary="Two machines.",
            description="Sit down and wait; some bring their knitting, some a book to read.",
            categories=("home/cleaning",),
        ),
        a_listing(
            "chess", name="Chess", summary="Boards.", description="Play.", categories=("learn",)
        ),
    )
    found = options_for(context, replace(NEAR, words="she loves knitting with others"))
    assert (ids(found), found.fitting) == (["knits"], 1)


def test_what_is_on_another_day_than_was_said_does_not_fit(make_context: ContextMaker) -> None:
    context = make_context(a_listing("tuesday"), a_listing("friday", when=["Fri 10:00-12:00"]))
    assert ids(options_for(context, replace(NEAR, words="knitting on a Friday"))) == ["friday"]


@pytest.mark.parametrize(
    "words",
    [
        "my mum is lonely and used to love knitting",
        "lonely since dad died of cancer",
        "he drinks too much and wants to see people",
        "depressed and wants to walk with others",
        "she left an abusive man and would like company",
        "he has dementia and loves singing and gardening",
    ],
)
def test_reasons_are_subjects_of_the_listing_and_no_words_of_anybody(
    sample_context: Context, words: str
) -> None:
    known = sample_context.borough.words.category
    found = options_for(sample_context, Conversation(words=words)).options
    for option in found:
        first, *rest = (known[slug] for slug in option.hit.listing.shown.categories)
        assert set(option.reasons) <= {each.label for each in rest if not each.sensitive}
        assert first.label not in option.reasons


def test_reasons_name_what_else_a_listing_is_about(make_context: ContextMaker) -> None:
    about = ("meet/cafes", "create/crafts", "wellbeing/bereavement")
    context = make_context(a_listing(categories=about))
    said = Conversation(words="lonely since mum died and likes knitting")
    assert [each.reasons for each in options_for(context, said).options] == [
        ("Crafts and textiles",)
    ]


def test_danger_gives_no_reasons(sample_context: Context) -> None:
    found = options_for(sample_context, Conversation(words="I want to kill myself, so lonely"))
    assert {option.reasons for option in found.options} == {()}
    assert found.give is None


def test_sensitive_subjects_are_those_of_health_grief_and_danger(borough: Borough) -> None:
    sensitive = set(rules(borough.words)["sensitive"])  # type: ignore[call-overload]
    assert {"wellbeing", "wellbeing/bereavement", "wellbeing/abuse", "care/respite"} <= sensitive
    assert {"meet", "meet/cafes", "active/gentle-exercise", "essentials/food"}.isdisjoint(sensitive)
