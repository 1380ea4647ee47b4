"""What groups need is found by who could give it, and by nobody else."""

from datetime import date

import pytest

from assetmap.domain.listings.kinds import Kind
from assetmap.domain.listings.listing import Checked, Precision, Where
from assetmap.domain.place import Point
from assetmap.domain.search.query import Search
from assetmap.domain.search.results import Part
from assetmap.services.context import Context
from assetmap.services.search.finding import answer
from tests.conftest import ContextMaker
from tests.factories import a_listing

PIANO, DRIVER = "Somebody who plays the piano", "A driver on Tuesdays"
ROOM, SHELVES = "A bigger room", "Someone to put up shelves"
FAR = Where(Precision.VENUE, venue="Old Hall", point=Point(51.53, 0.25), place="South Ockendon")
LONG_AGO = Checked(date(2025, 9, 1), "CVS", "visited")
GIVES = Search(need="give")


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(
        a_listing("lunch", name="Lunch Club", needs=(PIANO, DRIVER)),
        a_listing("choir", name="Choir", needs=(PIANO,), where=FAR),
        a_listing("knit", name="Knit Club", needs=(ROOM,)),
        a_listing("shed", name="Shed", kind=Kind.HUB, needs=(SHELVES,)),
        a_listing("over", name="Over", needs=(DRIVER,), needs_until=date(2026, 3, 15)),
        a_listing("old", name="Old", needs=(DRIVER,), checked=LONG_AGO),
        a_listing("past", name="Past", needs=(DRIVER,), when=["2026-03-01 10:00-12:00"]),
        a_listing("role", name="Cook", kind=Kind.VOLUNTEERING_ROLE),
    )


def found(context: Context, search: Search) -> dict[str, tuple[str, ...]]:
    return {hit.listing.id: hit.needed for hit in answer(context, search).also_need}


@pytest.mark.parametrize(
    ("words", "needed"),
    [
        ("I can drive", {"lunch": (DRIVER,)}),
        ("drive", {"lunch": (DRIVER,)}),
        ("I've got a car", {"lunch": (DRIVER,)}),
        ("piano", {"choir": (PIANO,), "lunch": (PIANO,)}),
        ("I drive and play the piano", {"lunch": (PIANO, DRIVER), "choir": (PIANO,)}),
        ("I've a spare room", {"knit": (ROOM,)}),
        ("carpentry", {"shed": (SHELVES,)}),
        ("juggling", {}),
    ],
)
def test_words_find_what_is_needed(
    context: Context, words: str, needed: dict[str, tuple[str, ...]]
) -> None:
    asked = Search(need="give", words=words)
    assert list(found(context, asked).items()) == list(needed.items())


@pytest.mark.parametrize("words", ["", "I want to help out", "got a free afternoon"])
def test_who_names_no_skill_sees_all_that_is_needed_the_nearest_first(
    context: Context, words: str
) -> None:
    near = Search(need="give", words=words, near="South Ockendon")
    assert list(found(context, near)) == ["choir", "knit", "lunch", "shed"]
    within = Search(need="give", words=words, near="South Ockendon", within=3)
    assert list(found(context, within)) == ["choir"]


@pytest.mark.parametrize(
    "search",
    [
        Search(),
        Search(words="driver"),
        Search(words="piano lessons"),
        Search(words="lift to hospital"),
        Search(need="lonely"),
        Search(near="Tilbury"),
        Search(category=(("create",),)),
        Search(need="give", expenses=(("paid",),)),  # type: ignore[call-arg]
        Search(need="give", day=(("tue",),)),
        Search(kind=(("volunteering-role",),)),
        Search(words="I want to volunteer and to end my life"),
    ],
)
def test_nobody_else_sees_it(context: Context, search: Search) -> None:
    result = answer(context, search)
    assert result.also_need == ()
    assert [hit.needed for hit in result.hits if hit.needed] == []


def test_what_the_list_has_already_says_it_there(make_context: ContextMaker) -> None:
    gives = {"categories": ("give/volunteering",)}
    context = make_context(
        a_listing("centre", name="Volunteer Centre", needs=(DRIVER, ROOM), **gives),
        a_listing("lunch", name="Lunch Club", needs=(DRIVER,)),
    )
    result = answer(context, Search(need="give"))
    assert [(hit.listing.id, hit.needed) for hit in result.hits] == [("centre", (DRIVER, ROOM))]
    assert [(hit.listing.id, hit.part) for hit in result.also_need] == [("lunch", Part.GIVE)]
