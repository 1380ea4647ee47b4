"""How well an offer fits a want, and the words for it."""

from datetime import date

import pytest

from assetmap.domain.time_bank.items import ItemKind, ItemPreference, TimeBankItem
from assetmap.domain.time_bank.ledger import PlaceKind
from assetmap.domain.time_bank.matching import (
    Fit,
    Similarity,
    WardDistance,
    days_in_common,
    preferences_met,
)

PUBLIC = frozenset({PlaceKind.PUBLIC})
SAME = Similarity(category=True)


def item(*preferences: ItemPreference) -> TimeBankItem:
    day = date(2026, 3, 16)
    return TimeBankItem("i", "101", ItemKind.WANT, "Guitar", day, day, preferences=preferences)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (Fit(SAME, WardDistance(0, 0), PUBLIC), Fit(SAME, WardDistance(1, 3), PUBLIC)),
        (Fit(SAME, WardDistance(1, 3), PUBLIC), Fit(SAME, WardDistance(None, 6), PUBLIC)),
        (Fit(SAME, WardDistance(None, 6), PUBLIC), Fit(SAME, WardDistance(None, 20), PUBLIC)),
        (Fit(SAME, WardDistance(), PUBLIC, ("Tue",)), Fit(SAME, WardDistance(), PUBLIC, ())),
        (Fit(SAME, WardDistance(), PUBLIC), Fit(SAME, WardDistance(), PUBLIC, ())),
        (Fit(SAME, WardDistance(), PUBLIC, given=3), Fit(SAME, WardDistance(), PUBLIC)),
        (Fit(SAME, WardDistance(), PUBLIC, met=1), Fit(SAME, WardDistance(), PUBLIC)),
        (Fit(SAME, WardDistance(), PUBLIC), Fit(SAME, WardDistance(), PUBLIC, shares_home=True)),
        (
            Fit(SAME, WardDistance(), PUBLIC, preferences=("both",)),
            Fit(SAME, WardDistance(), PUBLIC),
        ),
        (
            Fit(SAME, WardDistance(), PUBLIC),
            Fit(Similarity(words=("dog",)), WardDistance(), PUBLIC),
        ),
    ],
)
def test_what_makes_a_match_better(better: Fit, worse: Fit) -> None:
    assert better.score > worse.score


def test_reasons_are_said_in_words() -> None:
    fit = Fit(
        *(Similarity(category=True, words=("dog", "walk")), WardDistance(1, 2.4), PUBLIC),
        days=("Tue",),
        given=3,
        met=1,
        access=("step-free",),
        shares_home=True,
        preferences=("one wants to learn it, the other to teach it",),
    )
    assert fit.reasons == (
        "the same category",
        "both say “dog”, “walk”",
        "both free on Tuesdays",
        "1 ward away",
        "one wants to learn it, the other to teach it",
        "have exchanged before",
        "has given 3 times",
        "choose a place with: step-free",
        "they share an e-mail address or a home: ask each of them alone",
    )


@pytest.mark.parametrize(
    ("distance", "said"),
    [
        (WardDistance(0, 0.0), "in the same ward"),
        (WardDistance(None, 8.2), "about 5 miles away"),
        (WardDistance(None, 0.3), "about 1 mile away"),
    ],
)
def test_distance_is_said_in_words(distance: WardDistance, said: str) -> None:
    assert said in Fit(SAME, distance, PUBLIC).reasons


def test_to_be_alike_in_a_broad_branch_is_not_enough() -> None:
    assert not Similarity(branch=True).is_alike
    assert not Similarity(meaning=0.49).is_alike
    assert Similarity(meaning=0.5).is_alike
    assert Similarity(words=("dog",)).is_alike


def test_days_in_common_follow_the_week_and_are_unknown_when_not_said() -> None:
    assert days_in_common(("Wed", "Mon"), ("Mon", "Wed", "Sun")) == ("Mon", "Wed")
    assert days_in_common(("Wed",), ("Mon",)) == ()
    assert days_in_common((), ("Mon",)) is None


@pytest.mark.parametrize(
    ("want", "offer", "fits"),
    [
        (ItemPreference.LEARN, ItemPreference.TEACH, True),
        (ItemPreference.YOUNGER, ItemPreference.OLDER, True),
        (ItemPreference.OLDER, ItemPreference.YOUNGER, True),
        (ItemPreference.LEARN, ItemPreference.LEARN, False),
        (ItemPreference.YOUNGER, ItemPreference.YOUNGER, False),
    ],
)
def test_wishes_answer_one_another_tb19(
    want: ItemPreference, offer: ItemPreference, fits: bool
) -> None:
    """TB19: who wants to learn goes with who likes to teach, younger with older."""
    assert bool(preferences_met(item(want), item(offer))) == fits
