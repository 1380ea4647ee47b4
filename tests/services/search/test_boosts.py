"""Wishes prefer and never leave out."""

import numpy as np
import pytest

from assetmap.domain.search.preference import Preference, PreferenceKind
from assetmap.domain.search.query import Search
from assetmap.services.search.boosts import OF_AGE, boosts, fitting_any
from assetmap.services.search.finding import answer
from tests.conftest import ContextMaker
from tests.factories import a_listing

WISHES = {
    "day": (Preference(PreferenceKind.DAY, ("tue",), "", ""), {"when": ["Tue 10:00-12:00"]}, 0.3),
    "time": (
        Preference(PreferenceKind.TIME, ("evening",), "", ""),
        {"when": ["Mon 19:00-21:00"]},
        0.15,
    ),
    "cost": (Preference(PreferenceKind.COST, ("free",), "", ""), {"cost": "free"}, 0.15),
    "access": (
        Preference(PreferenceKind.ACCESS, ("toilet",), "", ""),
        {"access": ("toilet",)},
        0.3,
    ),
}
PLAIN = {"when": ["Wed 10:00-12:00"], "cost": "£9", "access": ("step-free",)}


@pytest.mark.parametrize("name", WISHES)
def test_preferences_lift_what_fits(make_context: ContextMaker, name: str) -> None:
    preference, fits, worth = WISHES[name]
    context = make_context(a_listing("a", **{**PLAIN, **fits}), a_listing("b", **PLAIN))
    snapshot = context.directory_cache.current().snapshot
    assert boosts(snapshot, [preference]).tolist() == [worth, 0.0]
    assert fitting_any(snapshot, [preference]).tolist() == [True, False]


def test_preferences_lower_only_what_an_age_limit_excludes(make_context: ContextMaker) -> None:
    context = make_context(
        a_listing("a", min_age=50),
        a_listing("b", max_age=18),
        a_listing("c", min_age=None, max_age=None),
    )
    preference = Preference(PreferenceKind.AGE, ("51",), "I'm 51", "About age 51")
    snapshot = context.directory_cache.current().snapshot
    assert boosts(snapshot, [preference]).tolist() == [0.0, -0.5, 0.0]
    assert fitting_any(snapshot, [preference]).tolist() == [True, False, False]


@pytest.mark.parametrize(
    ("age", "lifted"),
    [
        ("5", ["children", "families"]),
        ("12", ["children", "young"]),
        ("19", ["young"]),
        ("40", []),
        ("81", ["older"]),
    ],
)
def test_an_age_lifts_what_is_for_people_of_it(
    make_context: ContextMaker, age: str, lifted: list[str]
) -> None:
    everybody = ("adults", "children", "everyone", "families", "older", "young")
    snapshot = (
        make_context(*(a_listing(each, audience=(each,)) for each in everybody))
        .directory_cache.current()
        .snapshot
    )
    preference = Preference(PreferenceKind.AGE, (age,), "", "")
    worth = dict(zip(snapshot.ids, boosts(snapshot, [preference]).tolist(), strict=True))
    assert worth == {each: OF_AGE if each in lifted else 0.0 for each in everybody}


def test_kin_alone_leaves_everything_to_browse(make_context: ContextMaker) -> None:
    snapshot = make_context(a_listing("a"), a_listing("b")).directory_cache.current().snapshot
    assert np.all(
        fitting_any(snapshot, [Preference(PreferenceKind.KIN, (), "my mum", "For your mum")])
    )


def test_words_that_are_all_wishes_browse_what_fits(make_context: ContextMaker) -> None:
    context = make_context(
        a_listing("tuesday", **{**PLAIN, "when": ["Tue 10:00-12:00"]}),
        a_listing("free", **{**PLAIN, "cost": "free"}),
        a_listing("both", **{**PLAIN, "when": ["Tue 10:00-12:00"], "cost": "free"}),
        a_listing("neither", **PLAIN),
    )
    found = answer(context, Search(words="free on Tuesday"))
    assert [hit.listing.id for hit in found.hits] == ["both", "tuesday", "free"]
    assert answer(context, Search(words="for my mum")).total == 4
