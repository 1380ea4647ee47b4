"""Whole changes, as an admin makes them: a file of the borough's own beside the shipped ones."""

from dataclasses import replace
from pathlib import Path

import pytest

from assetmap.borough.files import read_borough
from assetmap.domain.borough.borough import Borough
from assetmap.domain.listings.listing import Status
from assetmap.domain.people.people import Role
from assetmap.paths import BOROUGH
from assetmap.services.borough.change_problem import ChangeProblem, UsedBy
from assetmap.services.borough.change_problems import change_problems
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import a_person
from tests.services.borough.boroughs import with_category, with_colours, with_words

RUNNING = '[[category.within]]\nslug = "active/running"\nlabel = "Running"\n'


def changed(own: Path, file: str, old: str, new: str) -> Borough:
    """The borough after an admin put some words of a file in place of others."""
    text = (BOROUGH / f"{file}.toml").read_text(encoding="utf-8")
    assert old in text
    own.mkdir(exist_ok=True)
    (own / f"{file}.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    return read_borough(BOROUGH, own)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("categories", 'label = "Running"', 'label = "Running and jogging"'),
        ("categories", RUNNING, ""),
        ("categories", 'colour = "#a3195b"', 'colour = "#0b4f8a"'),
        ("audiences", 'label = "Older people"', 'label = "Older people and friends"'),
        ("access", 'hint = "No steps from the street to the room"', 'hint = "No steps"'),
        ("borough", "01632 960100", "01632 960101"),
        ("borough", 'title = "Thurrock Community Directory"', 'title = "Our Directory"'),
        ("borough", 'brand = "#0b4f6c"', 'brand = "#1a6b33"'),
        ("upkeep", "usual = 6", "usual = 12"),
        ("signin", "grace_days = 14", "grace_days = 0"),
        ("terms", "to = 2027-07-21", "to = 2027-07-22"),
        ("needs", 'label = "', 'label = "Also '),
    ],
)
def test_labels_hints_phones_and_days_are_free_to_change(
    make_context: ContextMaker, tmp_path: Path, file: str, old: str, new: str
) -> None:
    context = make_context(a_listing(), a_listing("draft", status=Status.DRAFT))
    a_person(context, Role.VOLUNTEER, patch=("Tilbury",))
    after = changed(tmp_path / "own", file, old, new)
    assert after != context.borough
    assert change_problems(context, context.borough, after) == ()


def test_a_category_in_use_is_refused_while_it_can_be_read(
    make_context: ContextMaker, tmp_path: Path
) -> None:
    runners = a_listing(
        "run", name="Riverside <Runners>", categories=("active/running",), status=Status.ARCHIVED
    )
    context = make_context(runners)
    after = changed(tmp_path / "own", "categories", RUNNING, "")
    assert change_problems(context, context.borough, after) == (
        ChangeProblem(
            "categories",
            "active/running",
            "The category “Running” cannot go: 1 listing (archived) uses it: “Riverside <Runners>”."
            " Give it another category first.",
            (UsedBy("Riverside <Runners>", "/work/listings/run"),),
        ),
    )


def test_the_order_of_entries_is_free(make_context: ContextMaker) -> None:
    context = make_context(a_listing())
    words = context.borough.words
    after = with_words(
        context.borough,
        categories=tuple(reversed(words.categories)),
        access=tuple(reversed(words.access)),
        needs=tuple(reversed(words.needs)),
    )
    after = replace(after, urgent=tuple(reversed(after.urgent)), places=after.places[::-1])
    assert change_problems(context, context.borough, after) == ()


def test_nothing_changed_breaks_nothing(make_context: ContextMaker) -> None:
    context = make_context(a_listing(categories=("gone/away",)))
    assert change_problems(context, context.borough, context.borough) == ()


def test_a_fault_of_before_is_not_of_this_change(make_context: ContextMaker) -> None:
    context = make_context(a_listing(categories=("gone/away",)))
    before = with_colours(context.borough, link="#777777")
    assert change_problems(context, before, with_category(before, "meet", label="Meet")) == ()
    worse = with_colours(before, link="#888888")
    assert {each.place for each in change_problems(context, before, worse)} == {"colours.link"}
    assert change_problems(context, before, context.borough) == ()


def test_every_fault_of_one_change_is_told_once(make_context: ContextMaker) -> None:
    context = make_context(a_listing())
    before = context.borough
    after = replace(
        with_category(with_colours(before, brand="#dddddd"), "create/crafts", slug="create/made"),
        help=replace(before.help, phone="none"),
        upkeep=replace(before.upkeep, usual_months=600),
    )
    problems = change_problems(context, before, after)
    assert [(each.file, each.place) for each in problems] == [
        ("categories", "create/crafts"),
        *[("borough", "colours.brand")] * 3,
        ("borough", "help"),
        ("upkeep", "months.usual"),
    ]
