"""Leaving a hidden precision: the typed word, the second person, and the day to think it over."""

from dataclasses import replace

import pytest

from assetmap.clock import parse_clock
from assetmap.domain.listings.listing import Precision, Where
from assetmap.domain.people.people import Person, Role
from assetmap.domain.place import Point
from assetmap.services.context import Context
from assetmap.services.listing_repository import load_for_update
from assetmap.services.listings.archiving import archive, restore
from assetmap.services.listings.drafts import save_draft, submit
from assetmap.services.listings.proposals import approve, propose
from assetmap.services.listings.publishing_places import (
    MADE_PUBLIC,
    TYPED,
    FirstWordTyped,
    PlaceNotConfirmed,
    becomes_public,
    becomes_public_again,
)
from assetmap.services.listings.transitions import publish
from tests.conftest import ContextMaker
from tests.people import a_person
from tests.services.colleagues import a_whole_listing, by
from tests.services.imports.test_importing import take

HOME = Where(
    Precision.WITHHELD,
    address="9 MARK Row",
    postcode="RM18 7TB",
    point=Point(51.4638, 0.3619),
    area_served="Thurrock",
)
OPEN = {"precision": "venue"}


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(a_whole_listing(where=HOME))


def is_shown(context: Context) -> bool:
    return context.store.get_listing("knit-club").listing.where.address == "9 MARK Row"


@pytest.mark.parametrize("four_eyes", [True, False])
def test_it_needs_the_word_and_another_person(context: Context, four_eyes: bool) -> None:
    rules = replace(context.borough.upkeep, four_eyes=four_eyes)
    context.borough = replace(context.borough, upkeep=rules)
    edna = a_person(context, Role.EDITOR, id="edna")
    edgar = a_person(context, Role.EDITOR, id="edgar")
    proposal = propose(context, by(edna), "knit-club", OPEN)
    for typed in ("", "public", "yes"):
        with pytest.raises(PlaceNotConfirmed, match="type PUBLIC in capital letters"):
            approve(context, by(edgar), proposal.id, typed=typed)
    if not four_eyes:
        with pytest.raises(PlaceNotConfirmed, match="another person has to approve it"):
            approve(context, by(edna), proposal.id, typed="PUBLIC")
    assert not is_shown(context)
    approve(context, by(edgar), proposal.id, typed="PUBLIC")
    assert is_shown(context)
    assert list(context.store.audited(what="approved a change"))[-1].entry.happening.why == (
        MADE_PUBLIC
    )


def test_editors_own_edits_need_it_too(context: Context) -> None:
    edna = a_person(context, Role.EDITOR, id="edna")
    vera = a_person(context, Role.VOLUNTEER, id="vera")
    proposal = propose(context, by(vera), "knit-club", {"cost": "£3"})
    with pytest.raises(PlaceNotConfirmed):
        approve(context, by(edna), proposal.id, OPEN)
    assert not is_shown(context)


def test_only_one_who_may_publish_types_it_on_two_days(context: Context) -> None:
    rules = replace(context.borough.upkeep, four_eyes=False)
    context.borough = replace(context.borough, upkeep=rules)
    ada: Person = a_person(context, Role.ADMIN, id="ada")
    proposal = propose(context, by(ada), "knit-club", OPEN)
    for _ in range(2):
        with pytest.raises(FirstWordTyped, match="Type the word again tomorrow"):
            approve(context, by(ada), proposal.id, typed="PUBLIC")
    assert not is_shown(context)
    assert len(list(context.store.audited(what=TYPED))) == 2
    context.clock = parse_clock("2026-03-17")
    approve(context, by(ada), proposal.id, typed="PUBLIC")
    assert is_shown(context)


def test_the_very_lines_that_become_public_are_told(context: Context) -> None:
    vera = a_person(context, Role.VOLUNTEER, id="vera")
    whole = load_for_update(context, "knit-club").listing
    asked = propose(context, by(vera), "knit-club", {**OPEN, "address": "7 MARK Lane"})
    assert dict(becomes_public(whole, asked)) == {
        "Street": "7 MARK Lane",
        "Postcode": "RM18 7TB",
        "Place on the map": "51.463800, 0.361900",
    }
    other = propose(context, by(vera), "knit-club", {"cost": "£4"})
    assert becomes_public(whole, other) == ()


def test_restored_draft_that_hid_its_place_needs_it_too(context: Context) -> None:
    edna = a_person(context, Role.EDITOR, id="edna")
    vera = a_person(context, Role.VOLUNTEER, id="vera")
    approve(context, by(edna), propose(context, by(vera), "knit-club", {"cost": "£3"}).id)
    archive(context, by(edna), "knit-club", "closed")
    restore(context, by(edna), "knit-club")
    save_draft(context, by(vera), "knit-club", OPEN)
    submit(context, by(vera), "knit-club")
    draft = load_for_update(context, "knit-club").listing
    assert "9 MARK Row" in dict(becomes_public_again(context, draft)).values()
    with pytest.raises(PlaceNotConfirmed):
        publish(context, by(edna), "knit-club")
    publish(context, by(edna), "knit-club", typed="PUBLIC")
    assert is_shown(context)


def test_file_does_not_make_it_public(context: Context) -> None:
    whole = load_for_update(context, "knit-club").listing
    with context.unit_of_work() as uow:
        uow.save_listing(replace(whole, source="cvs", source_id="1"))
    text = "id,name,address,postcode,precision\n1,Knit Club,1 New Street,RM17 6SL,venue\n"
    take(context, text)
    after = load_for_update(context, "knit-club").listing.where
    assert (after.precision, after.address) == (Precision.WITHHELD, "9 MARK Row")
