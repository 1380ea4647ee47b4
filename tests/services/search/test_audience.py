"""What is for named people stands below what is for everybody, unless somebody spoke of them."""

import pytest

from assetmap.domain.search.query import Search
from assetmap.services.context import Context
from assetmap.services.search.audience import NAMED
from assetmap.services.search.finding import answer
from assetmap.services.search.selection import select

NAMED_ONLY = {"men", "women", "veterans", "lgbtq", "sensory", "carers", "newcomers"}


def losses(context: Context, listing_id: str, **question: object) -> float:
    selection = select(context, Search(**question))  # type: ignore[arg-type]
    return round(float(selection.signals.for_others[selection.snapshot.position[listing_id]]), 3)


@pytest.mark.parametrize(
    ("listing_id", "loss"),
    [
        ("after-work-women-walking", NAMED),  # women
        ("out-east-social", NAMED / 4),  # LGBTQ+ people, of an age
        ("jollof-and-dominoes", NAMED),  # older people, of a culture
        ("many-faiths-one-table", 0),  # of faith, and for everyone
        ("the-teapot-table", 0),
        ("cat-lady-carol", 0),  # it does not say
    ],
)
def test_a_listing_loses_by_how_much_it_names_people(
    sample_context: Context, listing_id: str, loss: float
) -> None:
    assert losses(sample_context, listing_id) == pytest.approx(loss)


@pytest.mark.parametrize(
    ("listing_id", "question"),
    [
        ("after-work-women-walking", {"words": "walks for women"}),
        ("after-work-women-walking", {"words": "walking, for my wife"}),
        ("after-work-women-walking", {"words": "walking with other ladies"}),
        ("after-work-women-walking", {"audience": (("women",),)}),
        ("after-work-women-walking", {"category": (("belong/women",),)}),
        ("after-work-women-walking", {"words": "After Work Women Walking"}),
        ("the-potting-shed-lads", {"words": "something for my husband"}),
        ("the-mess-tin-breakfast", {"words": "breakfast with other ex forces"}),
        ("the-mess-tin-breakfast", {"words": "he was a soldier"}),
        ("forget-me-not-singing-tea", {"need": "memory"}),
        ("the-breather", {"need": "carers"}),
        ("signs-of-life", {"words": "deaf club"}),
        ("friday-noise", {"words": "something to do, she's 15"}),
    ],
)
def test_nothing_is_lost_once_the_people_were_spoken_of(
    sample_context: Context, listing_id: str, question: dict[str, object]
) -> None:
    assert losses(sample_context, listing_id, **question) == 0


@pytest.mark.parametrize(
    "words",
    ["walking", "coffee and a chat", "social club", "breakfast", "somewhere to meet people"],
)
def test_the_first_is_for_everybody(sample_context: Context, words: str) -> None:
    first = answer(sample_context, Search(words=words)).hits[0].listing.shown
    assert not first.audience or not set(first.audience) <= NAMED_ONLY


def test_age_limits_that_shut_out_an_age_go_last(sample_context: Context) -> None:
    found = answer(sample_context, Search(words="youth club for a 15 year old", per_page=100))
    limits = [
        (hit.listing.shown.min_age or 0) <= 15 <= (hit.listing.shown.max_age or 99)
        for hit in found.hits
    ]
    assert False in limits
    assert limits == sorted(limits, reverse=True)
