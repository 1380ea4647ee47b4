"""What neighbours list near the border: what of theirs is shown beside an answer, and what not."""

import logging
import threading
from collections.abc import Iterator
from concurrent.futures import wait
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assetmap.domain.listings.kinds import Kind
from assetmap.domain.listings.listing import Checked, Precision, Status, Where
from assetmap.domain.place import Point
from assetmap.domain.search.query import Search
from assetmap.domain.search.results import Match, Reach
from assetmap.services import neighbours
from assetmap.services.context import Context
from assetmap.services.search.finding import answer
from assetmap.services.search.neighbours import with_neighbours
from tests.border import CORYTON, FOBBING, NAMES, WHERE, Border, at_the_border
from tests.conftest import ContextMaker

LUNCH = Search(words="lunch club", near=CORYTON)
CANVEY = WHERE["castle-point"]


def moved(where: Where, metres: float) -> Where:
    """A venue so many metres further north."""
    assert where.point
    return replace(where, point=Point(where.point.lat + metres / 111_195, where.point.lon))


def test_the_nearest_of_each_neighbour_of_the_place(lunches: Border) -> None:
    found = lunches.ask(LUNCH)
    assert [hit.listing.shown.name for hit in found.hits] == ["Thurrock lunch club"]
    assert found.neighbours
    (given,) = found.neighbours
    assert (given.code, given.name) == ("castle-point", "Castle Point")
    assert given.url == lunches.installation.authorities["castle-point"].public_url
    assert given.borough.name == "Castle Point"
    (hit,) = given.hits
    assert (hit.listing.shown.name, hit.distance_m) == ("Castle Point lunch club", 1734)
    assert (hit.reach, hit.outside_borough) == (Reach.THERE, True)
    assert (found.total, dict(found.in_parts)["fits"]) == (1, 1)


@pytest.mark.parametrize(
    ("at", "near", "added"),
    [
        ("thurrock", FOBBING, ["basildon"]),
        ("thurrock", "SS8 0PY", ["castle-point"]),  # itself over the border, and not far
        ("thurrock", "M1 1AE", []),
        ("thurrock", "RM17 6SL", []),
        ("castle-point", CORYTON, ["thurrock"]),
        ("basildon", CORYTON, ["thurrock", "castle-point"]),
    ],
)
def test_who_is_asked_goes_by_the_place(
    lunches: Border, at: str, near: str, added: list[str]
) -> None:
    assert lunches.over(replace(LUNCH, near=near), at) == {code: [code] for code in added}


@pytest.mark.parametrize(
    "search",
    [
        Search(words="lunch club in Corringham"),
        Search(words="lunch club near SS17 9EZ"),
        Search(words="lunch club", near="51.5507, 0.4592"),  # a device's
        Search(near=FOBBING),
        Search(near=FOBBING, category=(("meet/lunch-clubs",),), access=(("step-free",),)),
        Search(near=FOBBING, category=(("meet/lunch-clubs", "sport"),), sort="name"),
        Search(near=FOBBING, day=(("tue",),)),
    ],
)
def test_the_same_question_is_asked_about_the_point(lunches: Border, search: Search) -> None:
    assert lunches.over(search) == {"basildon": ["basildon"]}


@pytest.mark.parametrize(
    "search",
    [
        Search(words="lunch club"),
        Search(words="lunch club", near="Thurrock"),
        Search(words="lunch club", near="Nowhere-on-Sea"),
        replace(LUNCH, near=FOBBING, ward="E05000001"),
        Search(near=FOBBING, category=(("sport",),)),
        Search(near=FOBBING, day=(("wed",),)),
        Search(near=FOBBING, language=(("polish",),)),
        Search(near=FOBBING, access=(("hoist",),)),  # which Basildon has not among its words
        Search(words="my partner hits me", near=FOBBING),
        Search(words="i want to end my life lunch club", near=FOBBING),
        Search(near=FOBBING, need="feeling-low"),  # whose numbers stand above the results
        Search(words="volunteer", near=FOBBING),
        Search(words="quantum chromodynamics", near=FOBBING),
    ],
)
def test_nothing_is_added_to_other_questions(lunches: Border, search: Search) -> None:
    assert lunches.over(search) == {}


def test_neighbours_add_on_the_first_page_alone(border: Border) -> None:
    own = [at_the_border("thurrock", f"own-{n}", name=f"Own {n}") for n in range(30)]
    border.keep("thurrock", *own)
    border.keep("basildon", at_the_border("basildon"))
    asked = Search(near=FOBBING)
    assert border.over(asked) == {"basildon": ["lunch"]}
    assert border.over(replace(asked, page=2)) == {}
    assert border.ask(asked).total == border.ask(replace(asked, page=2)).total == 30


def test_a_listing_asked_for_by_all_of_its_name_stands_alone(border: Border) -> None:
    border.keep("thurrock", at_the_border("thurrock", name="Coryton Lunch Club"))
    border.keep("castle-point", at_the_border("castle-point"))
    assert border.over(replace(LUNCH, words="coryton lunch club")) == {}
    assert border.over(LUNCH) == {"castle-point": ["lunch"]}


@pytest.mark.parametrize(
    "changes",
    [
        *({"status": status} for status in Status if not status.is_public),
        {"where": replace(CANVEY, precision=Precision.WITHHELD)},
        {"where": replace(CANVEY, precision=Precision.AREA, area_served="Canvey Island")},
        {"where": Where(Precision.AREA, area_served="Castle Point")},  # comes, and is not gone to
        {"where": moved(CANVEY, 6_000)},
        {"checked": Checked(date(2024, 1, 9), "Castle Point CVS", "rang")},  # long unconfirmed
        {"where": WHERE["thurrock"]},  # which is not over the border
        {"where": replace(WHERE["thurrock"], authority="")},
        {"kind": Kind.VOLUNTEERING_ROLE, "name": "Kitchen help"},
    ],
)
def test_what_is_hidden_or_not_near_is_not_added(border: Border, changes: dict[str, Any]) -> None:
    border.keep("castle-point", at_the_border("castle-point", **changes))
    assert border.over(LUNCH) == {}


def test_a_place_kept_rough_is_measured_from_its_neighbourhood(border: Border) -> None:
    where = replace(CANVEY, precision=Precision.APPROXIMATE)
    border.keep("castle-point", at_the_border("castle-point", where=where))
    found = border.ask(LUNCH).neighbours
    assert found
    assert where.point
    (hit,) = found[0].hits
    assert hit.listing.point == where.point.neighbourhood() != where.point
    assert (hit.listing.where.venue, hit.listing.where.postcode) == ("", "")


def test_what_was_not_confirmed_is_added_where_the_question_asks_for_it(border: Border) -> None:
    checked = Checked(date(2024, 1, 9), "Castle Point CVS", "rang")
    border.keep("castle-point", at_the_border("castle-point", checked=checked))
    assert border.over(replace(LUNCH, older=True)) == {"castle-point": ["lunch"]}


def test_no_farther_than_the_question_says_or_three_miles(border: Border) -> None:
    border.keep(
        "castle-point",
        at_the_border("castle-point", "near"),
        at_the_border("castle-point", "far", name="Far lunch club", where=moved(CANVEY, 2_500)),
        at_the_border("castle-point", "off", name="Off lunch club", where=moved(CANVEY, 5_000)),
    )
    for within, added in ((1.5, ["near"]), (3.0, ["near", "far"]), (20.0, ["near", "far"])):
        assert border.over(replace(LUNCH, within=within)) == {"castle-point": added}
    assert border.over(replace(LUNCH, within=1.0)) == {}


def test_five_of_a_neighbour_and_ten_in_all_the_nearest_first(border: Border) -> None:
    for code, where in WHERE.items():
        places = [moved(where, 9 * n) for n in range(7)]
        border.keep(
            code,
            *(
                at_the_border(code, f"{code}-{n}", name=f"Lunch {n}", where=place)
                for n, place in enumerate(places)
            ),
        )
    given = border.over(Search(near="SS17 9LN"), "basildon")
    assert {code: len(ids) for code, ids in given.items()} == {"thurrock": 5, "castle-point": 5}
    found = border.ask(Search(near="SS17 9LN"), "basildon").neighbours
    assert found
    far = [hit.distance_m or 0 for each in found for hit in each.hits]
    assert far == sorted(far)


def test_a_neighbour_reads_the_words_by_its_own_thesaurus(lunches: Border) -> None:
    found = lunches.ask(Search(words="winkling", near=CORYTON))
    assert (found.match, found.total) == (Match.NONE, 0)
    assert [each.code for each in found.neighbours or ()] == ["castle-point"]


def test_what_both_directories_list_is_shown_once(border: Border) -> None:
    twice = at_the_border("castle-point", name="Canvey Lunch Club")
    border.keep("thurrock", twice)
    also = at_the_border("castle-point", "also", name="Canvey Tea Club")
    border.keep("castle-point", replace(twice, where=moved(CANVEY, 120)), also)
    assert border.over(Search(near=CORYTON)) == {"castle-point": ["also"]}


def test_a_neighbour_that_is_asked_asks_nobody(border: Border) -> None:
    for code in NAMES:
        border.keep(code, at_the_border(code, code))
    with border.installation.lent("castle-point") as context:
        context.neighbours = _Refusing()
    assert border.over(LUNCH) == {"castle-point": ["castle-point"]}


class _Refusing:
    """Neighbours that nobody is to ask for."""

    @property
    def are_any(self) -> bool:
        raise AssertionError

    near = asked = are_any


def test_a_neighbour_that_cannot_be_opened_changes_nothing(
    border: Border, caplog: pytest.LogCaptureFixture
) -> None:
    border.keep("thurrock", at_the_border("thurrock"))
    file = border.config.boroughs / "castle-point" / "borough.toml"
    file.write_text("name = ", encoding="utf-8")
    with border.installation.lent("thurrock") as context:
        own = answer(context, LUNCH)
    with caplog.at_level(logging.ERROR, "assetmap.services.neighbours"):
        assert border.ask(LUNCH) == replace(own, neighbours=())
        assert border.over(LUNCH) == {}
    (line,) = [record.getMessage() for record in caplog.records]  # left alone for a moment after
    assert line.startswith("castle-point could not answer its neighbour: ")
    assert "borough.toml" in line


def test_a_neighbour_that_takes_too_long_changes_nothing(
    border: Border, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    border.keep("castle-point", at_the_border("castle-point"))
    assert border.over(LUNCH) == {"castle-point": ["lunch"]}
    may_go_on = threading.Event()
    lent = border.installation.neighbours.lent

    @contextmanager
    def lent_late(code: str) -> Iterator[Context]:
        may_go_on.wait()
        with lent(code) as context:
            yield context

    monkeypatch.setattr(border.installation.neighbours, "lent", lent_late)
    monkeypatch.setattr(neighbours, "WAIT_S", 0.0)
    with caplog.at_level(logging.WARNING, "assetmap.services.neighbours"):
        assert border.over(LUNCH) == {}
    may_go_on.set()
    wait(border.installation.neighbours._late.values())
    messages = [record.getMessage() for record in caplog.records]
    assert messages[0] == "castle-point did not answer its neighbour in time"
    monkeypatch.setattr(neighbours, "WAIT_S", 120.0)
    assert border.over(LUNCH) == {"castle-point": ["lunch"]}


def test_a_directory_by_itself_answers_as_ever(make_context: ContextMaker) -> None:
    context = make_context(at_the_border("thurrock"))
    found = answer(context, LUNCH)
    assert found.neighbours is None
    assert with_neighbours(context, found) is found
