"""The steps of setting a borough up: each is done by what there is, and by nothing else."""

from dataclasses import replace

import pytest

from assetmap.domain.people.people import NotAllowed, Person, Role
from assetmap.services.admin.sample import remove_sample
from assetmap.services.borough.borough_files import digest_of, save_text, text_of
from assetmap.services.borough.first_run import Step, StepState, keep, look_again, steps, steps_left
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.storage.store import NotFound
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import a_person

NAMES = (
    *("name", "phone-lines", "categories", "school-terms", "areas", "sample", "listings"),
    *("people", "address", "mail", "map"),
)


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(a_listing("sampled", source="sample"))


@pytest.fixture
def boss(context: Context) -> Person:
    return a_person(context, Role.ADMIN)


def step(context: Context, name: str) -> Step:
    return next(each for each in steps(context) if each.name == name)


def change(context: Context, boss: Person, file: str, before: str, after: str) -> None:
    text = text_of(context, file)
    assert before in text
    digest, what = digest_of(text), "a change"
    changed = text.replace(before, after)
    save_text(context, Actor(boss), file, changed, made_from=digest, what=what)


def test_nothing_is_done_as_it_comes(context: Context, boss: Person) -> None:
    found = steps(context)
    assert tuple(each.name for each in found) == NAMES
    assert {each.state for each in found} == {StepState.NOT_STARTED}
    assert steps_left(context) == len(NAMES)
    assert step(context, "phone-lines").says == (
        "Invented numbers, which nobody answers: 01632 960100, 01632 960999."
    )
    assert step(context, "sample").says == "Residents see 1 invented listing."


def test_name_is_done_by_another_name_alone(context: Context, boss: Person) -> None:
    change(context, boss, "borough", "01632 960100", "0114 273 4567")
    assert step(context, "name").state is StepState.NOT_STARTED
    title = context.borough.title
    change(context, boss, "borough", title, "Sheffield Directory")
    assert step(context, "name").state is StepState.DONE
    assert step(context, "name").says.startswith("Sheffield Directory. ")


def test_phone_lines_are_done_once_none_is_invented(context: Context, boss: Person) -> None:
    change(context, boss, "borough", "01632 960100", "0114 273 4567")
    assert step(context, "phone-lines") == Step(
        "phone-lines",
        StepState.NOT_STARTED,
        "An invented number, which nobody answers: 01632 960999.",
    )
    change(context, boss, "borough", "01632 960999", "0114 273 4568")
    assert step(context, "phone-lines").state is StepState.DONE


def test_categories_of_ones_own_are_done(context: Context, boss: Person) -> None:
    change(context, boss, "categories", "label = ", "label  = ")
    assert step(context, "categories").state is StepState.DONE


def test_terms_are_done_once_none_is_invented(context: Context, boss: Person) -> None:
    text = text_of(context, "terms")
    first, *others = text.split("[[term]]")[1:]
    change(context, boss, "terms", f"[[term]]{first}", "")
    assert step(context, "school-terms").state is StepState.NOT_STARTED
    change(context, boss, "terms", "".join(f"[[term]]{each}" for each in others), "")
    assert step(context, "school-terms") == Step("school-terms", StepState.DONE, "There are none.")


def test_sample_listings_and_people(context: Context, boss: Person) -> None:
    remove_sample(context, Actor(boss))
    assert step(context, "sample").state is StepState.DONE
    assert step(context, "listings").state is StepState.NOT_STARTED
    with context.unit_of_work() as uow:
        uow.save_listing(a_listing())
    assert step(context, "listings") == Step("listings", StepState.DONE, "1 listing of your own.")
    a_person(context, Role.ADMIN, id="another", active=False)
    assert step(context, "people").state is StepState.NOT_STARTED
    a_person(context, Role.ADMIN, id="third")
    assert step(context, "people").says == "2 admins can sign in."


def test_what_is_kept_is_over_until_somebody_looks_again(context: Context, boss: Person) -> None:
    actor = Actor(boss)
    keepable = [each.name for each in steps(context) if each.keep]
    assert keepable == [
        *("name", "categories", "areas", "sample", "listings", "people", "mail", "map")
    ]
    for name in keepable:
        keep(context, actor, name)
        assert step(context, name).state is StepState.KEPT
    assert steps_left(context) == len(NAMES) - len(keepable)
    look_again(context, actor, "name")
    assert step(context, "name").state is StepState.NOT_STARTED


def test_invented_numbers_and_dates_cannot_be_kept(context: Context, boss: Person) -> None:
    for name in ("phone-lines", "school-terms", "address", "nothing-like-it"):
        with pytest.raises(NotFound):
            keep(context, Actor(boss), name)


def test_another_map_has_to_be_looked_at_anew(context: Context, boss: Person) -> None:
    keep(context, Actor(boss), "map")
    basemap = replace(context.config.basemap, tiles="https://tiles.example.org/{z}/{x}/{y}")
    context.config = replace(context.config, basemap=basemap)
    assert step(context, "map").state is StepState.NOT_STARTED


def test_nobody_but_an_admin_keeps_anything(context: Context) -> None:
    editor = Actor(a_person(context, Role.EDITOR))
    with pytest.raises(NotAllowed):
        keep(context, editor, "name")
    with pytest.raises(NotAllowed):
        look_again(context, editor, "name")
